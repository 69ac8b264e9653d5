import { internetIngress, revokedIngress } from '../../control-families/internet-ingress.ts';
import { defineControl } from '../../core/control.ts';
import { inboundTraffic, withRequirements } from '../../frameworks/profiles.ts';
import type { IngressRule } from '../../resources/ec2/ingress.ts';
import { securityGroup } from '../../resources/ec2/security-group.ts';

/** Ping is no port, and web ports are what the internet is for (AWS FSBP, EC2.18). */
const matters = ({ protocol, ports }: IngressRule): boolean =>
  !protocol.startsWith('icmp') &&
  !(protocol === 'tcp' && ports !== null && ports.from === ports.to && [80, 443].includes(ports.from));

export default defineControl({
  id: 'ec2/security-group-internet-ingress',
  title: 'Security groups are open to the internet on ports 80 and 443 only',
  severity: 'high',
  appliesTo: securityGroup,
  reads: ['ingress'],
  rationale: 'Whatever listens behind the group is found by scanners within minutes.',
  remediation: {
    summary: 'Take the open rules away, and name the networks or groups that need to come in.',
    command: (resource, { ingress }) => revokedIngress(resource, ingress, matters),
    warning: 'Connections that came in by the rule are cut off: name those who need it first.',
  },
  requirements: withRequirements(inboundTraffic, { 'aws-fsbp': ['EC2.18'] }),
  aliases: ['ec2-sg-ingress-any'],
  evaluate: ({ ingress }) => internetIngress(ingress, matters),
});
