import control from '../../../shared/controls/ec2/security-group-internet-ingress.ts';
import { cases } from '../cases.ts';

const known = (entries: Record<string, string | null>) => ({ complete: true, entries });
const heard = (entries: Record<string, string | null>) => ({ complete: false, entries });

export default cases(control, {
  pass: {
    nothing: { ingress: known({}) },
    'web ports': { ingress: known({ 'tcp 443-443 0.0.0.0/0': '', 'tcp 80-80 ::/0': '' }) },
    ping: { ingress: known({ 'icmp - 0.0.0.0/0': '' }) },
    'a network, a group and a prefix list': {
      ingress: known({ 'tcp 22-22 10.0.0.0/8': '', 'all - sg-1': '', 'tcp 22-22 pl-1': '' }),
    },
    'the open rule was taken away': { ingress: heard({ 'tcp 22-22 0.0.0.0/0': null }) },
    'the open rule was taken away by its id': { ingress: heard({ 'tcp 22-22 0.0.0.0/0': 'sgr-1', '#sgr-1': null }) },
    'the open rule now says something else': {
      ingress: heard({
        'tcp 22-22 0.0.0.0/0': 'sgr-1',
        'tcp 22-22 10.0.0.0/8': 'sgr-1',
        '#sgr-1': 'tcp 22-22 10.0.0.0/8',
      }),
    },
  },
  fail: {
    SSH: { ingress: heard({ 'tcp 22-22 0.0.0.0/0': 'sgr-1' }), expect: 'tcp port 22 from 0.0.0.0/0' },
    everything: { ingress: heard({ 'all - ::/0': '' }), expect: 'all traffic from ::/0' },
    'a range that holds the web ports': { ingress: known({ 'tcp 80-443 0.0.0.0/0': '' }), expect: 'tcp ports 80-443' },
    'one half': { ingress: known({ 'tcp 8888-8888 128.0.0.0/1': '' }) },
    'four quarters': {
      ingress: known({ 'udp 53-53 0.0.0.0/2': '', 'udp 53-53 64.0.0.0/2': '', 'udp 53-53 128.0.0.0/2': '' }),
      expect: 'udp port 53',
    },
    'all IPv6 that is given out': { ingress: known({ 'tcp 22-22 2000::/3': '' }) },
  },
  unknown: { 'a group of which only one rule is known': { ingress: heard({ 'tcp 22-22 10.0.0.0/8': '' }) } },
  record: {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'AuthorizeSecurityGroupIngress',
    requestParameters: {
      groupId: 'sg-0123456789abcdef0',
      ipPermissions: {
        items: [
          {
            ipProtocol: '-1',
            groups: {},
            ipRanges: { items: [{ cidrIp: '0.0.0.0/0', description: 'all' }] },
            ipv6Ranges: {},
            prefixListIds: {},
          },
        ],
      },
    },
  },
});
