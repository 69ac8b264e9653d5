import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defaultsTo, refer, sometimes, unset, type Reading } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { accessPointsOf, reach, texts, unstated } from './members.ts';

/** What every kind of job states: who it runs as, what it runs, on which machines and networks, under which keys. */
export const jobMembers = {
  roleArn: sometimes(z.string()),
  image: unset(z.string()),
  /** Null: a serverless job. Instance groups are summed. */
  instanceCount: unset(z.number()),
  instanceTypes: texts(),
  volumeKmsKeyId: unset(z.string()),
  /** One key for all outputs. */
  outputKmsKeyId: unset(z.string()),
  subnets: texts(),
  securityGroupIds: texts(),
  enableNetworkIsolation: defaultsTo(z.boolean(), false),
  enableInterContainerTrafficEncryption: defaultsTo(z.boolean(), false),
  inputBuckets: texts(),
  /** Buckets that it names beside its inputs and outputs: for code, checkpoints, what debuggers and profilers write. */
  furtherBuckets: texts(),
  /** What leads to data of which it does not name the bucket: manifests, access points, databases of Athena. */
  indirectInputs: texts(),
  experimentName: unset(z.string()),
  autoMLJobArn: unset(z.string()),
  tags: tagMap(),
};

/** What in the sources in S3 that a job reads from leads to buckets that it does not name. */
export const indirectInputsOf = (sources: readonly unknown[]): string[] => [
  ...sources
    .filter((source) => textOf(reach(source, 's3DataType'))?.endsWith('ManifestFile'))
    .map((source) => `manifest ${textOf(reach(source, 's3Uri')) ?? 'without a place'}`),
  ...accessPointsOf(...sources.map((source) => reach(source, 's3Uri'))).map((name) => `access point ${name}`),
];

type JobState = z.output<z.ZodObject<typeof jobMembers>>;

/** What every kind of job refers to. */
export const jobReferences = {
  role: ({ roleArn }: Partial<JobState>) => refer('iam/role', roleArn),
  volumeKey: ({ volumeKmsKeyId }: Partial<JobState>) => referToKey(volumeKmsKeyId),
  outputKey: ({ outputKmsKeyId }: Partial<JobState>) => referToKey(outputKmsKeyId),
  subnets: ({ subnets }: Partial<JobState>) => refer('ec2/subnet', ...(subnets ?? [])),
  securityGroups: ({ securityGroupIds }: Partial<JobState>) => refer('ec2/security-group', ...(securityGroupIds ?? [])),
};

/** A job's name in a request, or in the service event by which SageMaker tells of a job that it started itself. */
export const jobNameIn =
  (name: 'trainingJobName' | 'processingJobName', arn: 'trainingJobArn' | 'processingJobArn') =>
  (request: Members, { serviceEventDetails }: TrailRecord): string | undefined =>
    textOf(request[name]) ?? textOf(within(serviceEventDetails, name)) ?? textOf(within(serviceEventDetails, arn));

/** A run: its request is its state, but for service events, which need not tell what was asked for. */
export const runOf = (name: string, stated: (request: Members) => Members, members: readonly string[]): Reading => ({
  effect: 'run',
  state: (request) => (request[name] ? stated(request) : unstated(...members)),
});
