import type { Catalogue } from '../core/catalogue.ts';
import type { ResourceType } from '../core/resource-type.ts';
import type { Members } from '../core/trail-record.ts';
import { patternQuota } from '../event-pattern/index.ts';
import { isGlobalSource } from './regions.ts';

/** A rule of EventBridge's default bus, by which the service gets what its controls need. */
export interface DeliveryRule {
  name: string;
  /** Where it has to stand: in every Region, or in the one to which the partition's global services write. */
  regions: 'every' | 'global';
  /** Reading calls come only in the longer state, which the API and CloudFormation can set. [EventBridge, read-only events] */
  state: 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  pattern: Members;
}

/**
 * Nobody but AWS may send an event of such a source, so nobody can make records up. The service behind `aws.` is not asked
 * for: the record names it itself, as `eventSource`.
 */
const fromAws = [{ prefix: 'aws.' }];

/** CloudTrail records as EventBridge calls them. Not `AWS Network Activity Event`: these tell of the same calls again. */
const recorded = [
  'AWS API Call via CloudTrail',
  'AWS Console Action via CloudTrail',
  'AWS Service Event via CloudTrail',
];

/** Documented as `AWS Console Signin via CloudTrail`, and seen as `AWS Console Sign In via CloudTrail`. */
const signIn = { prefix: 'AWS Console Sign' };
const signInSource = 'signin.amazonaws.com';

const succeeded = [{ exists: false }];
const failed = [{ exists: true }];

/** As few patterns as the quota allows, with the names in their order. */
const packed = (names: readonly string[], patternOf: (names: readonly string[]) => Members): Members[] => {
  const patterns: Members[] = [];
  let taken: string[] = [];
  for (const name of names) {
    if (taken.length > 0 && JSON.stringify(patternOf([...taken, name])).length > patternQuota) {
      patterns.push(patternOf(taken));
      taken = [];
    }
    taken.push(name);
  }
  return taken.length > 0 ? [...patterns, patternOf(taken)] : patterns;
};

const numbered = (rule: Omit<DeliveryRule, 'pattern'>, patterns: readonly Members[]): DeliveryRule[] =>
  patterns.map((pattern, at) => ({ ...rule, name: at === 0 ? rule.name : `${rule.name}-${at + 1}`, pattern }));

/** Event names by their source, both sorted. */
const bySource = (keys: Iterable<string>): [source: string, names: string[]][] => {
  const sources = new Map<string, string[]>();
  for (const key of [...keys].toSorted()) {
    const [source = '', name = ''] = key.split(':');
    sources.set(source, [...(sources.get(source) ?? []), name]);
  }
  return [...sources];
};

const callRules = (keys: Iterable<string>, errorCode: unknown, suffix = ''): DeliveryRule[] =>
  bySource(keys).flatMap(([source, names]) => {
    const isSignIn = source === signInSource;
    const service = isSignIn ? 'sign-in' : source.replace('.amazonaws.com', '');
    return numbered(
      {
        name: `sagewatch-${service}${suffix}`,
        regions: isGlobalSource(source) ? 'global' : 'every',
        state: 'ENABLED',
      },
      packed(names, (eventName) => ({
        source: fromAws,
        'detail-type': isSignIn ? [signIn] : recorded,
        detail: { eventSource: [source], eventName, errorCode },
      })),
    );
  });

/** What concerns a type whatever the call is: reading calls too, from wherever they come. */
const anyCallRules = ({ name, concernsAnyPattern }: ResourceType): DeliveryRule[] => {
  if (concernsAnyPattern === 'watched') return [];
  if (!concernsAnyPattern)
    throw new Error(`${name}: concernsAny has no concernsAnyPattern, so nothing would be delivered`);
  return [
    {
      name: `sagewatch-${name.replace('/', '-')}`,
      regions: 'every',
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      pattern: { source: fromAws, 'detail-type': [...recorded, signIn], detail: concernsAnyPattern },
    },
  ];
};

const stateChangeRules = (types: Iterable<ResourceType>): DeliveryRule[] => {
  const detailTypes = [...types].flatMap(({ stateChange }) => (stateChange ? [stateChange.detailType] : []));
  return numbered(
    { name: 'sagewatch-sagemaker-state-changes', regions: 'every', state: 'ENABLED' },
    packed([...new Set(detailTypes)].toSorted(), (names) => ({ source: ['aws.sagemaker'], 'detail-type': names })),
  );
};

/**
 * The rules that let through what a catalogue looks at, and nothing else: calls that some type knows where they succeeded,
 * failed ones where a control watches failures, what concerns a type whatever the call is, and SageMaker's own word of
 * what became of an asynchronous call. One rule a service, or more where it has too many calls for one.
 */
export const deliveryRules = ({
  entries,
  watchedFailures,
  concerningAny,
  types,
}: Catalogue): readonly DeliveryRule[] => [
  ...callRules(entries.keys(), succeeded),
  ...callRules(watchedFailures, failed, '-failures'),
  ...concerningAny.flatMap(anyCallRules),
  ...stateChangeRules(types.values()),
];
