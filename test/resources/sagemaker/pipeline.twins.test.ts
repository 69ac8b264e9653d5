import { expect, test } from 'vitest';
import { resourceTypes } from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import { referencesOf } from '../../../shared/core/related.ts';
import { pipeline } from '../../../shared/resources/sagemaker/pipeline.ts';
import { expectTwins, statedBy } from '../twins.ts';
import { arn, call, key, role, tags } from './shapes.ts';

const definition = (...steps: object[]) =>
  JSON.stringify({
    Version: '2020-12-01',
    Parameters: [{ Name: 'Role', Type: 'String', DefaultValue: role }],
    Steps: steps,
  });

const train = {
  Name: 'Train',
  Type: 'Training',
  Arguments: {
    AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
    RoleArn: `${role}-training`,
    OutputDataConfig: { S3OutputPath: 's3://ml-models/churn', KmsKeyId: key },
    VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  },
};
const evaluate = {
  Name: 'Evaluate',
  Type: 'Processing',
  Arguments: { RoleArn: { Get: 'Parameters.Role' }, ProcessingOutputConfig: { Outputs: [] } },
};
const inS3 = { bucket: 'ml-pipelines', objectKey: 'churn.json' };

const created = call('CreatePipeline', {
  pipelineName: 'Churn',
  clientRequestToken: '0'.repeat(32),
  roleArn: role,
  pipelineDefinition: definition(evaluate),
  tags: tags.request,
});

test('a pipeline that gets another definition', () =>
  expectTwins(pipeline, {
    records: [
      created,
      call('UpdatePipeline', { pipelineName: 'churn', pipelineDefinition: definition(train, evaluate), roleArn: '' }),
      call('UpdatePipeline', { pipelineName: 'churn', pipelineDescription: 'Who leaves us' }),
    ],
    output: {
      PipelineArn: arn('pipeline/churn'),
      PipelineName: 'Churn',
      PipelineDefinition: definition(train, evaluate),
      RoleArn: role,
      PipelineStatus: 'Active',
      Tags: tags.output,
    },
  }));

test('it refers to its own role and to those of its steps, as far as they are told', () => {
  const catalogue = catalogueOf(resourceTypes, [], defaultConfiguration);
  const { resource, state } = statedBy(pipeline, [
    created,
    call('UpdatePipeline', { pipelineName: 'churn', pipelineDefinition: definition(train, evaluate, train) }),
  ]);
  expect(referencesOf(catalogue, resource, state).map(({ role: as, resource: to }) => [as, to.arn])).toEqual([
    ['roles', role],
    ['roles', `${role}-training`],
    ['outputKeys', key],
  ]);
});

test.each([
  ['a definition in S3', { pipelineDefinitionS3Location: inS3 }],
  ['what is no definition', { pipelineDefinition: '{"Version":' }],
  ['what is masked', { pipelineDefinition: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
])('%s leaves the steps unknown, those of before too', (_, request) => {
  const made = call('CreatePipeline', { pipelineName: 'churn', roleArn: role, ...request });
  expect(statedBy(pipeline, [made]).state).not.toHaveProperty('steps');
  const updated = call('UpdatePipeline', { pipelineName: 'churn', ...request });
  expect(statedBy(pipeline, [created, updated]).state).toMatchObject({ roleArn: role, steps: null });
});

test('an execution that names its pipeline does not describe it', () => {
  const output = { PipelineArn: arn('pipeline/churn'), PipelineExecutionArn: arn('pipeline/churn/execution/1') };
  expect(pipeline.described?.nameOf(output)).toBeUndefined();
});

test('a pipeline that is being deleted will not last', () => {
  expect(pipeline.described?.isFinal?.({ PipelineStatus: 'Deleting' })).toBe(false);
  expect(pipeline.described?.isFinal?.({ PipelineStatus: 'Active' })).toBe(true);
});
