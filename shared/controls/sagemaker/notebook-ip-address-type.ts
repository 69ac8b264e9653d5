import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { networkBoundary } from '../../frameworks/profiles.ts';
import { domain } from '../../resources/sagemaker/domain.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default defineControl({
  id: 'sagemaker/notebook-ip-address-type',
  title: 'Notebook instances and domains have IPv4 addresses only',
  severity: 'low',
  appliesTo: [notebookInstance, domain],
  reads: ['ipAddressType'],
  rationale:
    'Security groups, firewalls and endpoint policies are often written for IPv4 only; a second address family is a way around them.',
  remediation: {
    summary: 'Go back to IPv4, or see that every rule for IPv4 has its counterpart for IPv6, and waive this finding.',
    command: ({ type, name, region }) =>
      type === domain.name
        ? shell`aws sagemaker update-domain --region ${region} --domain-id ${name} --domain-settings-for-update IpAddressType=ipv4`
        : shell`aws sagemaker update-notebook-instance --region ${region} --notebook-instance-name ${name} --ip-address-type ipv4`,
    warning: 'A notebook instance has to be stopped first; the applications of a domain have to be started anew.',
  },
  requirements: networkBoundary,
  aliases: ['sagemaker-notebook-ipv6-dualstack'],
  evaluate: ({ ipAddressType }) =>
    ipAddressType === 'ipv4' ? pass : fail(`Has IPv6 addresses beside IPv4 ones (${ipAddressType})`),
});
