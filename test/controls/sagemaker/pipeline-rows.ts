import type { PipelineStep } from '../../../shared/resources/sagemaker/pipeline-definition.ts';
import type { RecordFixture } from '../cases.ts';

/** A step of a pipeline that hands on nothing but what is named. */
export const step = (name: string, more: Partial<PipelineStep> = {}): PipelineStep => ({
  name,
  type: 'Training',
  role: null,
  inVpc: null,
  isolated: null,
  output: null,
  ...more,
});

/** A pipeline of one step that names nothing but what it needs: it fails every control of steps. */
export const pipelineRecord: RecordFixture = {
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreatePipeline',
  requestParameters: {
    pipelineName: 'churn',
    clientRequestToken: '0123456789abcdef0123456789abcdef',
    roleArn: 'arn:aws:iam::111122223333:role/ml-pipeline',
    pipelineDefinition: JSON.stringify({
      Version: '2020-12-01',
      Steps: [
        {
          Name: 'Train',
          Type: 'Training',
          Arguments: {
            AlgorithmSpecification: { TrainingImage: 'churn:7', TrainingInputMode: 'File' },
            OutputDataConfig: { S3OutputPath: 's3://ml-models/churn' },
          },
        },
      ],
    }),
  },
};

/** What all controls of a setting of steps say alike, by the setting. */
export const settingRows = (setting: 'inVpc' | 'isolated') => ({
  notApplicable: {
    'no steps': { steps: [] },
    'steps that start nothing with the setting': { steps: [step('Fail', { type: 'Fail' })] },
  },
  unknown: {
    'one that an execution decides': { steps: [step('A', { [setting]: true }), step('B', { [setting]: 'unknown' })] },
    'a definition that nobody read': { steps: null },
  },
});
