import control from '../../../shared/controls/iam/user-combined-permissions.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import { cases } from '../cases.ts';
import { relatedResource } from '../related.ts';
import {
  allow,
  attached,
  combinedRecords,
  combinedRows,
  inline,
  limitedRows,
  managed,
  passing,
  starting,
} from './combined-permissions.ts';

const none = { groups: completeMap<string>({}) };
const rows = combinedRows({ ...none, boundary: null }, 'user');
const limited = limitedRows(none);

const member = {
  inlinePolicies: inline({}),
  attachedPolicies: attached(),
  boundary: null,
  groups: completeMap({ data: 'Data' }),
};
const group = (name: string, documents: Record<string, string | null>, related = {}) =>
  relatedResource(
    'iam/group',
    `arn:aws:iam::111122223333:group/${name}`,
    { inlinePolicies: inline(documents), attachedPolicies: attached(...Object.keys(related)) },
    { related: { attached: Object.entries(related).map(([policy, document]) => managed(policy, String(document))) } },
  );

export default cases(control, {
  pass: {
    ...rows.pass,
    ...limited.pass,
    'what a group gives by itself, which is told of the group': {
      ...member,
      inlinePolicies: inline({ Read: allow('s3:GetObject') }),
      related: { groups: [group('Data', { Pass: passing, Train: starting })] },
    },
  },
  fail: {
    ...rows.fail,
    ...limited.fail,
    'one half of its own, one of a group': {
      ...member,
      inlinePolicies: inline({ Pass: passing }),
      related: { groups: [group('Data', {}, { Train: starting })] },
      expect: 'sagemaker:CreateTrainingJob by statement 1 of managed policy Train of group Data',
    },
    'a half of each of two groups': {
      ...member,
      related: { groups: [group('Data', { Pass: passing }), group('Train', { Train: starting })] },
      expect:
        'iam:PassRole by statement "Pass" of inline policy "Pass" of group Data, sagemaker:CreateTrainingJob by statement 1 of inline policy "Train" of group Train',
    },
    'what is known, whatever groups there may be': {
      ...member,
      inlinePolicies: inline({ Pass: passing, Train: starting }),
      groups: undefined,
    },
  },
  notApplicable: {
    ...rows.notApplicable,
    'an administrator by a group already': {
      ...member,
      inlinePolicies: inline({ Pass: passing }),
      related: { groups: [group('Data', { All: allow('*') })] },
    },
  },
  unknown: {
    ...rows.unknown,
    ...limited.unknown,
    'groups that nobody told of': { ...member, groups: undefined },
    'a group whose policy was never seen': { ...member, related: { groups: [group('Data', { Other: null })] } },
  },
  record: combinedRecords('User'),
});
