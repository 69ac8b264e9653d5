import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sesServer from 'aws-ses-v2-local';
import { expect } from 'vitest';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { publishConfiguration } from '../../shared/app/service/published-configuration.ts';
import { controls } from '../../shared/catalogue.ts';
import { readConfiguration } from '../../shared/configuration/read.ts';
import type { Store } from '../../shared/ports.ts';
import { stage, type Deployed } from './deployed.ts';
import { subscribed } from './reading.ts';

/** Its declarations are those of an ES module, which it is not. */
const localSes = sesServer as unknown as (options: { port: number }) => Promise<Server>;

interface Arrived {
  subject: string;
  body: { html: string; text: string };
}

const publish = async (store: Store, ...more: readonly string[]): Promise<void> => {
  const text = [readFileSync('examples/sagewatch.yml', 'utf8'), ...more].join('\n');
  const read = readConfiguration(text, 'sagewatch.yml', { controls });
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  await publishConfiguration(store, { text, document: read.document, at: systemClock.now(), by: 'test' });
};

/** The packaged function hands digests out: to the topic as long as nobody can be written to, by mail from then on, once a week. */
export const handsOutDigests = async (service: Deployed, store: Store): Promise<void> => {
  const { FINDINGS_TOPIC = '' } = await service.environmentOf(`sagewatch-${stage}-digest`);
  const published = await subscribed(FINDINGS_TOPIC);
  await store.write('digest begins', { at: 0 }, 0);
  const first = await service.start('digest');
  await first.invoke({});
  const [bulletin] = await published();
  expect(bulletin?.Subject, first.written().slice(-3_000)).toMatch(/^Sagewatch \d{4}-W\d\d: \d+ critical open, /);
  expect(JSON.parse(bulletin?.Message ?? '')).toMatchObject({ type: 'digest', audience: 'all' });
  expect(bulletin?.MessageAttributes['transition']?.Value).toBe('digest');
  await first.invoke({});
  expect(await published()).toEqual([]);

  await publish(
    store,
    'email: { from: sagewatch@example.com }',
    'digest: { audiences: [{ name: everybody, to: [team@example.com] }] }',
  );
  const ses = await localSes({ port: 0 });
  const address = `http://127.0.0.1:${(ses.address() as AddressInfo).port}`;
  // moto tells nothing of the mails that it took, as soon as it has a function.
  const second = await service.start('digest', { AWS_ENDPOINT_URL_SESV2: address });
  await second.invoke({});
  const arrived = async () => ((await (await fetch(`${address}/store`)).json()) as { emails: Arrived[] }).emails;
  const [mail] = await arrived();
  expect(mail?.subject, second.written().slice(-3_000)).toMatch(/: \d+ critical open, \d+ new, \d+ resolved/);
  expect(mail?.body.text).toContain('The watchdog itself');
  expect(second.written()).not.toContain('could not be painted');
  // The pictures have come with it, and stand where the mail shows them.
  expect(mail?.body.html.match(/src="(cid:|data:image\/png)[^"]/g)).toHaveLength(2);
  await second.invoke({});
  expect(await arrived()).toHaveLength(1);
  ses.close();
};
