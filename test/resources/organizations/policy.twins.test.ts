import { expect, test } from 'vitest';
import { organizationsPolicy } from '../../../shared/resources/organizations/policy.ts';
import { expectTwins, statedBy } from '../twins.ts';

const content = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'sagemaker:*', Resource: '*' }] };
const summary = (name: (member: string) => string) => ({
  [name('id')]: 'p-bvdv3rx3',
  [name('arn')]: 'arn:aws:organizations::111122223333:policy/o-example/service_control_policy/p-bvdv3rx3',
  [name('type')]: 'SERVICE_CONTROL_POLICY',
});
const call = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'organizations.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters,
  responseElements,
});

test('a service control policy, made and read', () => {
  expectTwins(organizationsPolicy, {
    records: [
      call(
        'CreatePolicy',
        { name: 'guardrail', content: JSON.stringify(content, null, 2), type: 'SERVICE_CONTROL_POLICY' },
        { policy: { content: JSON.stringify(content), policySummary: summary((member) => member) } },
      ),
    ],
    output: {
      Policy: {
        PolicySummary: summary((member) => member.charAt(0).toUpperCase() + member.slice(1)),
        Content: JSON.stringify(content),
      },
    },
  });
});

test('a policy is one by its id and by its ARN; a root is a root', () => {
  const named = (request: object, event = 'DetachPolicy') =>
    statedBy(organizationsPolicy, [call(event, request)]).resource.arn;
  expect(named({ policyId: 'p-bvdv3rx3' })).toBe('arn:aws:organizations:::policy/p-bvdv3rx3');
  expect(named({ rootId: 'r-ab12', policyType: 'SERVICE_CONTROL_POLICY' }, 'DisablePolicyType')).toBe(
    'arn:aws:organizations::111122223333:root/r-ab12',
  );
});
