import control from '../../../shared/controls/sagemaker/cluster-volume-key.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';
import { clusterRecord, groupsOf, someGroup } from './cluster-rows.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const eksClusterArn = 'arn:aws:eks:eu-central-1:111122223333:cluster/ml';
const continuous = { nodeProvisioningMode: 'Continuous', eksClusterArn };
const managed = (keyManager: string) => relatedKey(id, { keyManager }, 'volumeKeys');
const partly = { complete: false, entries: {} };

export default cases(control, {
  pass: {
    'a key for each volume of each group': {
      ...continuous,
      groups: groupsOf('workers', 'login'),
      volumes: completeMap({ workers: { root: id, additional: [id] }, login: { root: id, additional: [] } }),
      related: managed('CUSTOMER'),
    },
    'a key for each, beside a group that takes none': {
      ...continuous,
      groups: groupsOf('workers', 'nova'),
      volumes: completeMap({ workers: { root: id, additional: [] } }),
      related: managed('CUSTOMER'),
    },
  },
  fail: {
    'a group without volumes of its own': {
      ...continuous,
      groups: groupsOf('workers'),
      volumes: completeMap({}),
      expect: 'The root volume of the group workers is encrypted with a key that AWS owns',
    },
    'only the root volume has a key': {
      ...continuous,
      groups: groupsOf('workers'),
      volumes: completeMap({ workers: { root: id, additional: [null] } }),
      related: managed('CUSTOMER'),
      expect: 'The additional volume of the group workers is encrypted with a key that AWS owns',
    },
    'only the additional volume has a key': {
      ...continuous,
      groups: groupsOf('workers'),
      volumes: completeMap({ workers: { root: null, additional: [id] } }),
      related: managed('CUSTOMER'),
      expect: 'The root volume of the group workers',
    },
    'a key that AWS manages': {
      ...continuous,
      groups: groupsOf('workers'),
      volumes: completeMap({ workers: { root: id, additional: [] } }),
      related: managed('AWS'),
      expect: 'AWS managed key',
    },
    'on EKS, whose nodes could be provisioned continuously': {
      nodeProvisioningMode: null,
      eksClusterArn,
      groups: groupsOf('workers'),
      volumes: completeMap({}),
      expect: 'no key of your own is named',
    },
    'one group, whatever others there are': {
      ...continuous,
      groups: someGroup,
      volumes: { complete: false, entries: { workers: null } },
      expect: 'The root volume of the group workers',
    },
  },
  notApplicable: {
    'a restricted group': { ...continuous, groups: groupsOf('nova'), volumes: completeMap({}) },
    'no groups': { ...continuous, groups: completeMap({}), volumes: completeMap({}) },
    Slurm: {
      nodeProvisioningMode: null,
      eksClusterArn: null,
      groups: groupsOf('workers'),
      volumes: completeMap({}),
    },
  },
  unknown: {
    'a key that nothing is known of': {
      ...continuous,
      groups: groupsOf('workers'),
      volumes: completeMap({ workers: { root: id, additional: [] } }),
      related: relatedKey(id, {}, 'volumeKeys'),
    },
    'a group that was only changed': { ...continuous, groups: someGroup, volumes: partly },
    'other groups than the one that was told': {
      ...continuous,
      groups: someGroup,
      volumes: { complete: false, entries: { workers: { root: id, additional: [] } } },
      related: managed('CUSTOMER'),
    },
  },
  record: clusterRecord,
});
