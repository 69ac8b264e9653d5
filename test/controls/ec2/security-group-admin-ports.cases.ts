import control from '../../../shared/controls/ec2/security-group-admin-ports.ts';
import { cases } from '../cases.ts';

const known = (entries: Record<string, string | null>) => ({ complete: true, entries });
const heard = (entries: Record<string, string | null>) => ({ complete: false, entries });

export default cases(control, {
  pass: {
    'SSH from a network': { ingress: known({ 'tcp 22-22 203.0.113.0/24': '' }) },
    'another port': { ingress: known({ 'tcp 8080-8080 0.0.0.0/0': '' }) },
    'SSH over UDP, which is none': { ingress: known({ 'udp 22-22 0.0.0.0/0': '' }) },
    'the rule was taken away': { ingress: heard({ 'tcp 3389-3389 ::/0': null }) },
  },
  fail: {
    SSH: { ingress: heard({ 'tcp 22-22 0.0.0.0/0': '' }), expect: 'tcp port 22 from 0.0.0.0/0' },
    'a range with RDP in it': { ingress: heard({ 'tcp 3000-4000 ::/0': '' }), expect: 'tcp ports 3000-4000' },
    everything: { ingress: known({ 'all - 0.0.0.0/0': '' }), expect: 'all traffic' },
    'two halves': { ingress: known({ 'tcp 22-22 0.0.0.0/1': '', 'tcp 22-22 128.0.0.0/1': '' }) },
  },
  unknown: { 'rules that nobody told of': { ingress: heard({}) } },
  record: {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'AuthorizeSecurityGroupIngress',
    requestParameters: {
      groupId: 'sg-0123456789abcdef0',
      ipPermissions: {},
      ipProtocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      cidrIp: '0.0.0.0/0',
    },
  },
});
