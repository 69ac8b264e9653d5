import * as z from 'zod';
import { assess, type Assessed } from '../../../shared/app/assess.ts';
import { intake } from '../../../shared/app/intake.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import { defineControl } from '../../../shared/core/control.ts';
import { defineResourceType, refer, unset } from '../../../shared/core/resource-type.ts';
import { textOf } from '../../../shared/core/trail-record.ts';
import { fail, pass } from '../../../shared/core/verdict.ts';
import type { Store } from '../../../shared/ports.ts';
import { record } from '../../fixtures/record.ts';

/** Types and controls of no real service, so that what a store costs does not change with the catalogue. */
const key = defineResourceType({
  name: 'small/key',
  cloudFormationType: null,
  state: z.object({ enabled: z.boolean() }),
  nameOf: ({ name }) => textOf(name),
  arnOf: (name, { partition, region, account }) => `arn:${partition}:small:${region}:${account}:key/${name}`,
  eventSource: 'small.amazonaws.com',
  events: { CreateKey: 'create', UpdateKey: 'update' },
});

const server = defineResourceType({
  name: 'small/server',
  cloudFormationType: null,
  state: z.object({ key: unset(z.string()), role: unset(z.string()), open: z.boolean(), size: z.string() }),
  nameOf: ({ name }) => textOf(name),
  arnOf: (name, { partition, region, account }) => `arn:${partition}:small:${region}:${account}:server/${name}`,
  eventSource: 'small.amazonaws.com',
  events: { CreateServer: 'create', UpdateServer: 'update' },
  references: { key: ({ key: name }) => refer('small/key', name), role: ({ role }) => refer('small/role', role) },
});

const run = defineResourceType({
  name: 'small/run',
  cloudFormationType: null,
  state: z.object({ open: z.boolean() }),
  nameOf: ({ name }) => textOf(name),
  arnOf: (name, { partition, region, account }) => `arn:${partition}:small:${region}:${account}:run/${name}`,
  eventSource: 'small.amazonaws.com',
  events: { StartRun: 'run' },
  workloadOf: () => 'nightly',
});

const described = {
  severity: 'high' as const,
  rationale: 'A control of the tests.',
  requirements: {},
  remediation: { summary: 'Close it.', command: () => 'close' },
};

const open = defineControl({
  ...described,
  id: 'small/server-open',
  title: 'Servers and runs are closed',
  appliesTo: [server, run],
  reads: ['open'],
  evaluate: (state) => (state['open'] ? fail('it is open to everybody who comes by') : pass),
});

const usable = defineControl({
  ...described,
  id: 'small/server-key',
  title: 'Servers have a key that is enabled',
  appliesTo: server,
  reads: ['key'],
  follows: { key: ['enabled'] },
  evaluate: (_, { related }) =>
    related['key']?.some(({ state }) => state['enabled'] === false) ? fail('its key is disabled') : pass,
});

const catalogue = catalogueOf([key, server, run], [open, usable], defaultConfiguration);

const start = Date.UTC(2026, 10, 2, 9);

/** A call of the small service, so many seconds after the first. */
export const call = (second: number, eventName: string, requestParameters: object) =>
  record({
    eventSource: 'small.amazonaws.com',
    eventName,
    requestParameters,
    eventTime: new Date(start + second * 1_000).toISOString().replace('.000', ''),
  });

/** Takes records of the small service into a store, one batch. */
export const taken = async (store: Store, ...records: readonly object[]): Promise<Assessed> => {
  const events = records.map((value) => {
    const outcome = intake(value, catalogue);
    if ('event' in outcome) return outcome.event;
    throw new Error('quarantine' in outcome ? outcome.quarantine : 'outside');
  });
  return assess(events, [], {
    store,
    clock: { now: () => start + 86_400_000 },
    saved: { state: () => undefined },
    catalogue,
    configuration: defaultConfiguration,
  });
};
