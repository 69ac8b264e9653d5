import { internetIngress, revokedIngress } from '../../control-families/internet-ingress.ts';
import { defineControl } from '../../core/control.ts';
import { inboundTraffic, remoteAccess, withRequirements } from '../../frameworks/profiles.ts';
import type { IngressRule } from '../../resources/ec2/ingress.ts';
import { securityGroup } from '../../resources/ec2/security-group.ts';

/** SSH and RDP; by overlap, for a wide range holds them too. */
const adminPorts = [22, 3389];

const matters = ({ protocol, ports }: IngressRule): boolean =>
  protocol === 'all' ||
  (protocol === 'tcp' && ports !== null && adminPorts.some((port) => ports.from <= port && port <= ports.to));

export default defineControl({
  id: 'ec2/security-group-admin-ports',
  title: 'Security groups keep the internet from SSH and RDP',
  severity: 'high',
  appliesTo: securityGroup,
  reads: ['ingress'],
  rationale: 'Open administration ports are where passwords are guessed and flaws are tried first.',
  remediation: {
    summary: 'Take the rule away and use Session Manager; or name the networks that administrators come from.',
    command: (resource, { ingress }) => revokedIngress(resource, ingress, matters),
    warning: 'Administrators who come in by the rule are locked out: give them another way first.',
  },
  requirements: withRequirements(inboundTraffic, remoteAccess, { 'cis-aws-v6': ['6.3', '6.4'] }),
  aliases: ['ec2-sg-admin-ports'],
  evaluate: ({ ingress }) => internetIngress(ingress, matters),
});
