import { describe, expect, test } from 'vitest';
import {
  account,
  key,
  optionsFor,
  ours,
  policy,
  deny,
  inForce,
  gaps,
  notebook,
  internet,
  notDisabled,
  saidEnabled,
  saidNothing,
} from './in-force.ts';

describe('no direct internet access', () => {
  test.each<[what: string, expected: string[], ...statements: object[]]>([
    ['nothing denies it', [saidEnabled]],
    ['a negated operator', [], deny(notebook, notDisabled)],
    [
      'a negated operator that lets a missing key off',
      [saidNothing],
      deny(notebook, {
        StringNotEquals: { 'sagemaker:DirectInternetAccess': 'Disabled' },
        Null: { 'sagemaker:DirectInternetAccess': 'false' },
      }),
    ],
    [
      'only what says it',
      [saidNothing],
      deny(notebook, { StringEquals: { 'sagemaker:DirectInternetAccess': 'Enabled' } }),
    ],
    [
      'what says it, or nothing',
      [],
      deny(notebook, { StringEqualsIfExists: { 'sagemaker:DirectInternetAccess': 'Enabled' } }),
    ],
    [
      'in two statements',
      [],
      deny(notebook, { StringEquals: { 'sagemaker:DirectInternetAccess': 'Enabled' } }),
      deny(notebook, { Null: { 'sagemaker:DirectInternetAccess': 'true' } }),
    ],
    [
      'the reverse',
      [saidEnabled],
      deny(notebook, { StringNotEquals: { 'sagemaker:DirectInternetAccess': 'Enabled' } }),
    ],
    ['a key that the call lacks', [saidEnabled], deny(notebook, { Bool: { 'sagemaker:NetworkIsolation': 'false' } })],
    ['a misspelled key', [saidEnabled], deny(notebook, { StringEquals: { 'sagemaker:InternetAccess': 'Enabled' } })],
    ['another call', [saidEnabled], deny('sagemaker:UpdateNotebookInstance', notDisabled)],
    ['a pattern of calls', [], deny('sagemaker:Create*', notDisabled)],
    [
      'all calls but some',
      [],
      { Effect: 'Deny', NotAction: ['iam:*', 'sagemaker:List*'], Resource: '*', Condition: notDisabled },
    ],
    [
      'all calls but this',
      [saidEnabled],
      { Effect: 'Deny', NotAction: ['sagemaker:CreateNotebook*'], Resource: '*', Condition: notDisabled },
    ],
    [
      'some notebooks',
      [saidEnabled],
      deny(notebook, notDisabled, { Resource: 'arn:aws:sagemaker:*:*:notebook-instance/prod-*' }),
    ],
    [
      'every notebook, by its ARN',
      [],
      deny(notebook, notDisabled, { Resource: 'arn:aws:sagemaker:*:*:notebook-instance/*' }),
    ],
    [
      'a time that is past',
      [saidEnabled],
      deny(notebook, { ...notDisabled, DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }),
    ],
  ])('%s', (_, expected, ...statements) => {
    expect(gaps(inForce(policy(...statements)), internet)).toEqual(expected);
  });
});

