import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { emailChannel } from '../../../../shared/adapters/aws/channels/email.ts';
import type { Ses } from '../../../../shared/adapters/aws/ses.ts';
import { findingNotice } from '../../../notices/notices.ts';

describe('mail', () => {
  const mails = () => {
    const sent: { from: string | undefined; to: string[]; set: string | undefined; data: Uint8Array }[] = [];
    const client: Ses = {
      send: async ({ input: { FromEmailAddress, Destination, Content, ConfigurationSetName } }) => {
        sent.push({
          from: FromEmailAddress,
          to: Destination?.ToAddresses ?? [],
          set: ConfigurationSetName,
          data: Content?.Raw?.Data ?? new Uint8Array(),
        });
        return { MessageId: '1' };
      },
    };
    return { sent, client };
  };

  test('what is sent', async () => {
    const { sent, client } = mails();
    const channel = emailChannel(client, {
      from: 'sagewatch@example.com',
      to: ['team@example.com'],
      configurationSet: 'sagewatch-prod',
      unsubscribeUrl: 'https://example.com/unsubscribe',
    });
    expect(await channel.send(findingNotice(), {})).toEqual({ kind: 'delivered' });
    expect(sent.map(({ to, set }) => ({ to, set }))).toEqual([{ to: ['team@example.com'], set: 'sagewatch-prod' }]);
    const read = await simpleParser(Buffer.from(sent[0]?.data ?? []));
    const lines = new Map(read.headerLines.map(({ key, line }) => [key, line.replaceAll(/\s+/g, ' ')]));
    expect(lines.get('list-unsubscribe')).toBe(
      'List-Unsubscribe: <https://example.com/unsubscribe>, <mailto:sagewatch@example.com?subject=unsubscribe>',
    );
    expect(lines.get('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(lines.get('auto-submitted')).toBe('Auto-Submitted: auto-generated');
    expect(read.subject).toBe(`[critical] opened: ${findingNotice().headline}`);
  });
  test.each([
    ['sagewatch@example.com', '"Sagewatch" <sagewatch@example.com>'],
    ['ML compliance <sagewatch@example.com>', '"ML compliance" <sagewatch@example.com>'],
    ['Überwachung <sagewatch@example.com>', '"Überwachung" <sagewatch@example.com>'],
  ])('from %s, as the configuration may name it', async (from, shown) => {
    const { sent, client } = mails();
    expect(await emailChannel(client, { from, to: ['b@example.com'] }).send(findingNotice(), {})).toEqual({
      kind: 'delivered',
    });
    expect(sent.map((mail) => mail.from)).toEqual(['sagewatch@example.com']);
    const read = await simpleParser(Buffer.from(sent[0]?.data ?? []));
    expect(read.from?.text).toBe(shown);
    expect(read.messageId).toMatch(/@example\.com>$/);
    expect(String(read.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line)).toContain(
      '<mailto:sagewatch@example.com?subject=unsubscribe>',
    );
  });
  test('news of one conversation is one in mail programs', async () => {
    const { sent, client } = mails();
    const channel = emailChannel(client, { from: 'a@example.com', to: ['b@example.com'] });
    for (const id of ['1', '2']) await channel.send(findingNotice({ id }), {});
    const read = await Promise.all(sent.map(({ data }) => simpleParser(Buffer.from(data))));
    expect(new Set(read.map(({ references }) => String(references))).size).toBe(1);
    expect(new Set(read.map(({ messageId }) => messageId)).size).toBe(2);
  });
  test('fifty recipients a mail; what is no address gets none', async () => {
    const { sent, client } = mails();
    const to = Array.from({ length: 60 }, (_, index) => `p${index}@example.com`);
    const bad = ['x@example.com\r\nBcc: y@example.com', 'a@b, c@d', '<a@b>', 'nobody', ''];
    await emailChannel(client, { from: 'a@example.com', to: [...bad, ...to] }).send(findingNotice(), {});
    expect(sent.map((mail) => mail.to.length)).toEqual([50, 10]);
    expect(sent.flatMap((mail) => mail.to)).toEqual(to);
  });
  test.each([
    [null, ['b@example.com'], 'no sender of mail is configured: email.from in sagewatch.yml'],
    ['a@example.com\nBcc: x', ['b@example.com'], 'the sender (email.from in sagewatch.yml) is no address of mail'],
    [
      'Sage\nBcc: x <a@example.com>',
      ['b@example.com'],
      'the sender (email.from in sagewatch.yml) is no address of mail',
    ],
    [
      'Sagewatch <a@example.com> <b@example.com>',
      ['b@example.com'],
      'the sender (email.from in sagewatch.yml) is no address of mail',
    ],
    ['a@example.com', ['nobody'], 'nobody is named whom mail can be sent to'],
  ])('from %j to %j: %s', async (from, to, reason) => {
    const { sent, client } = mails();
    expect(await emailChannel(client, { from, to }).send(findingNotice(), {})).toEqual({ kind: 'refused', reason });
    expect(sent).toEqual([]);
  });
});
