import control from '../../../shared/controls/sagemaker/cluster-vpc.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import { cases } from '../cases.ts';
import { clusterRecord, groupsOf, someGroup } from './cluster-rows.ts';

const own = { subnets: ['subnet-2'], securityGroupIds: ['sg-2'] };

export default cases(control, {
  pass: {
    'subnets of the cluster': { subnets: ['subnet-1'], groups: groupsOf('workers'), networks: completeMap({}) },
    'subnets of the cluster, whatever groups there are': {
      subnets: ['subnet-1'],
      groups: someGroup,
      networks: { complete: false, entries: {} },
    },
    'subnets of each group': {
      subnets: null,
      groups: groupsOf('workers', 'login'),
      networks: completeMap({ workers: own, login: own }),
    },
  },
  fail: {
    'no subnets at all': {
      subnets: null,
      groups: groupsOf('workers'),
      networks: completeMap({}),
      expect: 'The group workers runs outside your VPCs',
    },
    'subnets of one group of two': {
      subnets: null,
      groups: groupsOf('workers', 'login'),
      networks: completeMap({ workers: own, login: { subnets: [], securityGroupIds: [] } }),
      expect: 'The group login runs outside your VPCs',
    },
  },
  notApplicable: { 'no groups': { subnets: null, groups: completeMap({}), networks: completeMap({}) } },
  unknown: {
    'a group that was only changed': { subnets: null, groups: someGroup, networks: { complete: false, entries: {} } },
  },
  record: clusterRecord,
});
