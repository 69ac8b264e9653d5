import { customerManagedKey } from '../../control-families/customer-managed-key.ts';
import { shell } from '../../core/shell.ts';
import { domain } from '../../resources/sagemaker/domain.ts';

export default customerManagedKey({
  id: 'sagemaker/domain-storage-key',
  title: 'Storage of Studio domains is encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: domain,
  keyField: 'kmsKeyId',
  what: "The domain's storage (EFS and EBS)",
  otherwise: 'an AWS managed key',
  rationale:
    'All that people of the domain write lies on its volumes. Only a key of your own can be revoked and audited apart from them.',
  remediation: {
    summary:
      'Make a new domain with a customer managed key and move people to it; the key of a domain cannot be changed.',
    command: ({ name, region }) => shell`aws sagemaker describe-domain --region ${region} --domain-id ${name}`,
    warning: 'Deleting a domain takes the home directories of its people along: copy them first.',
  },
  aliases: ['sagemaker-domain-no-cmk'],
});
