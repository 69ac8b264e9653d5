import { actionNamed } from './actions.ts';
import { actionChoices } from './choices.ts';
import type { Statement } from './document.ts';
import { effort, settled } from './effort.ts';
import { firstGrant, grantOf, type Grant } from './grants.ts';
import { aboutActions, knownActions, knownActionsBut } from './known-actions.ts';
import type { Option } from './options.ts';
import { covers, hasWildcard, matches } from './patterns.ts';
import { holder } from './persona.ts';
import type { Scene } from './scene.ts';

/** A call of S3 that is about objects, not about a bucket. */
const aboutObjects = (name: string): boolean =>
  /^s3:(?!.*(bucketobject|objectlockconfiguration|objectlambda)).*object|^s3:(abortmultipartupload|listmultipartuploadparts)/.test(
    name,
  ) && name !== 's3:listobjects';

const keyUse =
  /^kms:(decrypt|encrypt|reencrypt(from|to)|generatedatakey(withoutplaintext|pair|pairwithoutplaintext)?|describekey)$/;

/** What a job needs besides its data: the compute activity of the role manager. */
const computeOnAnything = new Set([
  'sagemaker:batchputmetrics',
  'ecr:getauthorizationtoken',
  'ecr:listimages',
  'ecr:batchchecklayeravailability',
  'ecr:getdownloadurlforlayer',
  'ecr:batchgetimage',
  'cloudwatch:putmetricdata',
  'ec2:createnetworkinterface',
  'ec2:createnetworkinterfacepermission',
  'ec2:deletenetworkinterface',
  'ec2:deletenetworkinterfacepermission',
  'ec2:describenetworkinterfaces',
  'ec2:describevpcs',
  'ec2:describedhcpoptions',
  'ec2:describesubnets',
  'ec2:describesecuritygroups',
]);

const logCalls = new Set([
  'logs:createloggroup',
  'logs:createlogstream',
  'logs:putlogevents',
  'logs:describelogstreams',
  'logs:describeloggroups',
]);

const isLogOfJobs = (resource: string): boolean =>
  /^arn:aws[a-z-]*:logs:[^:]*:[^:]*:log-group:\/aws\/sagemaker\//.test(resource);

interface Envelope {
  bucket: string | undefined;
  key: string | undefined;
  usable: boolean;
}

