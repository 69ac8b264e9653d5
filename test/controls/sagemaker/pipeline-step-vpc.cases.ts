import control from '../../../shared/controls/sagemaker/pipeline-step-vpc.ts';
import { cases } from '../cases.ts';
import { pipelineRecord, settingRows, step } from './pipeline-rows.ts';

export default cases(control, {
  pass: {
    'all in subnets, where there can be any': {
      steps: [step('Train', { inVpc: true }), step('Register', { type: 'RegisterModel' })],
    },
  },
  fail: {
    'one of two': {
      steps: [step('Train', { inVpc: true }), step('Evaluate', { inVpc: false })],
      expect: 'in the step Evaluate runs outside your VPCs',
    },
    'several, one of which tunes by two definitions': {
      steps: [
        step('Prepare', { inVpc: false }),
        step('Tune', { inVpc: false }),
        step('Tune', { inVpc: false }),
        step('Train', { inVpc: 'unknown' }),
      ],
      expect: 'in the steps Prepare, Tune runs outside',
    },
  },
  ...settingRows('inVpc'),
  record: pipelineRecord,
});
