import type { AnalysisInput } from './analysis.ts';
import { withEffort } from './effort.ts';
import { aboutStatement } from './findings.ts';
import { firstGrant } from './grants.ts';
import { sessionsElsewhere, statementsAbout, tagsAsked, type JobRole } from './job-role.ts';
import { freeOptions } from './options.ts';
import { othersOf, spelled, type Answer, type Kind, type Reached } from './other-resources.ts';
import { isUnreadable, readDocument, reasonText } from './read.ts';
import { sceneOf, type Scene } from './scene.ts';
import { live } from './shape.ts';

/** What belongs to a job, and the policies of the role it runs as. */
export interface JobInput extends Pick<AnalysisInput, 'policy' | 'alsoAttached' | 'boundary' | 'now'> {
  role: JobRole;
  /** Names of the buckets it reads and writes. */
  buckets: readonly string[];
  /** Names of further buckets that every job may read. */
  free?: readonly string[] | undefined;
  /** Ids of the keys it uses: what stands last in their ARNs. */
  keys: readonly string[];
  /** The policies of its buckets by their names; null: a bucket has none; missing: not known. */
  bucketPolicies: Readonly<Record<string, string | null>>;
}

/** What a job's role can do that the job does not need. Three answers, each with a request that proves it. */
export interface BeyondJob {
  /** Other buckets whose objects it can read. */
  buckets: Answer;
  /** Other keys it can use. */
  keys: Answer;
  /** The job's own buckets, where they can be read or written from anywhere, past every endpoint that somebody meant. */
  elsewhere: Answer;
}

const region = '[a-z]{2}(?:-[a-z]+)+-\\d+';

/** Buckets of AWS with what it gives to everybody: examples, models of JumpStart, templates, layers of images. */
const ofAws = new RegExp(
  [
    `^(?:jumpstart-(?:private-)?cache-prod|sagemaker-sample-data|sagemaker-example-files-prod|sagemaker-servicecatalog-seedcode)-(?:\\*|${region})$`,
    '^sagemaker-sample-files$',
    `^prod-(?:\\*|${region})-starport-layer-bucket$`,
  ].join('|'),
);

const last = (pattern: string, form: RegExp): string => form.exec(pattern)?.[1] ?? pattern;

