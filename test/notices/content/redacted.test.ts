import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Redaction } from '../../../shared/core/notice-settings.ts';
import { findingNotice } from '../../../shared/notices/content/finding-notice.ts';
import { listNotice } from '../../../shared/notices/content/list-notice.ts';
import { redacted } from '../../../shared/notices/content/redacted.ts';
import type { Notice, Story } from '../../../shared/notices/notice.ts';
import { opened, sample } from './sample-story.ts';

const noticeOf = (...stories: readonly [Story, ...Story[]]): Notice =>
  findingNotice({ news: 'opened', stories, at: opened, timeZone: 'UTC' });

const whole = sample({
  message: 'alice as ml-engineer opened it to 444455556666',
  details: ['arn:aws:iam::444455556666:root may s3:GetObject *, from 203.0.113.10'],
  severitySteps: ['high by the control', 'raised: secret-reason'],
  placement: { environment: 'prod', dataClass: 'phi', owner: 'team-red' },
  policy: { statement: '{"Principal":"444455556666"}', witness: 'x', grants: ['y'] },
  openedBy: {
    name: 'alice',
    arn: 'arn:aws:sts::111122223333:assumed-role/ml-engineer/alice',
    through: 'the role ml-engineer',
    address: '203.0.113.10',
    isKnownNetwork: true,
    client: 'CLI',
  },
  remediation: { summary: 'Do.', command: "aws x --name 'arn:aws:iam::111122223333:role/r' --value Enabled" },
  links: [
    {
      label: 'Resource',
      url: 'https://console.aws.amazon.com/iam/home#/policies/details/arn%3Aaws%3Aiam%3A%3A111122223333%3Ax',
    },
    {
      label: 'CloudTrail event',
      url: 'https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/00000000-0000-4000-8000-000000000001',
    },
  ],
});

const storyIn = (notice: Notice): Story => {
  if (notice.kind !== 'finding') throw new Error('no finding');
  return notice.stories[0];
};

describe('what a route leaves out', () => {
  test('nothing, where it asks for nothing', () => expect(redacted(noticeOf(whole), [])).toEqual(noticeOf(whole)));

  test('accounts: ids and names, also in ARNs, commands and links; event ids stay', () => {
    const notice = redacted(noticeOf(whole), ['accounts']);
    const story = storyIn(notice);
    expect(JSON.stringify(notice)).not.toMatch(/111122223333|444455556666|ml-prod/);
    expect(story.account).toEqual({ id: '[account]' });
    expect(story.resource.arn).toBe('arn:aws:sagemaker:eu-central-1:[account]:notebook-instance/exploration');
    expect(story.links.map(({ label }) => label)).toEqual(['CloudTrail event']);
    expect(notice.headline).toBe(
      'alice created SageMaker notebook instance exploration in [account]: alice as ml-engineer opened it to [account]',
    );
    expect(story.evidence).toEqual([{ name: 'rootAccess', value: 'Enabled' }]);
  });

  test('evidence: what the control read, and what is made of it', () => {
    const notice = redacted(noticeOf(whole), ['evidence']);
    const story = storyIn(notice);
    expect(story).toMatchObject({
      message: whole.controlTitle,
      details: [],
      evidence: [],
      severitySteps: ['high by the control', 'raised'],
      remediation: { command: `sagewatch show ${whole.findingId}` },
    });
    expect(JSON.stringify(notice)).not.toMatch(/Enabled|444455556666|secret-reason/);
    expect(story.openedBy.name).toBe('alice');
  });

  test('people: names, ARNs, addresses, owners; not what they came with', () => {
    const waiver = { reason: 'asked by bela', requester: 'bela', approver: 'dana', until: opened };
    const notice = redacted(noticeOf({ ...whole, waiver, assignee: 'chen' }), ['people']);
    const story = storyIn(notice);
    expect(JSON.stringify(notice)).not.toMatch(/alice|bela|dana|chen|team-red|203\.0\.113\.10/);
    expect(story.openedBy).toEqual({ name: '[somebody]', isKnownNetwork: true, client: 'CLI' });
    expect(story.waiver?.reason).toBe('asked by [somebody]');
    expect(story.account).toEqual(whole.account);
  });

  test('who uses a resource is left out with people, and told without accounts', () => {
    const users = { names: ['IAM user alice', 'IAM role r-111122223333'], more: 0, isAll: true };
    const without = (redaction: 'people' | 'accounts') =>
      storyIn(redacted(noticeOf({ ...whole, account: { id: '111122223333' }, users }), [redaction])).users;
    expect(without('people')).toBe(undefined);
    expect(without('accounts')?.names).toEqual(['IAM user alice', 'IAM role r-[account]']);
  });

  test('a team of the configuration is left out, its name stays in other texts', () => {
    const owned = { ...whole, placement: { ...whole.placement, owner: 'security' }, message: 'No security group' };
    const shown = (ownedBy: 'tag' | 'default') => {
      const { placement, message } = storyIn(redacted(noticeOf({ ...owned, ownedBy }), ['people']));
      return [placement.owner, message];
    };
    expect(shown('default')).toEqual([null, 'No security group']);
    expect(shown('tag')).toEqual([null, 'No [somebody] group']);
  });

  test('a service and nobody are no people', () => {
    const openedBy = { name: 'sagemaker.amazonaws.com', address: 'sagemaker.amazonaws.com' };
    expect(storyIn(redacted(noticeOf({ ...whole, openedBy }), ['people'])).openedBy).toEqual(openedBy);
  });

  test('it stays the same notice', () => {
    const notice = noticeOf(whole);
    const { id, conversation, severity, at } = redacted(notice, ['accounts', 'evidence', 'people']);
    expect({ id, conversation, severity, at }).toEqual({
      id: notice.id,
      conversation: notice.conversation,
      severity: notice.severity,
      at: notice.at,
    });
  });

  test('of a list', () => {
    const notice = listNotice({
      about: 'gathered',
      key: 'k',
      listed: [
        {
          findingId: '0123',
          severity: 'high',
          controlTitle: 'Title',
          resource: 'alice-notebook-111122223333',
          account: 'ml-prod',
          region: 'eu-central-1',
          status: 'open',
        },
      ],
      who: { name: 'alice', arn: 'arn:aws:iam::111122223333:user/alice' },
      remarks: ['alice said so in ml-prod'],
      command: 'sagewatch findings --account 111122223333',
      at: opened,
      timeZone: 'UTC',
    });
    const left = redacted(notice, ['accounts', 'people']);
    expect(JSON.stringify(left)).not.toMatch(/alice|111122223333|ml-prod/);
    expect(left.headline).toBe('1 finding (1 high) by [somebody] of one control: Title');
    expect(left.id).toBe(notice.id);
  });
});

