import type { PolicyFinding } from './analysis.ts';
import { aboutAction } from './decide.ts';
import type { Statement } from './document.ts';
import { aboutStatement } from './findings.ts';
import { grantOf, type Grant } from './grants.ts';
import { sessionOf, statementsAbout, tagsAsked, type JobRole, type MoreOptions } from './job-role.ts';
import type { Option } from './options.ts';
import { covers, hasWildcard } from './patterns.ts';
import type { Persona } from './persona.ts';
import type { Scene } from './scene.ts';

/** A kind of resource of which a job has its own, and which others have too. */
export interface Kind {
  /** As people call one: `bucket`. */
  noun: string;
  /** Calls that use one. */
  actions: readonly string[];
  /** Patterns of what such a call is for: any of them, and the one of a name. */
  any: string;
  /** The pattern of all that the account has, where the job runs. */
  ofAccount: string;
  of(name: string): string;
  /** What a request would name. */
  example(name: string): string;
  /** The name in an ARN, or in a pattern that names one. */
  named: RegExp;
  /** The part of a pattern that says which are meant. */
  choosing(pattern: string): string;
  /** Whether somebody may use one though it is not the job's own; also asked of a pattern of names. */
  isFree(name: string): boolean;
}

/** Something that a role can use, and that is none of the job's. */
export interface Reached {
  /** The one that the policies name; null: whatever `pattern` is of. */
  name: string | null;
  /** As the statement writes it; null: all but what the statement names. */
  pattern: string | null;
  /** Whether the pattern leaves out none of the account. */
  everything: boolean;
  /** Whether a Deny or the boundary takes some of it back. */
  narrowed: boolean;
  finding: PolicyFinding;
}

/** What was found, and what would have to be known to be sure that this is all. */
export interface Answer {
  found: readonly Reached[];
  undecided: readonly string[];
}

const variable = /\$\{([^{}]*)\}/g;

interface Spelled {
  statement: Statement;
  unknown: readonly string[];
}

/**
 * A statement with the variables of its resources put in, as far as the role tells what they stand for; a resource of which
 * nobody can tell which it is is left out. What a NotResource leaves out is decided request by request.
 */
export const spelled = (statement: Statement, kind: Kind, persona: Persona, { region }: JobRole): Spelled => {
  const { resources, notResource, variables } = statement;
  if (!variables || notResource || !resources) return { statement, unknown: [] };
  const valueOf = (key: string): Option | 'unknown' => {
    if (persona.fixed.has(key)) return persona.fixed.get(key);
    return key === 'aws:requestedregion' ? [region] : 'unknown';
  };
  const unknown: string[] = [];
  const kept = resources.filter((pattern) =>
    [...kind.choosing(pattern).matchAll(variable)].every(([whole, inside = '']) => {
      const key = (inside.split(',')[0] ?? '').trim().toLowerCase();
      if (['*', '?', '$'].includes(key) || valueOf(key) !== 'unknown') return true;
      unknown.push(whole);
      return false;
    }),
  );
  const plain = kept.flatMap((pattern) => {
    let isMet = true;
    const text = pattern.replace(variable, (whole, inside: string) => {
      const [name = '', otherwise] = inside.split(',');
      const value = valueOf(name.trim().toLowerCase());
      if (value === 'unknown') return whole;
      const standsFor = value?.[0] ?? /'(.*)'/.exec(otherwise ?? '')?.[1];
      isMet &&= standsFor !== undefined;
      return standsFor ?? '';
    });
    return isMet ? [text] : [];
  });
  return {
    statement: { ...statement, resources: plain, variables: plain.some((text) => text.includes('${')) },
    unknown,
  };
};

const asReached = (
  grant: Grant,
  { noun, actions }: Kind,
  { name, pattern, ...more }: Omit<Reached, 'finding'>,
): Reached => {
  const meant = name ?? pattern ?? 'all but what it names';
  const message = `lets the job's role use another ${noun} (${actions.join(', ')}): ${meant}`;
  const finding = aboutStatement(`other:${noun}:${meant}`, 'medium', grant.statement, message, grant.witness);
  return { name, pattern, ...more, finding };
};

