import { networkIsolation } from '../../control-families/network-isolation.ts';
import { shell } from '../../core/shell.ts';
import { outboundTraffic, withRequirements } from '../../frameworks/profiles.ts';
import { model } from '../../resources/sagemaker/model.ts';

export default networkIsolation({
  id: 'sagemaker/model-network-isolation',
  title: 'Containers of models are isolated from the network',
  severity: 'medium',
  appliesTo: model,
  isolationField: 'enableNetworkIsolation',
  whose: "The model's",
  remediation: {
    summary: 'Make the model anew with network isolation, and point its endpoints at a configuration that names it.',
    command: ({ name, region }) => shell`aws sagemaker describe-model --region ${region} --model-name ${name}`,
    warning: 'A model cannot be changed. Isolated containers get no AWS credentials and reach no service.',
  },
  requirements: withRequirements(outboundTraffic, {
    'aws-fsbp': ['SageMaker.5'],
    'aws-ai-security': ['SageMaker.5'],
  }),
  aliases: ['sagemaker-model-no-network-isolation'],
});
