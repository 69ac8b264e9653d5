import { describe, expect, test } from 'vitest';
import { saferDocument, type Mendable } from '../../shared/iam/index.ts';
import { account, analysed } from './analysed.ts';

const version = '2012-10-17';
const role = `arn:aws:iam::${account}:role/train`;
const assume = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const sagemaker = 'sagemaker.amazonaws.com';
const own = { AWS: `arn:aws:iam::${account}:root` };
const ofOurs = { Condition: { StringEquals: { 'aws:SourceAccount': account } } };

const safer = (Statement: unknown, asked: Mendable, kind: 'trust' | 'resource' = 'trust', more: object = {}) => {
  const text = saferDocument(
    JSON.stringify({ Version: version, Statement }),
    { kind, account, resource: role, ...more },
    asked,
  );
  return text === undefined ? undefined : (JSON.parse(text) as { Statement: unknown }).Statement;
};

describe('a safer document follows from a policy', () => {
  test.each<[what: string, statement: unknown, asked: Mendable, safer: unknown]>([
    ['everybody becomes the account', assume('*'), 'public', [assume(own)]],
    ['a list of one that is everybody', [assume({ AWS: ['*'] })], 'public', [assume(own)]],
    ['everybody but one', assume(undefined, { NotPrincipal: { AWS: role } }), 'public', [assume(own)]],
    [
      'SageMaker is asked for whom it acts',
      assume({ Service: sagemaker }),
      'confusedDeputy',
      [assume({ Service: sagemaker }, ofOurs)],
    ],
    [
      'what is asked of SageMaker is asked of nobody else',
      assume({ AWS: '*', Service: sagemaker }, { Sid: 'Use' }),
      'public',
      [assume(own, { Sid: 'Use' }), assume({ Service: sagemaker }, { Sid: 'UseService', ...ofOurs })],
    ],
    [
      'both are mended, whichever is asked about',
      [assume({ AWS: '*' }), assume({ Service: sagemaker })],
      'confusedDeputy',
      [assume(own), assume({ Service: sagemaker }, ofOurs)],
    ],
    ['nothing is open', assume(own), 'public', undefined],
    ['what is asked about is not what is wrong', assume('*'), 'confusedDeputy', undefined],
    [
      'a service that may not say for whom it acts',
      assume({ Service: [sagemaker, 'ec2.amazonaws.com'] }),
      'confusedDeputy',
      undefined,
    ],
    [
      'a verdict that depends on the time',
      assume('*', { Condition: { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } } }),
      'public',
      undefined,
    ],
  ])('%s', (_, statement, asked, expected) => expect(safer(statement, asked)).toEqual(expected));

  test('of a resource, whose services are left as they are', () => {
    const statements = [
      { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::ml/*' },
      { Effect: 'Allow', Principal: { Service: sagemaker }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::ml/*' },
    ];
    const { Principal: _, ...rest } = statements[0] ?? {};
    expect(safer(statements, 'public', 'resource', { bucket: 'ml', resource: undefined })).toEqual([
      { ...rest, Principal: own },
      statements[1],
    ]);
  });

  test('in the partition of the account', () =>
    expect(safer(assume('*'), 'public', 'trust', { partition: 'aws-cn' })).toEqual([
      assume({ AWS: `arn:aws-cn:iam::${account}:root` }),
    ]));

  test.each(['{', '[]', '"text"', '{"Statement":[7]}', '', 'null'])('%s has none', (text) =>
    expect(saferDocument(text, { kind: 'trust', account }, 'public')).toBe(undefined),
  );

  test('what follows is neither open nor confused', () => {
    const statements = safer([assume('*'), assume({ AWS: '*', Service: sagemaker }, { Sid: 'A' })], 'public');
    expect(analysed('trust', statements)).toMatchObject({ public: false, confusedDeputy: [], invalid: false });
  });
});