const literals = (scene: Scene, pattern: RegExp): string | undefined => {
  const found = new Set(
    scene.allows.flatMap(({ resources }) => resources ?? []).flatMap((each) => pattern.exec(each)?.[1] ?? []),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
};

/** The bucket and key a role is for: as told, or the only ones that the policy names. */
const envelopeOf = (scene: Scene): Envelope => ({
  bucket: scene.input.bucket?.replace(/^arn:[^:]*:s3:::/, '') ?? literals(scene, /^arn:[^:]*:s3:::([^/*?]+)(?:\/|$)/),
  key: scene.input.kmsKeyArn ?? literals(scene, /^(arn:[^:]*:kms:[^:*?]*:\d{12}:key\/[^*?]+)$/),
  usable: scene.input.envelope === 'usable',
});

const inBucket = (resource: string, bucket: string | undefined): boolean =>
  bucket !== undefined &&
  (resource.replace(/^arn:[^:]*:s3:::/, 'arn:aws:s3:::') === `arn:aws:s3:::${bucket}` ||
    matches(`arn:*:s3:::${bucket}/*`, resource));

/** Whether a call on a resource is inside the envelope. */
const isInside = (name: string, resource: string, { bucket, key, usable }: Envelope): boolean => {
  const lower = name.toLowerCase();
  if (lower.startsWith('s3:')) {
    const level = actionNamed(lower)?.level;
    const reads =
      level === 'Read' ||
      level === 'List' ||
      (usable && (lower === 's3:putobject' || lower === 's3:abortmultipartupload'));
    return reads && inBucket(resource, bucket);
  }
  if (lower.startsWith('kms:')) return keyUse.test(lower) && resource === key;
  return (
    usable &&
    (computeOnAnything.has(lower) ||
      (logCalls.has(lower) && (isLogOfJobs(resource) || lower === 'logs:describeloggroups')))
  );
};

/** What a call can be for: objects, a bucket, a key. An empty list: only a star grants it. */
const targetsOf = (name: string): { within: readonly string[]; meant: readonly string[] } | undefined => {
  const lower = name.toLowerCase();
  const action = actionNamed(lower);
  if (action?.resource === 'none') return { within: [], meant: ['*'] };
  if (lower.startsWith('s3:')) {
    return aboutObjects(lower)
      ? { within: ['arn:*:s3:::*/*', 'arn:*:s3:*:*:accesspoint/*'], meant: ['arn:aws:s3:::zq-other/zq'] }
      : { within: ['arn:*:s3:::*', 'arn:*:s3:*:*:*'], meant: ['arn:aws:s3:::zq-other'] };
  }
  // Of an alias a policy grants nothing but the calls that are about aliases: KMS resolves it to its key.
  if (lower.startsWith('kms:') && !lower.endsWith('alias')) {
    return { within: ['arn:*:kms:*:*:key/*'], meant: ['arn:aws:kms:eu-central-1:111122223333:key/zq-other'] };
  }
  return undefined;
};

/** What tells actions apart for the envelope: what they can be for, and whether they may be inside. */
const sortOf = (name: string, { usable }: Envelope): string => {
  const lower = name.toLowerCase();
  if (lower.startsWith('s3:')) {
    const action = actionNamed(lower);
    const reads = action?.level === 'Read' || action?.level === 'List';
    return `s3 ${action?.resource === 'none'} ${aboutObjects(lower)} ${reads} ${usable && lower}`;
  }
  if (lower.startsWith('kms:'))
    return `kms ${actionNamed(lower)?.resource === 'none'} ${lower.endsWith('alias')} ${keyUse.test(lower)}`;
  if (usable && (computeOnAnything.has(lower) || logCalls.has(lower))) return lower;
  return actionNamed(lower)?.resource === 'none' ? 'none' : 'other';
};

/** One of each sort of actions that a statement grants, as far as the envelope and Denies tell them apart. */
const namesOf = (scene: Scene, statement: Statement, envelope: Envelope): readonly string[] => {
  const known = statement.notAction
    ? knownActionsBut(statement.actions)
    : statement.actions.flatMap((pattern) =>
        hasWildcard(pattern) ? knownActions(pattern) : [actionNamed(pattern)?.name ?? pattern],
      );
  const all = [...actionChoices(statement, scene.denies), ...known];
  const denied = scene.denies.map(aboutActions);
  const sorts = new Map<string, string>();
  for (const name of all) {
    effort(1 + scene.denies.length / 8);
    let sort = sortOf(name, envelope);
    denied.forEach((isAbout, index) => {
      if (isAbout(name)) sort += ` ${index}`;
    });
    if (!sorts.has(sort)) sorts.set(sort, name);
  }
  return [...sorts.values()];
};

const beyond = (scene: Scene, statement: Statement, envelope: Envelope): Grant | undefined => {
  const persona = holder(scene.input);
  for (const name of namesOf(scene, statement, envelope)) {
    const targets = targetsOf(name);
    const lower = name.toLowerCase();
    const { resources, notResource } = statement;
    if (!notResource && resources?.every((each) => !hasWildcard(each) && isInside(name, each, envelope))) continue;
    const inner = envelope.bucket === undefined ? undefined : `arn:*:s3:::${envelope.bucket}/*`;
    const within =
      lower.startsWith('s3:') &&
      inner !== undefined &&
      !notResource &&
      resources?.every((each) => covers(inner, each)) === true;
    if (within && isInside(name, `arn:aws:s3:::${envelope.bucket}/zq`, envelope)) continue;
    const grant = grantOf(scene, statement, persona, {
      actions: [name],
      ...(targets && { within: targets.within, meant: targets.meant }),
      accepts: (resource) => !isInside(name, resource, envelope) && !resource.includes('${'),
    });
    if (grant) return grant;
  }
  return undefined;
};

/** Callers that do not come through an endpoint: the internet, and the endpoint of somebody else. */
const elsewhere: readonly (readonly [string, Option][])[] = [
  [
    ['aws:sourcevpce', undefined],
    ['aws:sourcevpc', undefined],
  ],
  [
    ['aws:sourcevpce', ['vpce-0zq0elsewhere']],
    ['aws:sourcevpc', ['vpc-0zq0elsewhere']],
  ],
];

/** What a role could do beyond reading the one bucket and using the one key; with an endpoint: read it from elsewhere. */
export const beyondTraining = (scene: Scene): Grant | undefined => settled(() => anythingBeyond(scene));

const anythingBeyond = (scene: Scene): Grant | undefined => {
  const envelope = envelopeOf(scene);
  for (const statement of scene.allows) {
    const grant = beyond(scene, statement, envelope);
    if (grant) return grant;
  }
  const { vpceId } = scene.input;
  if (vpceId === undefined) return undefined;
  return firstGrant(
    scene,
    scene.allows,
    elsewhere.map((fixed) => holder(scene.input, fixed)),
    {
      actions: ['s3:GetObject', 's3:ListBucket'],
      meant: [`arn:aws:s3:::${envelope.bucket ?? 'zq-other'}/zq`],
    },
  );
};
