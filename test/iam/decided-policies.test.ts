import { expect, test } from 'vitest';
import { boundaryGuardrail, enforceable } from '../../shared/iam/guardrails/index.ts';
import { analyse } from '../../shared/iam/index.ts';
import { account, now } from './analysed.ts';

const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const numbered = (count: number, pattern: string) => Array.from({ length: count }, (_, at) => `${pattern}${at}*`);
const elsewhere = { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } };

// Allows of everything with long lists beside them are what people write: they are decided, whatever they cost.
test.each<[what: string, statements: unknown]>([
  ['all but a long list', { ...all, Action: undefined, NotAction: numbered(40, 's3:Get') }],
  [
    'all but a long list, and another denied where a tag is',
    [
      { ...all, Action: undefined, NotAction: numbered(40, 's3:Get') },
      {
        ...all,
        Effect: 'Deny',
        Action: numbered(20, 'ec2:Run'),
        Condition: { Null: { 'aws:ResourceTag/a': 'false' } },
      },
    ],
  ],
  [
    'all, and long lists denied',
    [all, ...[1, 2, 3, 4].map((at) => ({ ...all, Effect: 'Deny', Action: numbered(20, `s3:Put${at}`) }))],
  ],
  [
    'all, and elsewhere all denied but a long list',
    [all, { ...all, Effect: 'Deny', Action: undefined, NotAction: numbered(40, 'sts:Get'), Condition: elsewhere }],
  ],
  [
    'all, and a guardrail',
    boundaryGuardrail({ controls: enforceable, keylessTypes: ['ml.g5.*'], subnets: ['subnet-1'] }, 'limit').policy
      .Statement,
  ],
])('%s is decided', (_, Statement) => {
  const policy = { Version: '2012-10-17', Statement };
  expect(analyse({ kind: 'identity', policy, account, now })).toMatchObject({
    indeterminate: null,
    adminAccess: false,
    privilegeEscalation: expect.arrayContaining(['iam-001']),
  });
});
