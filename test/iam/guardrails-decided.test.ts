import { describe, expect, test } from 'vitest';
import {
  boundaryGuardrail,
  enforceable,
  placeOfKey,
  scpGuardrail,
  trainingRole,
  trainingTrust,
} from '../../shared/iam/guardrails/index.ts';
import { analyse, decide, type ContextKeys } from '../../shared/iam/index.ts';

const now = Date.UTC(2026, 10, 23, 12);
const account = '111122223333';
const kmsKeyArn = `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const everything = { controls: enforceable, keylessTypes: ['ml.g5.*'] };
const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const principal = { type: 'AWS' as const, id: `arn:aws:iam::${account}:role/scientist` };

const fine: ContextKeys = {
  'sagemaker:VpcSubnets': ['subnet-1', 'subnet-2'],
  'sagemaker:VolumeKmsKeyArn': kmsKeyArn,
  'sagemaker:OutputKmsKeyArn': kmsKeyArn,
  'sagemaker:NetworkIsolation': true,
  'sagemaker:InterContainerTrafficEncryption': 'true',
  'sagemaker:InstanceTypes': ['ml.m5.xlarge'],
};

describe('guardrails, decided as AWS decides', () => {
  const scp = scpGuardrail(everything).policy;
  const boundary = boundaryGuardrail(everything, 'MlBoundary').policy;
  const asked = (action: string, contextKeys: ContextKeys, resource = '*') => ({
    action,
    resource,
    principal,
    contextKeys,
  });
  // AWS attaches FullAWSAccess at every level: the two of a level speak together.
  const level = { Version: '2012-10-17', Statement: [...full.Statement, ...scp.Statement] };
  const limits = { scp: { identity: [full], scps: [level] }, boundary: { identity: [full], boundary } };

  test.each(Object.entries(limits))('%s: what passes is allowed, what fails is denied', (_, policies) => {
    const says = (action: string, contextKeys: ContextKeys) =>
      decide(asked(action, contextKeys), policies, { now, account });
    expect(says('sagemaker:CreateTrainingJob', fine)).toBe('allowed');
    for (const key of Object.keys(fine).filter((name) => name !== 'sagemaker:InstanceTypes')) {
      const { [key]: left, ...without } = fine;
      expect([key, left === undefined, says('sagemaker:CreateTrainingJob', without)]).toEqual([
        key,
        false,
        'explicitDeny',
      ]);
    }
    expect(says('sagemaker:CreateTrainingJob', { ...fine, 'sagemaker:NetworkIsolation': false })).toBe('explicitDeny');
    expect(says('sagemaker:CreateNotebookInstance', fine)).toBe('explicitDeny');
    expect(says('sagemaker:DescribeTrainingJob', {})).toBe('allowed');
    expect(says('s3:GetObject', {})).toBe('allowed');
  });

  test.each<[what: string, decision: string, action: string, resource: string, boundaryOf?: string]>([
    ['taking it off', 'explicitDeny', 'iam:DeleteRolePermissionsBoundary', `arn:aws:iam::${account}:role/x`],
    ['making a role without it', 'explicitDeny', 'iam:CreateRole', `arn:aws:iam::${account}:role/x`],
    ['… with another', 'explicitDeny', 'iam:CreateRole', `arn:aws:iam::${account}:role/x`, 'Other'],
    ['… with it', 'allowed', 'iam:CreateRole', `arn:aws:iam::${account}:role/x`, 'MlBoundary'],
    [
      'putting another in its place',
      'explicitDeny',
      'iam:PutRolePermissionsBoundary',
      `arn:aws:iam::${account}:role/x`,
      'Other',
    ],
    ['changing it', 'explicitDeny', 'iam:CreatePolicyVersion', `arn:aws:iam::${account}:policy/MlBoundary`],
    ['changing another policy', 'allowed', 'iam:CreatePolicyVersion', `arn:aws:iam::${account}:policy/other`],
  ])('a boundary and %s: %s', (_, decision, action, resource, boundaryOf) => {
    const keys: ContextKeys = boundaryOf
      ? { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/${boundaryOf}` }
      : {};
    expect(decide(asked(action, keys, resource), limits.boundary, { now, account })).toBe(decision);
  });
});

describe('the least-privilege training role', () => {
  const place = placeOfKey(kmsKeyArn);
  if (!place) throw new Error('not a key');
  const given = { kind: 'identity' as const, account, bucket: 'ml-train', kmsKeyArn, now };

  test.each([undefined, 'vpce-0123456789abcdef0'])('stays within the usable envelope (endpoint: %s)', (vpce) => {
    const policy = trainingRole({ bucket: 'ml-train', kmsKey: kmsKeyArn, vpce }, place);
    const analysis = analyse({ ...given, vpceId: vpce, policy, envelope: 'usable' });
    expect(analysis).toMatchObject({
      trainingEnvelopeOk: true,
      indeterminate: null,
      invalid: false,
      wildcardAction: false,
      privilegeEscalation: [],
      passRoleWildcard: false,
      unknownActions: [],
    });
    // It writes models, logs and metrics, which is more than reading.
    expect(analyse({ ...given, vpceId: vpce, policy }).trainingEnvelopeOk).toBe(false);
  });
  test('reads no other bucket, uses no other key, and its trust is no confused deputy', () => {
    const policy = trainingRole({ bucket: 'ml-train', kmsKey: kmsKeyArn }, place);
    expect(analyse({ ...given, bucket: 'ml-other', policy, envelope: 'usable' }).trainingEnvelopeOk).toBe(false);
    const trust = analyse({ kind: 'trust', policy: trainingTrust(place), account, now });
    expect(trust).toMatchObject({
      public: false,
      crossAccount: [],
      servicePrincipals: ['sagemaker.amazonaws.com'],
      confusedDeputy: [],
      invalid: false,
      indeterminate: null,
    });
  });
});
