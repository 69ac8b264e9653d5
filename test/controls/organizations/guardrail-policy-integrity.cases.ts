import control from '../../../shared/controls/organizations/guardrail-policy-integrity.ts';
import { activityCases } from '../cases.ts';

const none = { targetId: null, policyType: null };
const content = (Effect: string) => JSON.stringify({ Statement: [{ Effect, Action: '*', Resource: '*' }] });
const resourceGuardrail = (Effect: string) => ({
  policyType: 'RESOURCE_CONTROL_POLICY',
  content: JSON.stringify({ Version: '2012-10-17', Statement: { Effect, Principal: '*', Action: '*', Resource: '*' } }),
});
const guardrail = { policyType: 'SERVICE_CONTROL_POLICY', content: content('Deny') };

export default activityCases(control, {
  pass: {
    'it still denies something': { ...none, call: { name: 'UpdatePolicy' }, before: guardrail, after: guardrail },
    'it never denied anything': {
      ...none,
      call: { name: 'UpdatePolicy' },
      before: { ...guardrail, content: content('Allow') },
      after: { ...guardrail, content: content('Allow') },
    },
  },
  fail: {
    detached: {
      targetId: 'ou-ab12-34567890',
      policyType: null,
      call: { name: 'DetachPolicy' },
      before: guardrail,
      expect: 'service control policy example was detached from ou-ab12-34567890',
    },
    'detached, of a type that is not known': { ...none, call: { name: 'DetachPolicy' }, expect: 'no record told of' },
    deleted: { ...none, call: { name: 'DeletePolicy' }, before: guardrail, expect: 'was deleted' },
    emptied: {
      ...none,
      call: { name: 'UpdatePolicy' },
      before: guardrail,
      after: { ...guardrail, content: content('Allow') },
      expect: 'denies nothing any more',
    },
    'a resource control policy, emptied': {
      ...none,
      call: { name: 'UpdatePolicy' },
      before: resourceGuardrail('Deny'),
      after: resourceGuardrail('Allow'),
      expect: 'resource control policy example was emptied',
    },
    'all switched off': {
      targetId: 'r-ab12',
      policyType: 'RESOURCE_CONTROL_POLICY',
      call: { name: 'DisablePolicyType' },
      expect: 'Every resource control policy was switched off in r-ab12',
    },
  },
  notApplicable: {
    'a tag policy': { ...none, call: { name: 'DetachPolicy' }, before: { policyType: 'TAG_POLICY' } },
  },
  unknown: {
    'what it denies now cannot be read': {
      ...none,
      call: { name: 'UpdatePolicy' },
      before: guardrail,
      after: { ...guardrail, content: '{"Statement":' },
    },
    'what it denied before is not known': {
      ...none,
      call: { name: 'UpdatePolicy' },
      after: { ...guardrail, content: content('Allow') },
    },
  },
  record: {
    eventSource: 'organizations.amazonaws.com',
    eventName: 'DetachPolicy',
    awsRegion: 'us-east-1',
    requestParameters: { policyId: 'p-bvdv3rx3', targetId: '444455556666' },
  },
});
