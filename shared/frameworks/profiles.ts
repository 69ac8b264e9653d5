/**
 * Bundles of requirements that many controls share, each named for what it protects.
 *
 * They leave out the CIS benchmark and the AWS standards, which name one exact setting: the control that judges it
 * states that itself, by `withRequirements(networkBoundary, { 'aws-fsbp': ['SageMaker.2'] })`. A framework with no
 * requirement that truly fits is absent from a bundle, not filled.
 */
export * from './profiles/access.ts';
export * from './profiles/operations.ts';
export * from './profiles/protection.ts';
export { inFrameworks, nist, withRequirements } from './merge.ts';