/** Texts that stand for nothing else in a notice, and are spelled otherwise in URLs, JSON and shells. */
const marked = (mark: string) =>
  fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...Array.from(`aZ9 '"\\/&%=+@.<>$*?[(|é😀`)), maxLength: 12 }),
      fc.stringMatching(/^[a-z]{6}$/),
    )
    .map(([odd, word]) => `${mark}${odd}${word}`);

test('no account, no person and no evidence survives anywhere', () =>
  fc.assert(
    fc.property(
      fc.stringMatching(/^[1-9][0-9]{11}$/),
      marked('Zq'),
      marked('Kw'),
      marked('Xv'),
      fc.subarray<Redaction>(['accounts', 'evidence', 'people'], { minLength: 1 }),
      (account, person, accountName, value, redactions) => {
        const story = sample({
          account: { id: account, name: accountName },
          resource: { ...whole.resource, arn: `arn:aws:x::${account}:user/${person}`, name: `${person} ${account}` },
          message: `${person} in ${account} (${accountName}) set ${value}`,
          details: [`${person} may ${value}`],
          evidence: [{ name: 'v', value: JSON.stringify({ v: value, by: person, of: account }) }],
          policy: { statement: JSON.stringify({ Principal: account, v: value }), witness: value, grants: [value] },
          severitySteps: ['high by the control', `raised: ${value}`],
          openedBy: { name: person, arn: `arn:aws:sts::${account}:assumed-role/r/${person}`, address: '203.0.113.10' },
          resolvedBy: { name: person },
          assignee: person,
          remediation: {
            summary: 'Do.',
            command: `aws x --name '${person.replaceAll("'", `'\\''`)}' --account ${account} ${redactions.includes('evidence') ? value : ''}`,
          },
          links: [
            {
              label: 'Resource',
              url: `https://x.example/${encodeURIComponent(person)}/${account}/${encodeURIComponent(accountName)}`,
            },
          ],
        });
        const notice = redacted(noticeOf(story), redactions);
        const texts: string[] = [];
        JSON.stringify(notice, (_, each: unknown) => {
          if (typeof each === 'string') texts.push(each);
          return each;
        });
        const all = texts.join('\n').toLowerCase();
        const gone: Record<Redaction, readonly string[]> = {
          accounts: [account, accountName],
          evidence: [value],
          people: [person, '203.0.113.10'],
        };
        for (const each of redactions.flatMap((redaction) => gone[redaction])) {
          expect(all).not.toContain(each.toLowerCase());
          expect(all).not.toContain(encodeURIComponent(each).toLowerCase());
          expect(all).not.toContain(JSON.stringify(each).slice(1, -1).toLowerCase());
        }
      },
    ),
  ));
