import { defineControl, type StateControl } from '../core/control.ts';
import type { StateOf } from '../core/resource-type.ts';
import { fail, pass, unknown } from '../core/verdict.ts';
import { dataProtection, withRequirements, workloadLeastPrivilege } from '../frameworks/profiles.ts';
import type { PolicyFinding, Reached } from '../iam/index.ts';
import type { processingJob } from '../resources/sagemaker/processing-job.ts';
import type { trainingJob } from '../resources/sagemaker/training-job.ts';
import { placeOf } from './identity.ts';
import { accessFollowed, jobAccess, provenBy, type JobAccess } from './job-access.ts';
import { leastRole } from './least-role.ts';
import { conditionsOf } from './policy-analysis.ts';

type Job = typeof trainingJob | typeof processingJob;

/** What both kinds of job state of what they use. */
export const accessReads = [
  'roleArn',
  'inputBuckets',
  'furtherBuckets',
  'indirectInputs',
  'volumeKmsKeyId',
  'outputKmsKeyId',
  'subnets',
  'enableNetworkIsolation',
] as const;

/** A job's state as far as its access is judged. */
export type AccessState = Pick<StateOf<typeof trainingJob>, (typeof accessReads)[number]>;

export type DeclaredAccess<R extends Job, Field extends keyof StateOf<R>> = Pick<StateControl<R>, 'id'> & {
  appliesTo: R;
  /** The jobs, as the title calls them: "training jobs". */
  jobs: string;
  /** Fields with the places that the job writes to. */
  outputFields: readonly Field[];
  /** The control that judges the permissions of the role by themselves. */
  permissions: string;
};

const mostNamed = 3;
const mostShown = 20;

const listOf = (noun: string, names: readonly string[]): string => {
  const shown = names.slice(0, mostNamed).join(', ');
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  return names.length === 1
    ? `${noun} ${shown}, which is none of the job's`
    : `${noun}s ${shown}${more}, which are none of the job's`;
};

/** Whose resources a request is about, where a condition says so. */
const ownerOf = ({ witness }: PolicyFinding): string => {
  const {
    's3:resourceaccount': bucket,
    'aws:resourceaccount': any,
    'aws:principalaccount': own,
  } = witness?.contextKeys ?? {};
  const owner = (bucket ?? any)?.[0];
  return owner === undefined || owner === own?.[0] ? 'the account' : `account ${owner}`;
};

const openPhrase = (noun: string, { pattern, everything, narrowed, finding }: Reached): string => {
  const which = everything
    ? `any ${noun} of ${ownerOf(finding)}`
    : pattern === null
      ? `any ${noun} but what the statement leaves out`
      : `whatever ${pattern} matches, other ${noun}s than the job's too`;
  const conditions = conditionsOf(finding).filter((condition) => !/^(s3|aws):resourceaccount /.test(condition));
  return [
    which,
    ...(conditions.length > 0 ? [`with ${conditions.join(', ')}`] : []),
    ...(narrowed ? ['less what a Deny or the boundary takes back'] : []),
  ].join(', ');
};

/** What a role reaches of one kind, as the end of a sentence: "read bucket phi-archive, which is none of the job's (…)". */
const phrases = (verb: string, noun: string, found: readonly Reached[], { policies }: JobAccess): readonly string[] => {
  const open = found.find(({ everything }) => everything) ?? found.find(({ name }) => name === null);
  const named = found.filter(({ name }) => name !== null);
  const names = named.map(({ name }) => name ?? '');
  const [one] = named;
  const such = open?.everything && names[0] !== undefined ? `, such as ${names[0]}` : '';
  return [
    ...(open ? [`${verb} ${openPhrase(noun, open)}${such} (${placeOf(open.finding, policies)})`] : []),
    ...(one && !open?.everything ? [`${verb} ${listOf(noun, names)} (${placeOf(one.finding, policies)})`] : []),
  ];
};

interface Sorted {
  proven: readonly Reached[];
  doubts: readonly string[];
}

