import { permissions } from '../identity-center.ts';
import { relatedResource } from '../related.ts';
import { trust } from './written.ts';

const management = '444455556666';

const ownedBy = (name: string, state: object) => ({
  related: { owner: [relatedResource('iam/role', `arn:aws:iam::111122223333:role/${name}`, { ...state })] },
});

/** What a row of a role's part has beside it where AWS keeps the role. */
export const keptByAws = ownedBy('AWSServiceRoleForExample', { serviceLinked: true });

/** The same of the role that an organization makes in its accounts, with these inline policies; its trust is the expected one. */
export const keptByOrganization = (inline: Record<string, string> = {}) => ({
  ...ownedBy('OrganizationAccountAccessRole', {
    ...trust({ Principal: { AWS: `arn:aws:iam::${management}:root` } }),
    ...permissions({}, inline).state,
  }),
  configuration: { accounts: { [management]: { environment: null, dataClass: null, owner: null } } },
});
