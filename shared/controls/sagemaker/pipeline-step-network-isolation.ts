import { stepSetting } from '../../control-families/pipeline-steps.ts';
import { outboundTraffic } from '../../frameworks/profiles.ts';

export default stepSetting({
  id: 'sagemaker/pipeline-step-network-isolation',
  title: 'Containers of jobs and models that pipelines define are isolated from the network',
  severity: 'medium',
  setting: 'isolated',
  complaint: 'can make outbound network calls: network isolation is off',
  rationale:
    'Code of others runs in these containers and sees the data. Isolated from the network, it can send none of it away, and gets no AWS credentials.',
  summary: 'Switch network isolation on in the steps (EnableNetworkIsolation), and update the pipeline.',
  warning:
    'Isolated containers reach no AWS service and no package index: data must come by input channels, libraries with the image.',
  requirements: outboundTraffic,
});
