import { analyse, decide, type Analysis, type AnalysisInput, type PolicyKind } from '../../shared/iam/index.ts';

export const now = Date.parse('2026-11-23T12:00:00Z');
export const account = '111122223333';
export const partner = '222233334444';

/** The analysis of statements, Version 2012 unless told otherwise. */
export const analysed = (kind: PolicyKind, statements: unknown, setting: Partial<AnalysisInput> = {}): Analysis =>
  analyse({ kind, policy: { Version: '2012-10-17', Statement: statements }, account, now, ...setting });

/** Whether a bucket's policy is public that lets everybody read under a condition. */
export const openUnder = (Condition: unknown, ...others: unknown[]): boolean | null =>
  analysed('resource', [{ ...everybody, Condition }, ...others]).public;

export const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::ml/*' };

/** Whether one statement's conditions hold in a context. */
export const holdsIn = (Condition: unknown, contextKeys: Record<string, string | string[]>, Version = '2012-10-17') =>
  decide(
    { action: 's3:GetObject', resource: 'arn:aws:s3:::ml/x', contextKeys },
    { identity: [{ Version, Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } }] },
    { now },
  ) === 'allowed';

/** Whether an Allow on a resource pattern is about a resource. */
export const reaches = (Resource: string, resource: string, contextKeys = {}, Version = '2012-10-17') =>
  decide(
    { action: 's3:GetObject', resource, contextKeys },
    { identity: [{ Version, Statement: { Effect: 'Allow', Action: '*', Resource } }] },
    { now },
  ) === 'allowed';