describe('who is let off', () => {
  const guarded = (Condition: object) =>
    gaps(inForce(policy(deny(notebook, { ...notDisabled, ...Condition }))), internet);
  test.each<[string, object]>([
    ['a role', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ml-admin' } }],
    ['roles with a tag', { StringNotEqualsIfExists: { 'aws:PrincipalTag/dp:exclude': 'true' } }],
    ['calls of services on their behalf', { BoolIfExists: { 'aws:ViaAWSService': 'false' } }],
    ['another account', { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } }],
    ['nobody', { StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:*` } }],
  ])('%s: an exception', (_, condition) => expect(guarded(condition)).toEqual([]));
  test.each<[string, object, string]>([
    ['every role', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }, saidEnabled],
    ['all but some', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/scientist-*' } }, saidEnabled],
    ['all without a tag', { StringEquals: { 'aws:PrincipalTag/team': 'ml' } }, saidEnabled],
    ['this account', { StringNotEquals: { 'aws:PrincipalAccount': account } }, saidEnabled],
    [
      'whoever has a second factor',
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      `${saidEnabled}, aws:multifactorauthpresent true`,
    ],
    ['whoever tags it', { Null: { 'aws:RequestTag/team': 'true' } }, `${saidEnabled}, aws:requesttag/team zq-other`],
    ['the office', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, `${saidEnabled}, aws:sourceip 203.0.113.0`],
    [
      'other Regions',
      { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
      `${saidEnabled}, aws:requestedregion us-west-2`,
    ],
  ])('%s: everybody, or anybody', (_, condition, expected) => expect(guarded(condition)).toEqual([expected]));
  test('Regions are told apart by patterns and by ARNs too', () => {
    const here = { ...notDisabled, StringLike: { 'aws:RequestedRegion': 'us-*' } };
    const there = 'arn:aws:sagemaker:eu-west-1:*:notebook-instance/*';
    expect(gaps(inForce(policy(deny(notebook, here))), internet)).toEqual([
      `${saidEnabled}, aws:requestedregion eu-west-1`,
    ]);
    expect(
      gaps(inForce(policy(deny(notebook, here), deny(notebook, notDisabled, { Resource: there }))), internet),
    ).toEqual([`${saidEnabled}, aws:requestedregion ap-northeast-1`]);
  });
  test('Regions that are denied altogether need no guardrail', () => {
    const elsewhere = {
      Effect: 'Deny',
      NotAction: 'iam:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } },
    };
    const here = deny(notebook, { ...notDisabled, StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } });
    expect(gaps(inForce(policy(here), policy(elsewhere)), internet)).toEqual([]);
    expect(gaps(inForce(policy(elsewhere)), internet)).toEqual([`${saidEnabled}, aws:requestedregion eu-central-1`]);
  });
});

describe('what is denied for another reason is not guarded', () => {
  test.each<[string, object]>([
    [
      'calls from outside',
      deny('*', {
        NotIpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24' },
        StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' },
      }),
    ],
    ['calls without a tag', deny(notebook, { Null: { 'aws:RequestTag/owner': 'true' } })],
    ['calls without a second factor', deny('*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
    ['other instances', deny(notebook, { 'ForAnyValue:StringNotLike': { 'sagemaker:InstanceTypes': 'ml.t3.*' } })],
    ['volumes without a key', deny(notebook, { Null: { 'sagemaker:VolumeKmsKey': 'true' } })],
    ['other organizations', deny('*', { StringNotEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' } })],
    ['resources of others', deny('*', { StringNotEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } })],
    ['unencrypted transport', deny('*', { Bool: { 'aws:SecureTransport': 'false' } })],
  ])('%s', (_, statement) => {
    expect(gaps(inForce(policy(statement)), internet)).toEqual([expect.stringContaining(saidEnabled)]);
  });
  test('a key is asked for of any instance that takes one', () => {
    const options = optionsFor('sagemaker/training-job-volume-key');
    const onlyGpus = deny('sagemaker:*', {
      'ForAnyValue:StringNotLike': { 'sagemaker:InstanceTypes': ['ml.g5.*', 'ml.p3.*'] },
    });
    expect(gaps(inForce(policy(onlyGpus)), options)).toEqual([
      'CreateTrainingJob, CreateHyperParameterTuningJob with VolumeKmsKey left out, InstanceTypes ml.p3.zq',
    ]);
    const onlyKeyless = deny('sagemaker:*', {
      'ForAnyValue:StringNotLike': { 'sagemaker:InstanceTypes': ['ml.g5.*'] },
    });
    expect(gaps(inForce(policy(onlyKeyless)), options)).toEqual([]);
  });
});

describe('lists', () => {
  const network = { ...optionsFor('sagemaker/model-vpc'), subnets: ours.subnets };
  const without = 'CreateModel with VpcSubnets left out';
  const mixed = 'CreateModel with VpcSubnets subnet-1, subnet-00000000000000000';
  const lists = (operator: string) =>
    deny('sagemaker:CreateModel', { [operator]: { 'sagemaker:VpcSubnets': ours.subnets } });
  const absent = deny('sagemaker:CreateModel', { Null: { 'sagemaker:VpcSubnets': 'true' } });
  test.each<[string, string[], ...object[]]>([
    ['ForAllValues lets a mixed list through', [mixed], lists('ForAllValues:StringNotEquals')],
    ['ForAnyValue lets an absent list through', [without], lists('ForAnyValue:StringNotEquals')],
    ['ForAnyValue and Null', [], lists('ForAnyValue:StringNotEquals'), absent],
    ['Null alone', ['CreateModel with VpcSubnets subnet-00000000000000000'], absent],
  ])('%s', (_, expected, ...statements) => expect(gaps(inForce(policy(...statements)), network)).toEqual(expected));
});

describe('settings that are off by default', () => {
  const options = optionsFor('sagemaker/model-network-isolation');
  test.each<[string, string[], object]>([
    ['Bool', ['CreateModel with NetworkIsolation left out'], { Bool: { 'sagemaker:NetworkIsolation': 'false' } }],
    ['BoolIfExists', [], { BoolIfExists: { 'sagemaker:NetworkIsolation': 'false' } }],
    ['the reverse', ['CreateModel with NetworkIsolation false'], { Bool: { 'sagemaker:NetworkIsolation': 'true' } }],
  ])('%s', (_, expected, condition) =>
    expect(gaps(inForce(policy(deny('sagemaker:CreateModel', condition))), options)).toEqual(expected),
  );
});

describe('keys', () => {
  const options = optionsFor('sagemaker/notebook-volume-key');
  const none = 'CreateNotebookInstance with VolumeKmsKey left out';
  test.each<[string, string[], object]>([
    ['by the name of the guides', [], { Null: { 'sagemaker:VolumeKmsKey': 'true' } }],
    ['by the name of the reference', [], { Null: { 'sagemaker:VolumeKmsKeyArn': 'true' } }],
    ['by both', [], { Null: { 'sagemaker:VolumeKmsKey': 'true', 'sagemaker:VolumeKmsKeyArn': 'true' } }],
    [
      'only a wrong one',
      [none],
      { ArnNotEqualsIfExists: { 'sagemaker:VolumeKmsKey': key }, Null: { 'sagemaker:VolumeKmsKey': 'false' } },
    ],
    ['another key', [none], { Null: { 'sagemaker:OutputKmsKey': 'false' } }],
  ])('%s', (_, expected, condition) =>
    expect(gaps(inForce(policy(deny(notebook, condition))), options)).toEqual(expected),
  );
  test('that are not ours', () => {
    const wrong = (name: string) =>
      deny(notebook, { ArnNotEquals: { [`sagemaker:${name}`]: key }, Null: { [`sagemaker:${name}`]: 'false' } });
    const named = { ...options, kmsKeys: [key] };
    const theirs =
      'CreateNotebookInstance with VolumeKmsKey arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000';
    const asked = deny(notebook, { Null: { 'sagemaker:VolumeKmsKey': 'true' } });
    expect(gaps(inForce(policy(asked)), named)).toEqual([theirs]);
    expect(gaps(inForce(policy(asked, wrong('VolumeKmsKey'))), named)).toEqual([]);
    expect(gaps(inForce(policy(asked, wrong('VolumeKmsKeyArn'))), named)).toEqual([]);
  });
});

describe('coverage', () => {
  test('every call that brings it about counts', () => {
    const options = optionsFor('sagemaker/training-job-vpc');
    const statement = deny(['sagemaker:CreateTrainingJob', 'sagemaker:CreateAutoMLJob*'], {
      Null: { 'sagemaker:VpcSubnets': 'true' },
    });
    expect(gaps(inForce(policy(statement)), options)).toEqual([
      'CreateHyperParameterTuningJob with VpcSubnets left out',
    ]);
  });
  test('a notebook without direct internet access is in a VPC: SageMaker refuses others', () => {
    expect(gaps(inForce(policy(deny(notebook, notDisabled))), optionsFor('sagemaker/notebook-vpc'))).toEqual([]);
  });
});
