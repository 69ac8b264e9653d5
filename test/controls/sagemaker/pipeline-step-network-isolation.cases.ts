import control from '../../../shared/controls/sagemaker/pipeline-step-network-isolation.ts';
import { cases } from '../cases.ts';
import { pipelineRecord, settingRows, step } from './pipeline-rows.ts';

export default cases(control, {
  pass: {
    'all isolated': { steps: [step('Train', { isolated: true }), step('Auto', { type: 'AutoML', inVpc: false })] },
  },
  fail: {
    'one of two': {
      steps: [step('Train', { isolated: false }), step('Evaluate', { isolated: 'unknown' })],
      expect: 'in the step Train can make outbound network calls',
    },
  },
  ...settingRows('isolated'),
  record: pipelineRecord,
});
