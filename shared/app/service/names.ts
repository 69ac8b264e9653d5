import { partitionOf } from '../../core/resource-ref.ts';
import type { SecretName } from '../../core/secret-name.ts';

/** Part of every name, and a role's has 64 characters with a Region in it; without hyphens, since `a-b` would own what `a` has. */
export const stageForm = /^[a-z][a-z0-9]{0,19}$/;

/** What the stacks of a stage are called, in every account and Region alike. */
export const stackNames = (stage: string) => ({
  /** The table and the key, which outlive the service. */
  store: `sagewatch-${stage}-store`,
  home: `sagewatch-${stage}`,
  forwarder: `sagewatch-${stage}-forwarder`,
});

/** The parameters that say where the store is, and for how long it keeps things: a table that was restored under another name is put to use by changing them. */
export const storeParameters = (stage: string) => ({
  table: `/sagewatch/${stage}/store/table`,
  stream: `/sagewatch/${stage}/store/stream`,
  key: `/sagewatch/${stage}/store/key`,
  retention: `/sagewatch/${stage}/store/retention`,
});

/** The queue of work, and those in which nothing may be: what is there could not be done. */
export const queueNames = (stage: string) => ({
  work: `sagewatch-${stage}-work`,
  deadLetters: ['messages-dlq', 'undelivered-dlq'].map((name) => `sagewatch-${stage}-${name}`),
  /** In every Region that forwards. */
  forwarderDeadLetters: `sagewatch-${stage}-forwarder-dlq`,
});

/** What people and tools subscribe to: findings, and how Sagewatch itself is. */
export const topicNames = (stage: string) => ({
  findings: `sagewatch-${stage}-findings`,
  operations: `sagewatch-${stage}-operations`,
});

/** The ARN of a topic of a stage. */
export const topicArn = (name: string, { region, account }: { region: string; account: string }): string =>
  `arn:${partitionOf(region)}:sns:${region}:${account}:${name}`;

/** What all secrets of a stage lie in; beside them lie only folders. */
export const secretFolder = (stage: string): string => `/sagewatch/${stage}`;

/** Where a secret of a stage is kept. */
export const secretParameter = (stage: string, name: SecretName): string => `${secretFolder(stage)}/${name}`;

/** The set of rules by which SES sends a stage's mail: by TLS only, and to nobody whose mail came back. */
export const mailRules = (stage: string): string => `sagewatch-${stage}`;
