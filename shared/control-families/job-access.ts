import type { Context, RelatedResource } from '../core/control.ts';
import { presentEntries, type KnownMap } from '../core/known-map.ts';
import { notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import { beyondJob, type BeyondJob, type JobInput, type JobRole, type PolicyFinding } from '../iam/index.ts';
import { identityInput, placeOf, policiesOf, policiesOfRole, type IdentityPolicies } from './identity.ts';
import { analysisOf, proofOf, type PolicyInput } from './policy-analysis.ts';
import { keyOf, recent } from './remembering.ts';

/** What every control of a job's access follows: the role with its policies, the buckets, and the keys of both. */
export const accessFollowed: Readonly<Record<string, readonly string[]>> = {
  ...policiesOfRole('role'),
  buckets: [],
  'buckets.kmsKey': [],
  'buckets.kmsKey.key': [],
  ...Object.fromEntries(
    ['volumeKey', 'outputKey', 'stagingKeys'].flatMap((key) => [
      [key, []],
      [`${key}.key`, []],
    ]),
  ),
};

/** What a job's role reaches beyond the job, and on what that rests. */
export interface JobAccess {
  beyond: BeyondJob;
  policies: IdentityPolicies;
  /** Services of which the role has everything: another control tells of them. */
  whole: readonly string[];
  /** Keys that the job may use and that are not known by their ids. */
  unknownKeys: readonly string[];
  /** The role, as a sentence begins: `The role Trainer`. */
  who: string;
}

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** The ids of keys by what names them; what does not lead to an id is told. An alias of AWS needs no right of the role. */
const idsOf = (named: readonly RelatedResource[]): { ids: readonly string[]; unknown: readonly string[] } => {
  const ids: string[] = [];
  const missing: string[] = [];
  for (const { resource, related } of named) {
    const isAlias = resource.type === 'kms/alias';
    if (isAlias && /(^|\/)aws\//.test(resource.name)) continue;
    const arn = isAlias ? related['key']?.[0]?.resource.arn : resource.arn;
    if (arn === undefined) missing.push(`the key behind alias ${resource.name}`);
    else ids.push(lastPart(arn));
  }
  return { ids, unknown: missing };
};

const keysOf = ({ related }: Context): { ids: readonly string[]; unknown: readonly string[] } => {
  const buckets = related['buckets'] ?? [];
  const named = idsOf([
    ...['volumeKey', 'outputKey', 'stagingKeys'].flatMap((role) => related[role] ?? []),
    ...buckets.flatMap((bucket) => bucket.related['kmsKey'] ?? []),
  ]);
  const silent = buckets.filter(({ state }) => state['encryption'] === undefined);
  return {
    ids: named.ids,
    unknown: [
      ...named.unknown,
      ...silent.map(({ resource }) => `the key of bucket ${resource.name}`),
      // Objects may be encrypted with another key than their bucket's: of a job without any, nobody knows which are its own.
      ...(named.ids.length === 0 ? ["the key of the job's objects"] : []),
    ],
  };
};

/** SageMaker's own bucket of an account and Region, where its SDK keeps the code and the reports of jobs that name no other. */
const defaultBucket = ({ region, account }: Context['resource']): string => `sagemaker-${region}-${account}`;

const tagsOf = (tags: unknown): JobRole['tags'] => {
  const known = tags as KnownMap | undefined;
  return known?.complete ? Object.fromEntries(presentEntries(known)) : undefined;
};

/** The answer of both analyses: what the role has anyway, and what it reaches beyond the job. */
interface Weighed {
  isAdministrator: boolean;
  /** Null: not decided, and `indeterminate` says why. */
  whole: readonly string[] | null;
  indeterminate: string | null;
  beyond: BeyondJob | string;
}

const weighed = (
  policies: PolicyInput,
  job: Omit<JobInput, keyof PolicyInput | 'now'>,
  now: Context['at'],
): Weighed => {
  const { adminAccess, fullServiceAccess, indeterminate } = analysisOf(policies, now);
  const { policy, alsoAttached, boundary } = policies;
  return {
    isAdministrator: adminAccess === true,
    whole: fullServiceAccess,
    indeterminate,
    beyond: beyondJob({ policy, alsoAttached, boundary, ...job, now }),
  };
};

const remembered = recent<Weighed>(4_000_000);

/** What a role reaches beyond a job at a moment. Every run of a workload asks the same, so the last answers are kept. */
const weighedBefore: typeof weighed = (policies, job, now) => {
  const { policy, alsoAttached = [], boundary } = policies;
  const { bucketPolicies, ...rest } = job;
  const texts = [policy, boundary, ...alsoAttached, ...Object.values(bucketPolicies)];
  const { key, length } = keyOf(texts, [Object.keys(bucketPolicies), rest], now);
  return remembered(key, length, () => weighed(policies, job, now));
};

/**
 * What a job's role reaches beyond the job, or why there is nothing to say: `judge` is the control that tells of
 * administrators and of those who have all of S3.
 */
export const jobAccess = (roleArn: string, context: Context, judge: string): JobAccess | Verdict => {
  const { at, resource, related } = context;
  const [role] = related['role'] ?? [];
  if (!role) return unknown('the role');
  if (role.exists === false) return notApplicable('the role was deleted');
  const policies = policiesOf(role);
  const { missing } = policies;
  const input = identityInput(policies, role.resource);
  if (!input) return missing.length > 0 ? unknown(...missing) : pass;
  if (policies.boundary === undefined) return unknown(...missing);
  const buckets = (related['buckets'] ?? []).filter(({ resource: { name } }) => /^[\w.-]+$/.test(name));
  const keys = keysOf(context);
  const job = {
    role: {
      arn: roleArn,
      account: role.resource.account,
      partition: role.resource.arn.split(':')[1] ?? 'aws',
      region: resource.region,
      tags: tagsOf(role.state['tags']),
    },
    buckets: buckets.map(({ resource: { name } }) => name),
    free: [defaultBucket(resource)],
    keys: keys.ids,
    bucketPolicies: Object.fromEntries(
      buckets.flatMap(({ resource: { name }, state: { policy } }) =>
        policy === null || typeof policy === 'string' ? [[name, policy]] : [],
      ),
    ),
  };
  const { isAdministrator, whole, indeterminate, beyond } = weighedBefore(input, job, at);
  if (whole === null || typeof beyond === 'string') {
    return unknown(`the policies of the role: ${indeterminate ?? (typeof beyond === 'string' ? beyond : '')}`);
  }
  if (isAdministrator || whole.includes('s3')) {
    return notApplicable(`the role has ${isAdministrator ? 'everything' : 'all of S3'}, which ${judge} judges`);
  }
  return { beyond, policies, whole, unknownKeys: keys.unknown, who: `The role ${lastPart(role.resource.arn)}` };
};

/** The request that proves a finding, and where it stands. */
export const provenBy = (finding: PolicyFinding, policies: IdentityPolicies): string =>
  `${proofOf(finding) ?? finding.message}, by ${placeOf(finding, policies)}`;
