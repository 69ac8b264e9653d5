import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { refer } from '../../core/resource-type.ts';
import { textOf } from '../../core/trail-record.ts';
import { bucketsOf } from './members.ts';

/** What MLflow is given, however it is run. No update changes the role. */
export const mlflowMembers = {
  roleArn: z.string(),
  /** Where models and other files of the experiments lie; the bucket's encryption is theirs. */
  artifactStoreUri: z.string(),
  tags: tagMap(),
};

type MlflowState = z.output<z.ZodObject<typeof mlflowMembers>>;

/** What MLflow refers to, however it is run. */
export const mlflowReferences = {
  role: ({ roleArn }: Partial<MlflowState>) => refer('iam/role', roleArn),
  buckets: ({ artifactStoreUri }: Partial<MlflowState>) => refer('s3/bucket', ...bucketsOf(artifactStoreUri)),
};

/** Whether a status lasts: what is under way is called `Creating`, `Stopping`, `MaintenanceInProgress`. */
export const isLastingStatus = (status: unknown): boolean =>
  textOf(status) !== undefined && !/(ing|InProgress)$/.test(String(status));
