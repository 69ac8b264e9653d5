import type { ResourceRef } from '../core/resource-ref.ts';
import { shell } from '../core/shell.ts';
import { bucketsOf } from '../resources/sagemaker/members.ts';

const textsIn = (...values: readonly unknown[]): readonly string[] =>
  values.flat().filter((value): value is string => typeof value === 'string' && value !== '');

/** The ARN of a key as a field names it; undefined: it names an alias, of which a policy gives nothing. */
const keyArn = (named: string, { arn, region, account }: ResourceRef): string | undefined => {
  if (/(^|:)alias\//.test(named)) return undefined;
  return named.startsWith('arn:') ? named : `arn:${arn.split(':')[1] ?? 'aws'}:kms:${region}:${account}:key/${named}`;
};

/**
 * The command that gives a job's role a policy with the least that the job needs, which `sagewatch guardrails role` prints.
 * What the job does not name stands in capitals.
 */
export const leastRole = (
  resource: ResourceRef,
  evidence: Readonly<Record<string, unknown>>,
  { vpce }: { vpce?: string } = {},
): string => {
  const { roleArn, inputBuckets, furtherBuckets, outputUri, outputUris, staging, volumeKmsKeyId, outputKmsKeyId } =
    evidence;
  const staged = (Array.isArray(staging) ? staging : []) as readonly { outputUri?: unknown; kmsKeyId?: unknown }[];
  const outputs = bucketsOf(
    ...textsIn(
      outputUri,
      outputUris,
      staged.map((each) => each.outputUri),
    ),
  );
  const buckets = [...new Set([...textsIn(inputBuckets, furtherBuckets), ...outputs])];
  const named = textsIn(
    volumeKmsKeyId,
    outputKmsKeyId,
    staged.map((each) => each.kmsKeyId),
  );
  const keys = [...new Set(named.flatMap((key) => keyArn(key, resource) ?? []))];
  const flags = [
    ...(buckets.length > 0 ? buckets : ['BUCKET']).map((bucket) => shell`--bucket ${bucket}`),
    ...(keys.length > 0 ? keys : ['KEY_ARN']).map((key) => shell`--kms-key ${key}`),
    ...(vpce === undefined ? [] : [shell`--vpce ${vpce}`]),
  ];
  const [role = 'ROLE'] = textsIn(roleArn);
  const put = shell`aws iam put-role-policy --role-name ${role.slice(role.lastIndexOf('/') + 1)} --policy-name JobData`;
  return `${put} --policy-document "$(sagewatch guardrails role ${flags.join(' ')})"`;
};