/** Objects in buckets. */
const objects = ({ partition }: JobRole): Kind => ({
  noun: 'bucket',
  actions: ['s3:GetObject', 's3:GetObjectVersion'],
  any: `arn:${partition}:s3:::*/*`,
  ofAccount: `arn:${partition}:s3:::*/*`,
  of: (name) => `arn:${partition}:s3:::${name}/*`,
  example: (name) => `arn:${partition}:s3:::${name}/any-object`,
  named: /^arn:[^:]*:s3:::([^/*?]+)(?=\/|$)/,
  choosing: (pattern) => last(pattern, /^arn:[^:]*:s3:::([^/]*)/),
  isFree: (name) => ofAws.test(name),
});

/** Directory buckets of S3 Express One Zone: whoever has a session can read. */
const directoryBuckets = ({ partition, region: here, account }: JobRole): Kind => ({
  noun: 'directory bucket',
  actions: ['s3express:CreateSession'],
  any: `arn:${partition}:s3express:*:*:bucket/*`,
  ofAccount: `arn:${partition}:s3express:${here}:${account}:bucket/*`,
  of: (name) => `arn:${partition}:s3express:*:*:bucket/${name}`,
  example: (name) => `arn:${partition}:s3express:${here}:${account}:bucket/${name}`,
  named: /^arn:[^:]*:s3express:[^:]*:[^:]*:bucket\/([^*?]+)$/,
  choosing: (pattern) => last(pattern, /^arn:[^:]*:s3express:[^:]*:[^:]*:bucket\/(.*)$/),
  isFree: () => false,
});

/** Access points: whose bucket is behind one, no policy of the role says. */
const accessPoints = ({ partition, region: here, account }: JobRole): Kind => ({
  noun: 'access point',
  actions: ['s3:GetObject'],
  any: `arn:${partition}:s3:*:*:accesspoint/*/object/*`,
  ofAccount: `arn:${partition}:s3:${here}:${account}:accesspoint/*/object/*`,
  of: (name) => `arn:${partition}:s3:*:*:accesspoint/${name}/object/*`,
  example: (name) => `arn:${partition}:s3:${here}:${account}:accesspoint/${name}/object/any-object`,
  named: /^arn:[^:]*:s3:[^:]+:[^:]*:accesspoint\/([^/*?]+)(?=\/|$)/,
  choosing: (pattern) => last(pattern, /^arn:[^:]*:s3:[^:]+:[^:]*:accesspoint\/([^/]*)/),
  isFree: () => false,
});

/** Keys by their ids: of an alias, a policy gives none of these calls. */
const keys = ({ partition, region: here, account }: JobRole): Kind => ({
  noun: 'key',
  actions: ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:GenerateDataKey', 'kms:Encrypt'],
  any: `arn:${partition}:kms:*:*:key/*`,
  ofAccount: `arn:${partition}:kms:${here}:${account}:key/*`,
  of: (id) => `arn:${partition}:kms:*:*:key/${id}`,
  example: (id) => `arn:${partition}:kms:${here}:${account}:key/${id}`,
  named: /^arn:[^:]*:kms:[^:]*:[^:]*:key\/([^*?]+)$/,
  choosing: (pattern) => last(pattern, /^arn:[^:]*:kms:[^:]*:[^:]*:key\/(.*)$/),
  isFree: () => false,
});

/** Whether a bucket is a directory bucket, by the end of its name. */
const isDirectory = (name: string): boolean => name.endsWith('--x-s3');

const otherBuckets = (scene: Scene, { role, buckets, free = [] }: JobInput): Answer => {
  const own = new Set([...buckets, ...free]);
  const general = othersOf(scene, objects(role), own, role);
  const directory = othersOf(scene, directoryBuckets(role), own, role);
  const found = [...general.found, ...directory.found];
  const points = found.length > 0 ? undefined : othersOf(scene, accessPoints(role), new Set(), role);
  const behind = points?.found.map(
    ({ name, pattern }) => `whose bucket is behind access point ${name ?? pattern ?? 'after access point'}`,
  );
  return {
    found,
    undecided: [...new Set([...general.undecided, ...directory.undecided, ...(behind ?? [])])],
  };
};

const objectContext = 'kms:encryptioncontext:aws:s3:arn';

const otherKeys = (scene: Scene, { role, buckets, keys: own }: JobInput): Answer => {
  const kind = keys(role);
  const isOwn = (arn: string): boolean => buckets.includes(objects(role).named.exec(arn)?.[1] ?? '');
  // S3 names the object whose key it asks for: a key for objects of the job's own buckets is none of others.
  return othersOf(scene, kind, new Set(own), role, (key, tests, context) =>
    key === objectContext
      ? [
          [objects(role).example('any-other-bucket')],
          ...freeOptions(tests, context).filter((option) => !option?.some(isOwn)),
        ]
      : undefined,
  );
};

/** The scene with what a bucket's policy denies; or why that is not known. */
const withDenies = (scene: Scene, policy: string | null, now: number): Scene | string => {
  if (policy === null) return scene;
  const document = readDocument(policy, 'resource', 'the bucket policy');
  if (isUnreadable(document)) return reasonText(document);
  const denies = live(document.statements, now).filter(({ effect }) => effect === 'Deny');
  return denies.length === 0 ? scene : { ...scene, denies: [...scene.denies, ...denies] };
};

const fromElsewhere = (scene: Scene, { role, buckets, bucketPolicies, now }: JobInput): Answer => {
  const found: Reached[] = [];
  const undecided = new Set<string>();
  for (const bucket of buckets) {
    const kind = isDirectory(bucket) ? directoryBuckets(role) : objects(role);
    const actions = isDirectory(bucket) ? kind.actions : [...kind.actions, 's3:PutObject'];
    const policy = bucketPolicies[bucket];
    const whole = policy === undefined ? scene : withDenies(scene, policy, now);
    if (typeof whole === 'string') {
      undecided.add(`the policy of bucket ${bucket}: ${whole}`);
      continue;
    }
    const tags = tagsAsked(statementsAbout(whole, actions), role);
    if (!tags) {
      undecided.add('the tags of the role');
      continue;
    }
    const sessions = sessionsElsewhere(whole, role, tags);
    const read = whole.allows.flatMap((allow) => {
      const [session] = sessions;
      return session ? [spelled(allow, kind, session, role)] : [];
    });
    const grant = firstGrant(
      whole,
      read.map(({ statement }) => statement),
      sessions,
      { actions, within: [kind.of(bucket)], meant: [kind.example(bucket)] },
    );
    if (!grant) continue;
    if (policy === undefined) {
      undecided.add(`the policy of bucket ${bucket}`);
      continue;
    }
    const message = `lets the job's role use bucket ${bucket} from anywhere`;
    const finding = aboutStatement(`elsewhere:${bucket}`, 'low', grant.statement, message, grant.witness);
    found.push({ name: bucket, pattern: null, everything: false, narrowed: false, finding });
  }
  return { found, undecided: [...undecided] };
};

/** Comparisons of one answer: as many as one analysis of a policy may take. */
const mostEffort = 400_000;

const answered = (scene: Scene, work: () => Answer): Answer =>
  scene.allows.length === 0
    ? { found: [], undecided: [] }
    : withEffort(mostEffort, work, (reason) => ({ found: [], undecided: [`what the policies give: ${reason}`] }));

/**
 * What a job's role can do beyond the job: read other buckets, use other keys, reach the job's own buckets from elsewhere.
 * Decided by the policies of the role, its boundary and the Denies of its buckets: what the policy of another bucket or key
 * alone gives to the role, or takes from it, is not seen. A text: why nothing is decided.
 */
export const beyondJob = (input: JobInput): BeyondJob | string => {
  const { policy, alsoAttached, boundary, now, role } = input;
  const scene = sceneOf({ kind: 'identity', policy, alsoAttached, boundary, now, account: role.account });
  if ('reason' in scene) return scene.reason;
  return {
    buckets: answered(scene, () => otherBuckets(scene, input)),
    keys: answered(scene, () => otherKeys(scene, input)),
    elsewhere: answered(scene, () => fromElsewhere(scene, input)),
  };
};
