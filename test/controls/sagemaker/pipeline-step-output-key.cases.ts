import control from '../../../shared/controls/sagemaker/pipeline-step-output-key.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';
import { pipelineRecord, step } from './pipeline-rows.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const writes = (name: string, key: string | null) => step(name, { output: { key } });

export default cases(control, {
  pass: {
    'a key that the customer manages': {
      steps: [writes('Train', id), writes('Evaluate', id), step('Register', { type: 'RegisterModel' })],
      related: relatedKey(id, { keyManager: 'CUSTOMER' }, 'outputKeys'),
    },
  },
  fail: {
    'no key, in several steps': {
      steps: [writes('Train', null), writes('Evaluate', null), writes('Score', 'unknown')],
      expect: 'in the steps Train, Evaluate is encrypted with the AWS managed key of S3',
    },
    'a key that AWS manages': {
      steps: [writes('Train', id)],
      related: relatedKey(id, { keyManager: 'AWS' }, 'outputKeys'),
      expect: 'in the step Train is encrypted with the AWS managed key 1234abcd',
    },
    'an alias of AWS': { steps: [writes('Train', 'alias/aws/s3')], expect: 'alias/aws/s3' },
  },
  notApplicable: { 'nothing is put out': { steps: [step('Fail', { type: 'Fail' })] } },
  unknown: {
    'a key that an execution decides on': { steps: [writes('Train', 'unknown')] },
    'a key that nothing is known of': { steps: [writes('Train', id)], related: relatedKey(id, {}, 'outputKeys') },
    'a definition that nobody read': { steps: null },
  },
  record: pipelineRecord,
});
