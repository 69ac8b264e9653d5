import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepsOf } from '../../../shared/resources/sagemaker/pipeline-definition.ts';
import { key, role } from './shapes.ts';

const parameter = { Get: 'Parameters.X' };
const joined = { 'Std:Join': { On: '/', Values: [parameter, 'out'] } };

const steps = (...given: unknown[]) => stepsOf(JSON.stringify({ Version: '2020-12-01', Steps: given }));
const handed = (Type: string, Arguments: object) =>
  steps({ Name: 'A', Type, Arguments })?.map(({ name: _, type: __, ...rest }) => rest);

const open = { role: null, inVpc: false, isolated: false, output: { key: null } };
const none = { role: null, inVpc: null, isolated: null, output: null };

test('a training job with everything, with nothing, and with what an execution decides', () => {
  const arguments_ = {
    RoleArn: role,
    VpcConfig: { Subnets: [parameter], SecurityGroupIds: [] },
    EnableNetworkIsolation: true,
    OutputDataConfig: { S3OutputPath: joined, KmsKeyId: key },
  };
  expect(handed('Training', arguments_)).toEqual([{ role, inVpc: true, isolated: true, output: { key } }]);
  expect(handed('Training', {})).toEqual([open]);
  expect(handed('Training', { RoleArn: '', VpcConfig: { Subnets: [] }, OutputDataConfig: { KmsKeyId: '' } })).toEqual([
    open,
  ]);
  const undecided = { role: 'unknown', inVpc: 'unknown', isolated: 'unknown', output: { key: 'unknown' } };
  expect(
    handed('Training', {
      RoleArn: parameter,
      VpcConfig: { Subnets: parameter },
      EnableNetworkIsolation: joined,
      OutputDataConfig: { KmsKeyId: parameter },
    }),
  ).toEqual([undecided]);
  expect(
    handed('Training', {
      RoleArn: joined,
      VpcConfig: parameter,
      EnableNetworkIsolation: 'true',
      OutputDataConfig: parameter,
    }),
  ).toEqual([undecided]);
});

test('a tuning job is as many jobs as it has definitions', () => {
  expect(handed('Tuning', { TrainingJobDefinition: { RoleArn: role } })).toEqual([{ ...open, role }]);
  expect(
    handed('Tuning', {
      TrainingJobDefinitions: [{ RoleArn: role }, { RoleArn: parameter, EnableNetworkIsolation: true }],
    }),
  ).toEqual([
    { ...open, role },
    { ...open, role: 'unknown', isolated: true },
  ]);
  expect(handed('Tuning', { TrainingJobDefinitions: parameter })?.[0]?.role).toBe('unknown');
});

test.each(['Processing', 'ClarifyCheck', 'QualityCheck'])('a %s step is a processing job', (type) => {
  const s3 = { OutputName: 'o', S3Output: { S3Uri: joined } };
  expect(
    handed(type, {
      RoleArn: role,
      NetworkConfig: { EnableNetworkIsolation: true, VpcConfig: { Subnets: ['subnet-1'] } },
      ProcessingOutputConfig: { Outputs: [s3], KmsKeyId: key },
    }),
  ).toEqual([{ role, inVpc: true, isolated: true, output: { key } }]);
  expect(handed(type, { ProcessingOutputConfig: { Outputs: [s3] } })).toEqual([open]);
  expect(handed(type, { NetworkConfig: parameter })).toEqual([
    { role: null, inVpc: 'unknown', isolated: 'unknown', output: null },
  ]);
  const store = { OutputName: 'o', FeatureStoreOutput: { FeatureGroupName: 'churn' } };
  expect(handed(type, { ProcessingOutputConfig: { Outputs: [store] } })).toEqual([{ ...open, output: null }]);
});

test('other kinds of steps', () => {
  expect(handed('Transform', { ModelName: 'm', TransformOutput: { S3OutputPath: 's3://a' } })).toEqual([
    { ...none, output: { key: null } },
  ]);
  expect(handed('Model', { ExecutionRoleArn: role, EnableNetworkIsolation: true })).toEqual([
    { role, inVpc: false, isolated: true, output: null },
  ]);
  for (const security of [
    { SecurityConfig: { VpcConfig: { Subnets: ['subnet-1'] } } },
    { AutoMLJobConfig: { SecurityConfig: { VpcConfig: { Subnets: ['subnet-1'] } } } },
  ]) {
    expect(handed('AutoML', { RoleArn: role, OutputDataConfig: { KmsKeyId: key }, ...security })).toEqual([
      { role, inVpc: true, isolated: null, output: { key } },
    ]);
  }
  expect(handed('EMRServerless', { ExecutionRoleArn: role })).toEqual([{ ...none, role }]);
  expect(handed('Fail', { ErrorMessage: 'no' })).toEqual([none]);
  expect(handed('constructor', {})).toEqual([none]);
});

test('S3 Express One Zone takes no key', () => {
  const express = { S3OutputPath: 's3://models--euc1-az1--x-s3/churn' };
  expect(handed('Training', { OutputDataConfig: express })).toEqual([{ ...open, output: null }]);
  expect(handed('Training', { OutputDataConfig: { ...express, KmsKeyId: key } })?.[0]?.output).toEqual({ key });
});

test('steps that conditions choose between are steps, in their place, however deep', () => {
  const named = (Name: string) => ({ Name, Type: 'Fail', Arguments: {} });
  const condition = (IfSteps: object[], ElseSteps: object[]) => ({
    Name: 'C',
    Type: 'Condition',
    Arguments: { Conditions: [], IfSteps, ElseSteps },
  });
  const found = steps(named('a'), condition([named('b'), condition([], [named('c')])], [named('d')]), named('e'));
  expect(found?.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  const deep = `${'{"Type":"Condition","Arguments":{"IfSteps":['.repeat(3000)}{"Name":"z","Type":"Fail"}${']}}'.repeat(3000)}`;
  expect(stepsOf(`{"Steps":[${deep}]}`)?.map(({ name }) => name)).toEqual(['z']);
});

test.each([
  ['', 'nothing'],
  ['[]', 'no object'],
  ['{"Steps":{}}', 'no list of steps'],
  ['{"Steps":[', 'cut off'],
  ['{"Steps":[],"Steps":[{"Type":"Fail"}]}', 'two lists of steps, of which one counts'],
  [`{"Steps":[${Array.from({ length: 1001 }, () => '{}').join(',')}]}`, 'more steps than there can be'],
])('no definition: %s', (text) => expect(stepsOf(text)).toBeUndefined());

test('whatever a text says, it is read or it is not', () =>
  fc.assert(
    fc.property(fc.json(), fc.string(), (json, text) => {
      const read = stepsOf(`{"Steps":[{"Type":"Training","Arguments":${json}},${json}]}`);
      expect(read === undefined || read.length >= 1).toBe(true);
      expect(stepsOf(text)).toBeUndefined();
    }),
  ));
