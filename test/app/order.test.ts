import * as fc from 'fast-check';
import { test } from 'vitest';
import type { RecordFixture } from '../controls/cases.ts';
import { expectSameInAnyOrder } from '../fixtures/any-order.ts';
import { record } from '../fixtures/record.ts';

const keyId = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const keyArn = (n: number) => `arn:aws:kms:eu-central-1:111122223333:key/${keyId(n)}`;
const kms = (eventName: string, n: number, more: object = {}) => ({
  eventSource: 'kms.amazonaws.com',
  eventName,
  requestParameters: { keyId: keyId(n), ...more },
  resources: [{ ARN: keyArn(n), accountId: '111122223333', type: 'AWS::KMS::Key' }],
});
const sagemaker = (eventName: string, requestParameters: object) => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName,
  requestParameters,
});
const notebook = (n: number) => ({ notebookInstanceName: `notebook-${n}` });
const notebookArn = (n: number) => `arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/notebook-${n}`;

const small = fc.integer({ min: 1, max: 2 });
const toggle = fc.constantFrom('Enabled', 'Disabled');

/** Calls on two keys, an alias and two notebooks, in any mixture: sensible or not, they must end the same in any order. */
const call = fc.oneof(
  fc
    .tuple(fc.constantFrom('EnableKey', 'DisableKey', 'ScheduleKeyDeletion', 'DeleteKey'), small)
    .map(([name, n]) => kms(name, n)),
  small.map((n) => ({
    ...kms('CreateKey', n),
    requestParameters: { keySpec: 'SYMMETRIC_DEFAULT', origin: 'AWS_KMS', tags: [] },
    responseElements: { keyMetadata: { arn: keyArn(n), keyState: 'Enabled', keyManager: 'CUSTOMER' } },
  })),
  fc.tuple(fc.constantFrom('CreateAlias', 'UpdateAlias'), small).map(([eventName, n]) => ({
    eventSource: 'kms.amazonaws.com',
    eventName,
    requestParameters: { aliasName: 'alias/ml', targetKeyId: keyId(n) },
  })),
  fc
    .tuple(small, toggle, fc.constantFrom('', keyId(1), keyArn(2), 'alias/ml', 'alias/aws/sagemaker'))
    .map(([n, rootAccess, kmsKeyId]) =>
      sagemaker('CreateNotebookInstance', {
        ...notebook(n),
        roleArn: 'arn:aws:iam::111122223333:role/notebook',
        rootAccess,
        kmsKeyId,
        tags: [],
      }),
    ),
  fc.tuple(small, toggle).map(([n, rootAccess]) => sagemaker('UpdateNotebookInstance', { ...notebook(n), rootAccess })),
  fc.tuple(small, fc.constantFrom('1', '2')).map(([n, minimumInstanceMetadataServiceVersion]) =>
    sagemaker('UpdateNotebookInstance', {
      ...notebook(n),
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion },
    }),
  ),
  small.map((n) => sagemaker('DeleteNotebookInstance', notebook(n))),
  small.map((n) =>
    sagemaker('CreatePresignedNotebookInstanceUrl', { ...notebook(n), sessionExpirationDurationInSeconds: 43_200 }),
  ),
  fc
    .tuple(small, fc.constantFrom('prod', 'sandbox'))
    .map(([n, value]) => sagemaker('AddTags', { resourceArn: notebookArn(n), tags: [{ key: 'environment', value }] })),
  small.map((n) => sagemaker('DeleteTags', { resourceArn: notebookArn(n), tagKeys: ['environment'] })),
);

const jobs = fc.tuple(small, fc.boolean(), fc.nat(9_999)).map(([n, inVpc, number]) =>
  sagemaker('CreateTrainingJob', {
    trainingJobName: `job-${n === 1 ? 'a' : 'b'}-${String(number).padStart(4, '0')}`,
    algorithmSpecification: {
      trainingImage: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:1',
      trainingInputMode: 'File',
    },
    roleArn: 'arn:aws:iam::111122223333:role/training',
    outputDataConfig: { s3OutputPath: 's3://out/', kmsKeyId: n === 1 ? keyId(1) : 'alias/ml' },
    resourceConfig: { instanceType: 'ml.m5.large', instanceCount: 1, volumeKmsKeyId: keyArn(2) },
    ...(inVpc && { vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] } }),
  }),
);
const hosting = fc.oneof(
  fc.tuple(small, fc.boolean()).map(([n, inVpc]) =>
    sagemaker('CreateModel', {
      modelName: `model-${n}`,
      executionRoleArn: 'arn:aws:iam::111122223333:role/model',
      primaryContainer: { image: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:1' },
      enableNetworkIsolation: true,
      ...(inVpc && { vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] } }),
    }),
  ),
  small.map((n) => sagemaker('DeleteModel', { modelName: `model-${n}` })),
  fc.tuple(small, small).map(([n, model]) =>
    sagemaker('CreateEndpointConfig', {
      endpointConfigName: `config-${n}`,
      kmsKeyId: keyId(n),
      productionVariants: [
        { variantName: 'all', modelName: `model-${model}`, instanceType: 'ml.m5.large', initialInstanceCount: 1 },
      ],
    }),
  ),
  fc
    .tuple(fc.constantFrom('CreateEndpoint', 'UpdateEndpoint'), small)
    .map(([eventName, config]) =>
      sagemaker(eventName, { endpointName: 'churn', endpointConfigName: `config-${config}` }),
    ),
  fc.constant(sagemaker('DeleteEndpoint', { endpointName: 'churn' })),
);
/** SageMaker's own word: told apart from records by having no event name. */
const stateChanges = fc
  .tuple(fc.constantFrom('IN_SERVICE', 'FAILED', 'UPDATING', 'DELETING'), small)
  .map(([status, config]) => ({
    endpoint: {
      EndpointName: 'churn',
      EndpointArn: 'arn:aws:sagemaker:eu-central-1:111122223333:endpoint/churn',
      EndpointConfigName: `config-${config}`,
      EndpointStatus: status,
    },
  }));

/** Whole seconds that collide often, hours and weeks. */
const second = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 86_400 * 2 }),
  fc.integer({ min: 0, max: 86_400 * 60 }),
);

let told = 0;
const valueOf = (members: RecordFixture | { endpoint: object }, eventTime: string) =>
  'endpoint' in members
    ? {
        id: `state-change-${++told}`,
        'detail-type': 'SageMaker Endpoint State Change',
        source: 'aws.sagemaker',
        account: '111122223333',
        region: 'eu-central-1',
        time: eventTime,
        eventTime,
        detail: members.endpoint,
      }
    : record({ ...members, eventTime });

const story = fc
  .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: call }, jobs, hosting, stateChanges), second), {
    minLength: 1,
    maxLength: 25,
  })
  .map((calls) =>
    calls.map(([members, at]) =>
      valueOf(members, new Date(Date.UTC(2026, 8, 1) + at * 1_000).toISOString().replace('.000', '')),
    ),
  );

test('any order, any batches and any repetition end the same', () => expectSameInAnyOrder(story));
