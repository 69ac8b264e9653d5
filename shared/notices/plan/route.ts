import type { Finding } from '../../core/finding.ts';
import { globMatches } from '../../core/glob.ts';
import { redactions, type NoticeSettings, type Redaction, type Route } from '../../core/notice-settings.ts';
import type { Owner } from '../../core/owner.ts';
import { frameworkIds, type Requirements } from '../../frameworks/index.ts';

/** What routes ask of a finding. */
export type Routable = Pick<Finding, 'controlId' | 'severity' | 'resource' | 'placement'>;

/** What else they ask: of its control (nothing, where it is not in the catalogue any more), and who answers for it. */
export interface Concerns {
  aliases: readonly string[];
  requirements: Requirements;
  owner: Owner;
}

/** A channel that is told, what is left out for it, and why it is told. */
export interface RoutedChannel {
  channel: string;
  redact: readonly Redaction[];
  because: readonly string[];
}

/** Whether a route fits, and what of it decided that: all that fits, or the first that does not. */
export interface Fit {
  fits: boolean;
  because: string;
}

interface Condition {
  /** As `routes` calls it: what it is, in words. */
  word: string;
  wanted(route: Route): readonly string[];
  /** What a finding has of it, as it is told; empty: it is not known, or there is none. */
  had(finding: Routable, concerns: Concerns): readonly string[];
  meets?(wanted: string, had: string): boolean;
  /** What is said behind what fits. */
  said?(concerns: Concerns): string;
  /** What is said where nothing fits, if not what it has instead. */
  missed?(wanted: readonly string[]): string;
}

const inAnyCase = (wanted: string, had: string): boolean => wanted.toLowerCase() === had.toLowerCase();
const present = (text: string | null): readonly string[] => (text === null || text === '' ? [] : [text]);

const sayers: Readonly<Record<Owner['by'], string>> = {
  tag: ' (its tag says so)',
  account: ' (its account says so)',
  actor: ' (who did it says so)',
  default: ' (the default)',
};

const conditions: readonly Condition[] = [
  { word: 'severity', wanted: ({ severities }) => severities, had: ({ severity }) => [severity] },
  {
    word: 'control',
    wanted: ({ controls }) => controls,
    had: ({ controlId }, { aliases }) => [controlId, ...aliases],
    meets: globMatches,
  },
  {
    word: 'framework',
    wanted: ({ frameworks }) => frameworks,
    had: (_, { requirements }) => frameworkIds.filter((id) => (requirements[id] ?? []).length > 0),
    missed: (wanted) => `no requirement of ${wanted.join(' or ')}`,
  },
  { word: 'account', wanted: ({ accounts }) => accounts, had: ({ resource }) => present(resource.account) },
  {
    word: 'environment',
    wanted: ({ environments }) => environments,
    had: ({ placement }) => present(placement.environment),
  },
  {
    word: 'data class',
    wanted: ({ dataClasses }) => dataClasses,
    had: ({ placement }) => present(placement.dataClass),
    meets: inAnyCase,
  },
  {
    word: 'owner',
    wanted: ({ owners }) => owners,
    had: (_, { owner }) => present(owner.owner),
    meets: inAnyCase,
    said: ({ owner }) => sayers[owner.by],
  },
];

/** What of one condition is met: what is wanted of it; undefined: nothing of it. */
const metBy = (condition: Condition, route: Route, finding: Routable, concerns: Concerns): string | undefined => {
  const { wanted, had, meets = (a, b) => a === b } = condition;
  return wanted(route).find((want) => had(finding, concerns).some((have) => meets(want, have)));
};

const misfit = (
  { word, wanted, had, missed }: Condition,
  route: Route,
  finding: Routable,
  concerns: Concerns,
): string => {
  const wants = wanted(route);
  return missed?.(wants) ?? `${word} ${had(finding, concerns)[0] ?? 'not told'}, not ${wants.join(' or ')}`;
};

/** Whether a route fits a finding. What it does not say fits anything; what is not known of the finding fits nothing that it says. */
export const fitOf = (route: Route, finding: Routable, concerns: Concerns): Fit => {
  const asked = conditions.filter(({ wanted }) => wanted(route).length > 0);
  const failed = asked.find((condition) => metBy(condition, route, finding, concerns) === undefined);
  if (failed) return { fits: false, because: misfit(failed, route, finding, concerns) };
  if (asked.length === 0) return { fits: true, because: 'it is for everything' };
  const met = asked.map((condition) => {
    const want = metBy(condition, route, finding, concerns) ?? '';
    return `${condition.word} ${want}${condition.said?.(concerns) ?? ''}`;
  });
  return { fits: true, because: met.join(', ') };
};

/** What a route is called: where it stands in `sagewatch.yml`. */
export const routeName = (index: number): string => `routes[${index}]`;

/**
 * The channels that are told of a finding, each once: those of all routes that fit, in their order, or else those of
 * `otherwise`. Of several routes to one channel each has its say in what is left out: the stricter holds.
 */
export const routesOf = (
  finding: Routable,
  concerns: Concerns,
  { routes, otherwise }: Pick<NoticeSettings, 'routes' | 'otherwise'>,
): readonly RoutedChannel[] => {
  const told = new Map<string, { redact: Set<Redaction>; because: string[] }>();
  for (const [index, route] of routes.entries()) {
    const { fits, because } = fitOf(route, finding, concerns);
    if (!fits) continue;
    for (const channel of new Set(route.channels)) {
      const entry = told.get(channel) ?? { redact: new Set(), because: [] };
      for (const each of route.redact) entry.redact.add(each);
      entry.because.push(`${routeName(index)}: ${because}`);
      told.set(channel, entry);
    }
  }
  if (told.size === 0) {
    const because = routes.length === 0 ? 'there are no routes' : 'no route fits';
    return [...new Set(otherwise)].map((channel) => ({ channel, redact: [], because: [because] }));
  }
  return [...told].map(([channel, { redact, because }]) => ({
    channel,
    redact: redactions.filter((each) => redact.has(each)),
    because,
  }));
};
