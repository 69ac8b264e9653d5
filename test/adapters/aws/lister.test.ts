import { expect, test } from 'vitest';
import { awsLister } from '../../../shared/adapters/aws/readers/lister.ts';
import { typeNamed } from './answering.ts';

const place = { account: '111122223333', region: 'us-east-1' };

/** A page of a list, as an AWS that answers so tells it; with what it was asked. */
const listed = async (name: string, answer: object | Error, page?: string) => {
  const asked: object[] = [];
  const send = async ({ input }: { input: object }) => {
    asked.push(input);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, outcome: await awsLister(async () => ({ send })).list(typeNamed(name), place, page) };
};

test('permission sets are listed as they are provisioned, each with its role in the account', async () => {
  const path = `arn:aws:iam::${place.account}:role/aws-reserved/sso.amazonaws.com`;
  const names = ['AWSReservedSSO_DataAdmin_c194f596bcea55cc', 'AWSReservedSSO_Read_Only_0123456789abcdef', 'Other'];
  const { asked, outcome } = await listed(
    'sso/provisioned-permission-set',
    {
      Roles: names.map((RoleName) => ({ RoleName, Arn: `${path}/eu-central-1/${RoleName}` })),
      IsTruncated: true,
      Marker: 'more',
    },
    'a page',
  );
  const [admin, reader] = names.map((name) => `arn:aws:iam::${place.account}:role/${name}`) as [string, string];
  expect(outcome).toEqual({
    kind: 'listed',
    resources: [
      { arn: 'arn:aws:sso:::provisioned-permission-set/DataAdmin', state: { '+roles': { [admin]: admin } } },
      { arn: 'arn:aws:sso:::provisioned-permission-set/Read_Only', state: { '+roles': { [reader]: reader } } },
    ],
    next: 'more',
  });
  expect(asked).toEqual([{ Marker: 'a page', MaxItems: 1_000, PathPrefix: '/aws-reserved/sso.amazonaws.com/' }]);
});

test('what may not be listed, and what there is no list of, is not none', async () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  expect((await listed('sso/provisioned-permission-set', denied)).outcome).toEqual({
    kind: 'unavailable',
    reason: `the permission iam:ListRoles is missing in account ${place.account}`,
    permission: 'iam:ListRoles',
  });
  expect((await listed('sso/permission-set', {})).outcome).toEqual({
    kind: 'unavailable',
    reason: 'there is no list of sso/permission-set',
  });
});
