import { expect, test } from 'vitest';
import administrator from '../../shared/controls/iam/administrator-policy-attachment.ts';
import type { Control } from '../../shared/core/control.ts';
import { refOf } from '../../shared/core/resource-ref.ts';

const { remediation }: Control = administrator;
const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';

test.each(['role', 'user', 'group'])(
  'the command names the %s, also where the evidence has what was followed',
  (kind) => {
    const arn = `arn:aws:iam::111122223333:${kind}/ops`;
    const attachment = refOf('iam/policy-attachment', `${arn}/attached/${policyArn}`, {
      account: '111122223333',
      region: '',
    });
    const command = `aws iam detach-${kind}-policy --${kind}-name ops --policy-arn ${policyArn}`;
    for (const owner of [`${kind}/ops`, [{ arn }]]) {
      expect(remediation.command(attachment, { policyArn, owner })).toBe(command);
    }
  },
);
