import { partitionOf } from '../shared/core/resource-ref.ts';
import { settings } from './settings.ts';

const { KEY_ARN, CANARY_ROLE_NAME = '', ACCOUNT_ID, AWS_REGION } = settings;

/** What the canary changes: a key, whose changes come by the Region, and a role, whose changes come by the global one. */
export const canaryKey = KEY_ARN;
export const canaryRole = CANARY_ROLE_NAME;
export const canaries: readonly string[] = [
  canaryKey,
  `arn:${partitionOf(AWS_REGION)}:iam::${ACCOUNT_ID}:role/${canaryRole}`,
];
