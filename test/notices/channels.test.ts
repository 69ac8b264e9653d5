import { describe, expect, test } from 'vitest';
import { noticeLines } from '../../cli/render/notice.ts';
import { painter } from '../../cli/render/text.ts';
import { letterOf } from '../../shared/notices/channels/email.ts';
import { slackMessage } from '../../shared/notices/channels/slack.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import { blockKitFaults } from './block-kit.ts';
import { findingNotice, listed, listNotice, story, toldAt } from './notices.ts';

/** What a message of Slack shows, a line a part. */
const shown = (notice: Notice): string => {
  const texts = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(texts).join('');
    if (typeof value !== 'object' || value === null) return '';
    const { type, text, elements, fallback } = value as Record<string, unknown>;
    if (type === 'date') return String(fallback);
    if (typeof text === 'string') return text;
    if (type === 'rich_text_list') return (elements as unknown[]).map((each) => `- ${texts(each)}\n`).join('');
    return `${texts(text)}${texts(elements)}${type === 'rich_text_section' ? '' : '\n'}`;
  };
  return texts(slackMessage(notice).blocks);
};
const preformatted = (notice: Notice): string[] =>
  slackMessage(notice).blocks.flatMap((block) =>
    block.type === 'rich_text'
      ? block.elements.flatMap((element) =>
          element.type === 'rich_text_preformatted'
            ? element.elements.map((each) => (each.type === 'text' ? each.text : each.url))
            : [],
        )
      : [],
  );

const many = (count: number) => Array.from({ length: count }, (_, index) => story({ findingId: `finding-${index}` }));
const severalStories = (count: number) => {
  const [first = story(), ...others] = many(count);
  return findingNotice({ stories: [first, ...others] });
};

describe('Slack', () => {
  test('the command is what is pasted, whatever stars and quotes are in it', () => {
    const command = `aws iam put-role-policy --policy-document '{"Action":"s3:*","Resource":"*"}' --role-name \`x\` & < > _a_ ~b~`;
    const notice = findingNotice({ stories: [story({ remediation: { summary: 'Do it.', command } })] });
    expect(preformatted(notice)).toContain(command);
    expect(preformatted(notice)).toContain(story().waive);
  });
  test('a command that has no room is not cut but replaced by the one that shows it', () => {
    const command = `aws iam put-role-policy --policy-document '${'x'.repeat(5_000)}'`;
    const notice = findingNotice({ stories: [story({ remediation: { summary: 'Do it.', command } })] });
    expect(preformatted(notice)[0]).toBe('sagewatch show 9f1c2a7be04d');
    expect(shown(notice)).toContain('The command is too long for a notice; this shows it:');
  });
  test('a reader sees times by their own clock', () => {
    const dates = JSON.stringify(slackMessage(findingNotice()).blocks).match(/"type":"date","timestamp":\d+/g);
    expect(dates).toEqual([`"type":"date","timestamp":1793610843`, `"type":"date","timestamp":1793697243`]);
  });
  test('what a phone shows is escaped, and no markup', () => {
    const { text, mrkdwn, parse } = slackMessage(findingNotice({ headline: '<!channel> & *all*' }));
    expect({ text, mrkdwn, parse }).toEqual({
      text: '🔴 Critical: opened (prod): &lt;!channel&gt; &amp; *all*',
      mrkdwn: false,
      parse: 'none',
    });
  });
  test('what is resolved is a short reply', () => {
    const notice = findingNotice({
      news: 'resolved',
      headline: 'exploration gives no root access any more.',
      stories: [story({ resolvedAt: toldAt, resolvedBy: { name: 'Grace' }, resolution: 'mended' })],
    });
    expect(shown(notice)).toMatchInlineSnapshot(`
      "✅ Critical: resolved (prod)
      exploration gives no root access any more.

      - Resource: exploration (notebook instance)
      - ARN: arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration
      - Account: ml-prod (111122223333), prod, eu-central-1
      - Resolved: 2026-11-02 10:26 CET, after 12 min
      - How: mended
      - By: Grace
      - Control: sagemaker/notebook-root-access
      - Finding: 9f1c2a7be04d

      "
    `);
    expect(slackMessage(notice).blocks.length).toBe(3);
  });
  test('many findings of one change: ten are told, and how many more there are', () => {
    const message = slackMessage(severalStories(22));
    expect(blockKitFaults(message)).toEqual([]);
    const told = shown(severalStories(22)).match(/Finding: finding-\d+/g) ?? [];
    expect(shown(severalStories(22))).toContain(`and ${22 - told.length} more findings of this change`);
    expect(told.length).toBeGreaterThanOrEqual(5);
  });
  test('a list says how many more there are, those without room included', () => {
    expect(shown(listNotice())).toContain('and 12 more');
    const long = listNotice({ listed: Array.from({ length: 50 }, () => listed()), more: 12 });
    expect(shown(long)).toContain('and 32 more');
    expect(blockKitFaults(slackMessage(long))).toEqual([]);
  });
});

