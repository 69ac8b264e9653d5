import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type sesLocal from 'aws-ses-v2-local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailChannel } from '../../../../shared/adapters/aws/channels/email.ts';
import { letterOf } from '../../../../shared/notices/channels/email.ts';
import { findingNotice } from '../../../notices/notices.ts';

type Ses = typeof sesLocal;
const { default: serve } = createRequire(import.meta.url)('aws-ses-v2-local') as { default: Ses['default'] };

interface Kept {
  from: string;
  destination: { to: string[] };
  subject: string;
  body: { html: string; text: string };
}

let server: Awaited<ReturnType<typeof serve>>;
let endpoint: string;
beforeAll(async () => {
  server = await serve({ host: '127.0.0.1', port: 0 });
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('mail by the SDK, read back from a SES of one’s own', async () => {
  const client = new SESv2Client({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const channel = emailChannel(client, { from: 'sagewatch@example.com', to: ['team@example.com'] });
  const notice = findingNotice({ headline: 'Zoë opened "exploration" <b>&amp;</b> to everybody.' });
  expect(await channel.send(notice, {})).toEqual({ kind: 'delivered' });
  const { emails } = (await (await fetch(`${endpoint}/store`)).json()) as { emails: Kept[] };
  const { subject, text, html } = letterOf(notice);
  expect(emails.map((mail) => [mail.from, mail.destination.to, mail.subject])).toEqual([
    ['"Sagewatch" <sagewatch@example.com>', ['team@example.com'], subject],
  ]);
  expect(emails[0]?.body.text.trim()).toBe(text.trim());
  expect(emails[0]?.body.html.trim()).toBe(html.trim());
  client.destroy();
});
