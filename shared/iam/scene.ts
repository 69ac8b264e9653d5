import type { AnalysisInput, Witness } from './analysis.ts';
import { deniesEverything } from './choices.ts';
import { documentsOf, type Layers } from './decide.ts';
import type { Document, Statement } from './document.ts';
import type { Persona } from './persona.ts';
import { notTakenWhole, withoutRepeats } from './plain-sight.ts';
import { isUnreadable, readDocument, reasonText } from './read.ts';
import { deniesOf } from './search.ts';
import { live } from './shape.ts';
import type { Context } from './values.ts';

/** Everything an analysis looks at: the document in question, those beside it, and what all of them deny. */
export interface Scene {
  input: AnalysisInput;
  document: Document;
  /** Allows of the document, and, for an identity, of what is attached beside it. */
  allows: readonly Statement[];
  denies: readonly Statement[];
  layers: Layers;
  /** Whether a boundary or SCPs limit what the Allows give. */
  limited: boolean;
}

const hasAllow = (statements: readonly Statement[]): boolean => statements.some(({ effect }) => effect === 'Allow');

/**
 * The scene of an input, or why there is none. An SCP without any Allow is no level of its own: it stands beside one that
 * allows (AWS attaches FullAWSAccess), so only its Denies count.
 */
export const sceneOf = (input: AnalysisInput): Scene | { reason: string; refused: boolean } => {
  const { kind, policy, alsoAttached = [], boundary, scps = [] } = input;
  const document = readDocument(policy, kind);
  if (isUnreadable(document)) return { reason: reasonText(document), refused: document.missing !== true };
  const beside: Statement[] = [];
  let unread: string | undefined;
  const read = (value: unknown, as: 'identity' | 'scp', name: string): readonly Statement[] => {
    const other = readDocument(value, as, name);
    if (!isUnreadable(other)) return other.statements;
    unread ??= `${name}: ${reasonText(other)}`;
    return [];
  };
  if (kind === 'identity') {
    alsoAttached.forEach((other, index) => beside.push(...read(other, 'identity', `attached ${index + 1}`)));
  }
  const limit =
    boundary === undefined || boundary === null || kind !== 'identity'
      ? undefined
      : read(boundary, 'identity', 'boundary');
  const levels =
    kind === 'identity'
      ? scps.map((level, index) => documentsOf(level).flatMap((scp) => read(scp, 'scp', `scp ${index + 1}`)))
      : [];
  if (unread !== undefined) return { reason: unread, refused: false };
  const statements = [...document.statements, ...beside];
  const own = kind === 'identity' || kind === 'scp';
  const denyOnly = levels.filter((level) => !hasAllow(level)).flat();
  const layers: Layers = {
    identity: own ? [...statements, ...denyOnly] : undefined,
    resource: own ? undefined : statements,
    boundary: limit,
    scps: levels.filter(hasAllow),
  };
  const denies = withoutRepeats(live(deniesOf(layers), input.now));
  const given = live(statements, input.now).filter(({ effect }) => effect === 'Allow');
  return {
    input,
    document,
    // Where all is denied there is nothing to look for.
    allows: denies.some(deniesEverything) ? [] : notTakenWhole(withoutRepeats(given), denies),
    denies,
    layers,
    limited: limit !== undefined || layers.scps.length > 0,
  };
};

const timeKeys = new Set(['aws:currenttime', 'aws:epochtime']);

const callerText = ({ caller }: Persona): string => {
  if (!caller) return 'the principal this policy is attached to';
  if (caller.type === 'Anonymous') return 'anybody, unsigned';
  const session = /^arn:[^:]*:iam::(\d{12}):root$/.exec(caller.id);
  return session ? `${session[1]}:root` : caller.id;
};

/** A context as the proof of a finding shows it: the keys that matter, and none of the time. */
export const witnessOf = (persona: Persona, action: string, resource: string, context: Context): Witness => {
  const contextKeys: Record<string, readonly string[]> = {};
  for (const [key, values] of context) if (!timeKeys.has(key)) contextKeys[key] = values;
  return { principal: callerText(persona), action, resource, contextKeys };
};

/** The role of a trust policy of which nobody says whose it is. */
export const unnamedRole = (account: string | undefined): string =>
  `arn:aws:iam::${account ?? '111122223333'}:role/this-role`;