test('mail says all of it in text alone', () => {
  expect(letterOf(findingNotice()).text).toMatchInlineSnapshot(`
    "🔴 Critical: opened (prod)

    Ada Lovelace gave root access to the notebook instance exploration in ml-prod (prod).

    Resource: exploration (notebook instance)
    ARN: arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration
    Account: ml-prod (111122223333), prod, eu-central-1
    Who: Ada Lovelace through Scientist from 203.0.113.9 (unknown network) in the console
    When: 2026-11-02 10:14 CET, 12 min before this
    Severity: critical (high by the control; raised: production)
    Due: 2026-11-03 10:14 CET
    Data: phi
    Owner: team-vision

    What is wrong
    -------------
    Whoever opens the notebook is root on its machine.
    - RootAccess is Enabled

    Why it matters
    --------------
    Notebook instances give no root access. Root can turn off what watches the machine.

    Evidence
    --------
    rootAccess: Enabled

    What to do
    ----------
    Stop the notebook, turn root access off, start it.
        aws sagemaker update-notebook-instance --notebook-instance-name exploration --root-access Disabled --region eu-central-1
    Mind: The notebook has to be stopped for it.

    Console: https://eu-central-1.console.aws.amazon.com/sagemaker/home#/notebook-instances/exploration · CloudTrail event: https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home#/events/1
    Control: sagemaker/notebook-root-access
    Supports: nist-800-53-r5 AC-6
    Finding: 9f1c2a7be04d

    To waive it
    -----------
        sagewatch waive 9f1c2a7be04d --type risk-accepted --reason … --until 2026-12-02
    "
  `);
  expect(letterOf(listNotice()).text).toMatchInlineSnapshot(`
    "🟠 High: gathered

    Deployer made 14 models outside a VPC within 10 minutes.

    Findings: 14 high
    Who: Deployer with Terraform
    The account is ml-prod.

    - 🟠 high: Models run in a VPC fraud-scoring in ml-prod eu-central-1 (9f1c2a7be04d)
    - 🟠 high: Models run in a VPC churn in ml-prod eu-central-1 (0a1b2c3d4e5f)
    - and 12 more

    All of them
    -----------
        sagewatch findings --control sagemaker/model-vpc --account 111122223333
    "
  `);
});

test('a terminal says the same', () => {
  expect(noticeLines(findingNotice(), painter(false), 100).join('\n')).toMatchInlineSnapshot(`
    "🔴 critical: opened (prod)
    Ada Lovelace gave root access to the notebook instance exploration in ml-prod (prod).

      Resource  exploration (notebook instance)
      ARN       arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration
      Account   ml-prod (111122223333), prod, eu-central-1
      Who       Ada Lovelace through Scientist from 203.0.113.9 (unknown network) in the console
      When      2026-11-02 10:14 CET, 12 min before this
      Severity  critical (high by the control; raised: production)
      Due       2026-11-03 10:14 CET
      Data      phi
      Owner     team-vision

    What is wrong
      Whoever opens the notebook is root on its machine.
      • RootAccess is Enabled

    Why it matters
      Notebook instances give no root access. Root can turn off what watches the machine.

    Evidence
      rootAccess  Enabled

    What to do
      Stop the notebook, turn root access off, start it.
      aws sagemaker update-notebook-instance --notebook-instance-name exploration --root-access Disabled --region eu-central-1
      Mind: The notebook has to be stopped for it.

      Console:
      https://eu-central-1.console.aws.amazon.com/sagemaker/home#/notebook-instances/exploration
      CloudTrail event: https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home#/events/1
      Control   sagemaker/notebook-root-access
      Supports  nist-800-53-r5 AC-6
      Finding   9f1c2a7be04d

    To waive it
      sagewatch waive 9f1c2a7be04d --type risk-accepted --reason … --until 2026-12-02
    "
  `);
});
