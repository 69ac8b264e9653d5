import { expect, test } from 'vitest';
import attachment from '../../shared/controls/iam/administrator-policy-attachment.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { Context, StateControl } from '../../shared/core/control.ts';
import { evaluateState } from '../../shared/core/evaluate.ts';
import { refOf } from '../../shared/core/resource-ref.ts';

const place = { account: '111122223333', region: '' };
const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';

test('what a control reads outranks what it follows under the same name: its command names the role', () => {
  const role = 'arn:aws:iam::111122223333:role/notebook';
  const resource = refOf('iam/policy-attachment', `${role}/attached/${policyArn}`, place);
  const context: Context = {
    resource,
    at: 0,
    configuration: defaultConfiguration,
    related: { owner: [{ resource: refOf('iam/role', role, place), state: {}, exists: true, related: {} }] },
  };
  const { evidence } = evaluateState(attachment as StateControl, { policyArn, owner: 'role/notebook' }, context);
  expect(evidence).toEqual({ policyArn, owner: 'role/notebook' });
  expect(attachment.remediation.command(resource, evidence)).toBe(
    `aws iam detach-role-policy --role-name notebook --policy-arn ${policyArn}`,
  );
});
