import { computePaths } from './compute.ts';
import { dataPaths } from './data.ts';
import { deploymentPaths } from './deployment.ts';
import { iamPaths } from './iam.ts';
import type { EscalationPath } from './path.ts';
import { furtherSagemakerPaths } from './sagemaker-further.ts';
import { sagemakerPaths } from './sagemaker.ts';

export type { EscalationPath, EscalationTarget, RequiredAction } from './path.ts';

/** Every known way from some rights to more, in the order in which they are told. */
export const escalationPaths: readonly EscalationPath[] = [
  ...sagemakerPaths,
  ...furtherSagemakerPaths,
  ...iamPaths,
  ...computePaths,
  ...dataPaths,
  ...deploymentPaths,
];
