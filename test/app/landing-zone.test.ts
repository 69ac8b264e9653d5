import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { RecordFixture } from '../controls/cases.ts';
import { allowing, ofAws } from '../controls/identity-center.ts';
import { record } from '../fixtures/record.ts';
import { moves } from '../fixtures/story.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const [management, stranger] = ['444455556666', '999988887777'];
const configuration = {
  ...defaultConfiguration,
  accounts: { [management]: { environment: null, dataClass: null, owner: null } },
};
const roleName = 'OrganizationAccountAccessRole';
const trusting = (...accounts: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: accounts.map((id) => `arn:aws:iam::${id}:root`) },
        Action: 'sts:AssumeRole',
      },
    ],
  });
const iam = (eventName: string, requestParameters: object): RecordFixture => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters: { roleName, ...requestParameters },
});
const made = (...accounts: string[]) => iam('CreateRole', { assumeRolePolicyDocument: trusting(...accounts) });
const attached = iam('AttachRolePolicy', { policyArn: ofAws('AdministratorAccess') });
const trusted = (...accounts: string[]) => iam('UpdateAssumeRolePolicy', { policyDocument: trusting(...accounts) });

const listed = 'iam/landing-zone-role';
const ordinary = 'iam/administrator-policy-attachment';

const story = async (...calls: RecordFixture[]) => {
  const dog = watchdog({ configuration });
  const { transitions } = await dog.feed(
    ...calls.map((call, minute) =>
      record({ ...call, eventTime: `2026-11-02T09:${String(minute).padStart(2, '0')}:00Z` }),
    ),
  );
  const open = (await dog.findings()).filter(({ status }) => status === 'open');
  return { transitions, open: open.map(({ controlId, severity }) => `${controlId} ${severity}`).toSorted() };
};

test('the administrator that an organization makes is listed once, and by nothing else', async () => {
  const { transitions, open } = await story(made(management), attached);
  expect(transitions.map(({ finding }) => finding.controlId)).toEqual([listed]);
  expect(open).toEqual([`${listed} low`]);
});

test('so it is where an inline policy gives everything, which other controls would object to as well', async () => {
  const { transitions } = await story(
    made(management),
    iam('PutRolePolicy', { policyName: 'AdministratorAccess', policyDocument: allowing('*') }),
  );
  expect(transitions.map(({ finding }) => finding.controlId)).toEqual([listed]);
});

test('somebody who is trusted besides makes it another role: it is judged in full, until that is taken back', async () => {
  const besides = await story(made(management), attached, trusted(management, stranger));
  expect(besides.open).toEqual([`${ordinary} high`, 'iam/role-trust-external-account medium']);
  expect(moves(besides.transitions, listed)).toEqual([
    'opened 2026-11-02T09:01:00',
    'resolved 2026-11-02T09:02:00 mended',
  ]);
  const back = await story(made(management), attached, trusted(management, stranger), trusted(management));
  expect(back.open).toEqual([`${listed} low`]);
});

test('a role whose trust nobody has seen, or that trusts an account nobody told of, is judged in full', async () => {
  expect((await story(attached)).open).toEqual([`${ordinary} high`]);
  expect((await story(made(stranger), attached)).open).toEqual([
    `${ordinary} high`,
    'iam/role-trust-external-account medium',
  ]);
  // Of this one nobody knows whether it has other policies, or a boundary.
  expect((await story(trusted(management), attached)).open).toEqual([`${ordinary} high`]);
});

test('what a landing-zone role holds that is no administrator is judged like any other role', async () => {
  const passing = iam('PutRolePolicy', { policyName: 'Pass', policyDocument: allowing('iam:PassRole') });
  expect((await story(made(management), passing)).open).toEqual(['iam/inline-policy low', 'iam/policy-pass-role high']);
  expect((await story(made(management), passing, attached)).open).toEqual([`${listed} low`]);
});
