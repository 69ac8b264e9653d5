import { assess } from '../../shared/app/assess.ts';
import { digestFacts } from '../../shared/app/digest/facts.ts';
import { localHealth } from '../../shared/app/digest/health.ts';
import { handOutDigests } from '../../shared/app/digest/send.ts';
import { deliver } from '../../shared/app/service/deliver.ts';
import { gaugesOf } from '../../shared/app/service/gauges.ts';
import type { NoticeMessage } from '../../shared/app/service/messages.ts';
import { handOnWaiting } from '../../shared/app/service/notices.ts';
import { publishedGauges } from '../../shared/app/service/published-gauges.ts';
import { beginReconciling, reconcile } from '../../shared/app/service/reconcile.ts';
import { listResources, sweepMessages, sweptTypes } from '../../shared/app/service/sweep.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { minutes } from '../../shared/core/instant.ts';
import type { Locality } from '../../shared/ports.ts';
import { record } from '../fixtures/record.ts';
import { meteredService, type Metered, type Used } from './metered.ts';

const account = '111122223333';
const keyArn = `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const roleName = 'sagewatch-prod-eu-central-1-canary';
const roleArn = `arn:aws:iam::${account}:role/${roleName}`;
const start = Date.parse('2026-11-20T12:00:00Z');

/** What comes of a canary's two changes. */
const canaryEvents = (hour: number) => {
  const eventTime = new Date(start + hour * minutes(60)).toISOString().replace('.000', '');
  const tags = [{ tagKey: 'sagewatch:canary', tagValue: eventTime }];
  const own = { userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/${roleName}/canary` } };
  return [
    { eventSource: 'kms.amazonaws.com', eventName: 'TagResource', requestParameters: { keyId: keyArn, tags } },
    {
      eventSource: 'iam.amazonaws.com',
      eventName: 'TagRole',
      awsRegion: 'us-east-1',
      requestParameters: { roleName, tags: tags.map(({ tagKey, tagValue }) => ({ key: tagKey, value: tagValue })) },
    },
  ].map((each) => ({ 'detail-type': 'AWS API Call via CloudTrail', detail: record({ ...own, ...each, eventTime }) }));
};

const canaryComes = async ({ assessing, work }: Metered, hour: number): Promise<void> => {
  for (const [index, event] of canaryEvents(hour).entries()) {
    await deliver({ id: `canary-${hour}-${index}`, body: JSON.stringify(event) }, { ...assessing, work });
  }
};

/** As functions/reconcile does it. */
const beginHour = async (service: Metered, localities: readonly Locality[]): Promise<void> => {
  const { store, clock, work, assessing, queue } = service;
  await beginReconciling(localities, { store, clock, work });
  const { gauges, waited, kept } = await gaugesOf({
    store,
    clock,
    configuration: defaultConfiguration,
    aliasesOf: () => [],
    canaries: [keyArn, roleArn],
    localities,
  });
  await handOnWaiting((id) => waited.has(id), { store, notices: queue<NoticeMessage>() });
  const worth = await publishedGauges(gauges, { store });
  await assess([], [], assessing, { ...kept, ...worth.kept });
  await store.mend();
};

/** What the hourly job asked for: each place compared with a memory that has nothing. */
const compareAll = async ({ assessing, work, queue }: Metered): Promise<void> => {
  for (const message of work.take()) {
    if (message.kind !== 'reconcile') continue;
    const history = { page: async () => ({ records: [], next: undefined }) };
    await reconcile(message, { ...assessing, work, history, events: queue<unknown>() });
  }
};

/** What an hour costs in which nothing happens but Sagewatch itself: its canary, its hourly job, and what that asks for. */
export const countedHour = async (places: number): Promise<{ canary: Used; hour: Used }> => {
  const service = meteredService(defaultConfiguration, start);
  const localities = Array.from({ length: places }, (_, n) => ({ account, region: `eu-west-${n + 1}` }));
  const hour = async (): Promise<void> => {
    await beginHour(service, localities);
    await compareAll(service);
  };
  // The third is like all that follow.
  for (const n of [0, 1]) {
    service.at(start + n * minutes(60));
    await canaryComes(service, n);
    await hour();
  }
  service.at(start + 2 * minutes(60));
  const canary = (await service.count(() => canaryComes(service, 2))).used;
  return { canary, hour: (await service.count(hour)).used };
};

/** What the hourly look whether a digest is due costs, where everybody has it. */
export const countedDigestLook = async (): Promise<Used> => {
  const { store, clock, count } = meteredService(defaultConfiguration, start);
  await store.write('digest begins', { at: 0 }, 0);
  const delivered = async () => ({ kind: 'delivered' as const });
  const look = async (): Promise<void> => {
    await handOutDigests({
      book: store,
      clock,
      settings: defaultConfiguration.notices,
      mailer: { send: delivered },
      board: { publish: delivered },
      facts: async (week) =>
        digestFacts(week, {
          store,
          clock,
          configuration: defaultConfiguration,
          controls: [],
          accounts: [account],
          partition: 'aws',
          health: async () => localHealth(store),
        }),
      painter: async () => () => new Uint8Array(),
      onUnpainted: () => {},
    });
  };
  await look();
  return (await count(look)).used;
};

/** What a list of the daily look costs that finds nothing, apart from asking AWS. */
export const countedList = async (): Promise<Used> => {
  const { assessing, work, count } = meteredService(defaultConfiguration, start);
  const [message] = sweepMessages(
    sweptTypes(assessing.catalogue.types.values()),
    () => [{ account, region: 'eu-west-1' }],
    's',
  );
  if (!message) throw new Error('nothing is swept');
  const list = async (): Promise<void> => {
    await listResources(message, {
      ...assessing,
      work,
      version: 'one',
      lister: { list: async () => ({ kind: 'listed', resources: [], next: undefined }) },
      backlog: { age: async () => undefined },
    });
  };
  await list();
  return (await count(list)).used;
};