const isEverywhere = ({ resources = ['*'], notResource }: Statement): boolean =>
  !notResource && resources.includes('*');

/** Whether Denies or the boundary leave out some of what an Allow is about. */
const isNarrowed = ({ denies, layers: { boundary } }: Scene, about: (statement: Statement) => boolean): boolean =>
  denies.some((deny) => about(deny) && !isEverywhere(deny)) ||
  (boundary?.some(({ effect }) => effect === 'Allow') === true &&
    !boundary.some((limit) => limit.effect === 'Allow' && about(limit) && isEverywhere(limit)));

/** Which others of a kind a role can use beyond some of its own, in any of the ways that its policies leave. */
export const othersOf = (
  scene: Scene,
  kind: Kind,
  own: ReadonlySet<string>,
  role: JobRole,
  more?: MoreOptions,
): Answer => {
  const about = (statement: Statement) => kind.actions.some((action) => aboutAction(statement, action.toLowerCase()));
  const tags = tagsAsked(statementsAbout(scene, kind.actions), role);
  const allowing = scene.allows.filter(about);
  if (allowing.length === 0) return { found: [], undecided: [] };
  if (!tags) return { found: [], undecided: ['the tags of the role'] };
  const persona = sessionOf(scene, role, tags, more);
  const read = allowing.map((statement) => spelled(statement, kind, persona, role));
  const nameIn = (text: string): string | undefined => kind.named.exec(text)?.[1];
  const { identity = [], boundary } = scene.layers;
  const written = [...identity, ...(boundary ?? [])].flatMap(({ resources = [] }) => resources);
  const candidates = new Set(
    [...read.flatMap(({ statement }) => statement.resources ?? []), ...written]
      .flatMap((pattern) => nameIn(pattern) ?? [])
      .filter((name) => !name.includes('${') && !own.has(name) && !kind.isFree(name)),
  );
  const found: Reached[] = [];
  for (const name of candidates) {
    for (const { statement } of read) {
      const grant = grantOf(scene, statement, persona, {
        actions: kind.actions,
        within: [kind.of(name)],
        meant: [kind.example(name)],
        accepts: (resource) => nameIn(resource) === name,
      });
      if (!grant) continue;
      found.push(asReached(grant, kind, { name, pattern: null, everything: false, narrowed: false }));
      break;
    }
  }
  const isOther = (resource: string): boolean => {
    const name = nameIn(resource);
    return name !== undefined && !own.has(name) && !candidates.has(name) && !kind.isFree(name);
  };
  const narrowed = isNarrowed(scene, about);
  const patterns = new Set<string | null>();
  for (const { statement } of read) {
    for (const pattern of statement.notResource ? [null] : (statement.resources ?? ['*'])) {
      const isOne = pattern !== null && (!hasWildcard(kind.choosing(pattern)) || kind.isFree(kind.choosing(pattern)));
      if (isOne || patterns.has(pattern)) continue;
      const grant = grantOf(
        scene,
        pattern === null
          ? statement
          : { ...statement, resources: [pattern], variables: statement.variables && pattern.includes('${') },
        persona,
        {
          actions: kind.actions,
          within: [kind.any],
          meant: [kind.example(`any-other-${kind.noun.replaceAll(' ', '-')}`)],
          accepts: isOther,
        },
      );
      if (!grant) continue;
      patterns.add(pattern);
      const everything = pattern !== null && covers(pattern, kind.ofAccount);
      found.push(asReached(grant, kind, { name: null, pattern, everything, narrowed }));
    }
  }
  const unknown = new Set(read.flatMap((each) => each.unknown));
  return { found, undecided: [...unknown].map((each) => `what ${each} stands for`) };
};
