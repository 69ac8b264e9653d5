import { expect, test } from 'vitest';
import { controls } from '../../../shared/catalogue.ts';
import type { Members } from '../../../shared/core/trail-record.ts';
import { endpoint } from '../../../shared/resources/sagemaker/endpoint.ts';
import { notebookInstance } from '../../../shared/resources/sagemaker/notebook-instance.ts';
import { record } from '../../fixtures/record.ts';
import { run } from '../../fixtures/run.ts';
import { statedBy } from '../twins.ts';
import { arn, call, image, role } from './shapes.ts';

let second = 0;
const at = (eventName: string, requestParameters: Members, more: Members = {}) =>
  record({
    ...call(eventName, requestParameters),
    eventTime: new Date(Date.UTC(2026, 10, 2, 9, 0, second++)).toISOString().replace('.000Z', 'Z'),
    ...more,
  });

const job = (name: string, more: Members = {}) =>
  at('CreateTrainingJob', {
    trainingJobName: name,
    roleArn: role,
    algorithmSpecification: { trainingImage: image },
    outputDataConfig: { s3OutputPath: 's3://ml-models/churn' },
    resourceConfig: { instanceType: 'ml.g5.xlarge', instanceCount: 1 },
    ...more,
  });
const isVpc = ({ controlId }: { controlId: string }) => controlId === 'sagemaker/training-job-vpc';

test('many jobs of one workload are one finding, which a run that passes resolves', () => {
  const names = Array.from({ length: 50 }, (_, index) => `train-churn-2026-11-02-09-15-${index}`);
  const failing = names.map((name) => job(name));
  const open = run(failing).findings.filter(isVpc);
  expect(open).toHaveLength(1);
  expect(open[0]).toMatchObject({ status: 'open', count: 50, resource: { name: 'ml/churn/train-churn' } });
  const good = job('train-churn-2026-11-03-09-15-00', {
    vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] },
  });
  expect(run([...failing, good]).findings.filter(isVpc)).toMatchObject([{ status: 'resolved' }]);
});

test('two workloads are two findings', () =>
  expect(run([job('train-a'), job('train-b')]).findings.filter(isVpc)).toHaveLength(2));

test('a service event of a tuning job, which states nothing, passes nothing', () => {
  const child = at(
    'CreateTrainingJob',
    {},
    {
      eventType: 'AwsServiceEvent',
      requestParameters: null,
      serviceEventDetails: { trainingJobName: 'xgb-001-1a2b3c4d' },
    },
  );
  const ofJob = run([child]).evaluations.filter(({ control }) => control.startsWith('sagemaker/training-job-'));
  expect(ofJob).toHaveLength(controls.filter(({ id }) => id.startsWith('sagemaker/training-job-')).length);
  for (const { evaluation } of ofJob) expect(evaluation.outcome.status).toBe('unknown');
});

test('masked variants are not known, and not a broken record', () => {
  const masked = at('CreateEndpointConfig', {
    endpointConfigName: 'a',
    productionVariants: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  });
  const verdict = run([masked]).evaluations.find(({ control }) => control === 'sagemaker/endpoint-config-volume-key');
  expect(verdict?.evaluation.outcome).toMatchObject({ status: 'unknown' });
});

test('taking the data class away is a finding, putting it back mends it', () => {
  const resourceArn = arn('model/churn');
  const made = at('CreateModel', { modelName: 'churn', tags: [{ key: 'Data-Class', value: 'phi' }] });
  const taken = at('DeleteTags', { resourceArn, tagKeys: ['Data-Class'] });
  const back = at('AddTags', { resourceArn, tags: [{ key: 'Data-Class', value: 'phi' }] });
  const of = (...records: Parameters<typeof run>[0]) =>
    run(records).findings.filter(({ controlId }) => controlId === 'sagemaker/resource-data-class-tag');
  expect(of(made)).toEqual([]);
  expect(of(made, taken)).toMatchObject([{ status: 'open' }]);
  expect(of(made, taken, back)).toMatchObject([{ status: 'resolved' }]);
});

test('an update that leaves something empty leaves it alone', () => {
  const { state } = statedBy(notebookInstance, [
    call('CreateNotebookInstance', {
      notebookInstanceName: 'a',
      roleArn: role,
      rootAccess: 'Disabled',
      subnetId: 'subnet-1',
    }),
    call('UpdateNotebookInstance', {
      notebookInstanceName: 'a',
      roleArn: '',
      rootAccess: '',
      lifecycleConfigName: 'x',
    }),
  ]);
  expect(state).toMatchObject({
    roleArn: role,
    rootAccess: 'Disabled',
    lifecycleConfigName: 'x',
    subnetId: 'subnet-1',
  });
});

test.each([
  ['IN_SERVICE', 'final'],
  ['InService', 'final'],
  ['CREATING', 'pending'],
  ['ROLLING_BACK', 'pending'],
  ['UPDATE_ROLLBACK_FAILED', 'final'],
  ['DELETING', 'pending'],
  ['FAILED', 'failed'],
  ['DELETED', 'absent'],
])('an endpoint that is %s: %s', (EndpointStatus, outcome) =>
  expect(endpoint.stateChange?.outcomeOf({ EndpointStatus })).toBe(outcome),
);