/** One that is named may be the job's after all, where not all that is the job's is known; any one may not. */
const sorted = (found: readonly Reached[], noun: string, unseen: readonly string[]): Sorted => {
  const named = found.filter(({ name }) => name !== null);
  return unseen.length === 0
    ? { proven: found, doubts: [] }
    : {
        proven: found.filter(({ name }) => name === null),
        doubts: named.map(({ name }) => `whether ${noun} ${name} is ${unseen.join(' or ')}`),
      };
};

/** Whether what the job reads can leave through the internet, whatever the role's policies say. */
const isOpen = ({ subnets, enableNetworkIsolation }: AccessState): boolean =>
  subnets === null && !enableNetworkIsolation;

/** Where the job's network does not decide it: what the policies leave open past the endpoint of a VPC. */
const pastEndpoint = ({ subnets, enableNetworkIsolation }: AccessState, { beyond, policies }: JobAccess) =>
  subnets === null || enableNetworkIsolation
    ? []
    : beyond.elsewhere.found.map(({ finding }) => `Not only through an endpoint: ${provenBy(finding, policies)}`);

/**
 * Controls that judge a job's role together with the job: can it read a bucket that is none of the job's, or use another
 * key? A bucket or key is the job's if the request names it, anywhere in it, or if it is what a bucket of its own is
 * encrypted with; so is SageMaker's default bucket of the account and Region. Buckets of AWS's own with models and examples
 * are everybody's. What conditions allow only for labelled data (tags of objects, aliases of keys) is taken to be labelled
 * for the job. Only the role's policies are judged: a policy of another bucket that lets the role in by itself is not seen.
 */
export const jobDataAccess = <R extends Job, const Field extends keyof StateOf<R>>({
  jobs,
  outputFields,
  permissions,
  ...declared
}: DeclaredAccess<R, Field>) =>
  defineControl<R, Field | (typeof accessReads)[number]>({
    ...declared,
    title: `Roles of ${jobs} reach no other data than the jobs' own`,
    severity: 'medium',
    reads: [...accessReads, ...outputFields],
    follows: accessFollowed,
    rationale:
      "The code of a job that is not isolated has all the rights of its role. What the role reaches beyond the job's own buckets and keys, whoever may start a job with it reaches, too, and so does every library the job loads.",
    remediation: {
      summary:
        'Give the role this policy, with the least that the job needs, in place of the statements that are named; where several workloads share the role, give each a role of its own.',
      command: (resource, evidence) => leastRole(resource, evidence),
      warning: 'Jobs that share the role lose what its statements gave them.',
    },
    requirements: withRequirements(workloadLeastPrivilege, dataProtection),
    evaluate: (state, context) => {
      const job = state as unknown as AccessState;
      const access = jobAccess(job.roleArn ?? '', context, permissions);
      if ('status' in access) return access;
      const { beyond, policies, who, whole, unknownKeys } = access;
      const leads = (job.indirectInputs ?? []).map((lead) => `what ${lead} leads to`);
      const buckets = sorted(beyond.buckets.found, 'bucket', leads);
      // That a role has all of KMS is told once.
      const keys = sorted(whole.includes('kms') ? [] : beyond.keys.found, 'key', unknownKeys);
      const said = [
        ...phrases('read', 'bucket', buckets.proven, access),
        ...phrases('use', 'key', keys.proven, access),
      ];
      if (said.length > 0) {
        const proofs = [...buckets.proven, ...keys.proven].map(({ finding }) => provenBy(finding, policies));
        const out = isOpen(job) ? '; what it reads can leave through the internet, for the job runs outside a VPC' : '';
        return fail(`${who} can ${said.join(', and ')}${out}`, {
          details: [
            ...proofs.slice(0, mostShown),
            ...(proofs.length > mostShown ? [`and ${proofs.length - mostShown} more`] : []),
            ...pastEndpoint(job, access),
            ...policies.missing.map((missing) => `Not seen, and could take some of it back: ${missing}`),
          ],
        });
      }
      const open = [
        ...policies.missing,
        ...beyond.buckets.undecided,
        ...(whole.includes('kms') ? [] : beyond.keys.undecided),
        ...buckets.doubts,
        ...keys.doubts,
      ];
      return open.length > 0 ? unknown(...new Set(open)) : pass;
    },
  });
