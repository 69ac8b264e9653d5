import control from '../../../shared/controls/events/event-bus-policy-public-access.ts';
import { cases } from '../cases.ts';
import { publicPolicyRows, policyText } from '../policy-rows.ts';

const put = {
  Sid: 'Put',
  Action: 'events:PutEvents',
  Resource: 'arn:aws:events:eu-central-1:111122223333:event-bus/example',
};
const rows = publicPolicyRows(put, (policy) => ({ policy, policyIsWhole: true, formerPolicy: null }));
const open = policyText({ ...put, Effect: 'Allow', Principal: '*' });
const closed = policyText({ ...put, Effect: 'Allow', Principal: { AWS: '111122223333' } });

export default cases(control, {
  ...rows,
  pass: {
    ...rows.pass,
    'a statement taken out that let everybody in': { policy: closed, policyIsWhole: false, formerPolicy: open },
  },
  fail: {
    ...rows.fail,
    'a statement known among others that are not': { policy: open, policyIsWhole: false, formerPolicy: null },
  },
  unknown: {
    ...rows.unknown,
    'statements that no record told of': { policy: closed, policyIsWhole: false, formerPolicy: null },
    'statements that no record told of, but one that let nobody in': {
      policy: null,
      policyIsWhole: false,
      formerPolicy: closed,
    },
  },
  record: {
    eventSource: 'events.amazonaws.com',
    eventName: 'PutPermission',
    requestParameters: { action: 'events:PutEvents', principal: '*', statementId: 'Put' },
  },
});
