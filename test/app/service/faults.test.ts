import { describe, expect, test } from 'vitest';
import { localFiles } from '../../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { deliver, type Delivering } from '../../../shared/app/service/deliver.ts';
import type { WorkMessage } from '../../../shared/app/service/messages.ts';
import { controls, resourceTypes } from '../../../shared/catalogue.ts';
import { readLog } from '../../../shared/cloudtrail/log-file.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import type { Batch, Store } from '../../../shared/ports.ts';

/** What an event goes through on its way, and may stop at. */
const boundaries = ['begin', 'kept', 'commit', 'send'] as const;
type Boundary = (typeof boundaries)[number];

/**
 * `before`: throttled, or out of reach, or killed on the way there: nothing was done. `after`: it was done, and the answer was
 * lost: a time-out, or killed on the way back. `redelivered`: nothing failed, and the message comes again all the same.
 */
const faults = ['before', 'after', 'redelivered'] as const;
type Fault = (typeof faults)[number];

const bodies: string[] = [];
for await (const file of (await localFiles(['examples/trail'])).files) {
  for await (const items of readLog(file.open())) {
    for (const item of items) if (item.kind === 'record') bodies.push(asDelivered(item.value));
  }
}

function asDelivered(value: unknown): string {
  const isEvent = typeof value === 'object' && value !== null && 'detail-type' in value;
  return JSON.stringify(isEvent ? value : { 'detail-type': 'AWS API Call via CloudTrail', detail: value });
}

class Trouble extends Error {}

/** Of every so many-th message, the first passage of a boundary is troubled. */
const troubled = (boundary: Boundary, fault: Fault, every: number) => {
  let isDue = false;
  return {
    message: (index: number) => {
      isDue = (index + 1) % every === 0;
    },
    pass: async <Result>(at: Boundary, work: () => Promise<Result>): Promise<Result> => {
      const strikes = isDue && at === boundary;
      if (strikes) isDue = false;
      if (strikes && fault === 'before') throw new Trouble(`${at} was not reached`);
      const result = await work();
      if (strikes && fault === 'after') throw new Trouble(`${at} did not answer`);
      return result;
    },
  };
};

type Pass = ReturnType<typeof troubled>['pass'];

const troubledBatch = (batch: Batch, pass: Pass): Batch => ({
  ...batch,
  kept: (keys) => pass('kept', () => batch.kept(keys)),
  commit: (work) => pass('commit', () => batch.commit(work)),
});

const troubledStore = (store: Store, pass: Pass): Store => ({
  ...store,
  begin: async (keys) => {
    let begun: Batch | undefined;
    try {
      return await pass('begin', async () => {
        begun = await store.begin(keys);
        return troubledBatch(begun, pass);
      });
    } catch (error) {
      // Who dies with a batch in hand leaves nothing of it.
      await begun?.abandon();
      throw error;
    }
  },
});

/** Delivers the week, every message until it was taken; what the queue of work was sent, and what is in the store then. */
const delivered = async (boundary: Boundary, fault: Fault, every: number) => {
  const trouble = troubled(boundary, fault, every);
  const store = sqliteStore(':memory:');
  const sent = new Set<string>();
  const delivering: Delivering = {
    store: troubledStore(store, trouble.pass),
    clock: { now: () => Date.parse('2026-11-16T06:00:00Z') },
    saved: { state: () => undefined },
    catalogue: catalogueOf(resourceTypes, controls, defaultConfiguration),
    configuration: defaultConfiguration,
    work: {
      send: (messages: readonly WorkMessage[]) =>
        trouble.pass('send', async () => {
          for (const message of messages) if (message.kind === 'read') sent.add(message.arn);
        }),
    },
  };
  let failures = 0;
  for (const [index, body] of bodies.entries()) {
    trouble.message(index);
    for (let attempt = 1; ; attempt++) {
      try {
        await deliver({ id: String(index), body }, delivering);
        if (fault !== 'redelivered' || attempt > 1 || (index + 1) % every !== 0) break;
        failures++;
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        failures++;
        if (attempt > 2) throw new Error('it never gets through', { cause: error });
      }
    }
  }
  const findings = await Array.fromAsync(store.findings({}));
  const transitions = (await Promise.all(findings.map(({ id }) => store.transitionsOf(id)))).flat();
  return {
    failures,
    findings: findings.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    transitions: transitions.map(({ id, change, at }) => `${id} ${change} ${at}`).toSorted(),
    sent,
  };
};

describe('whatever fails on the way, nothing is lost and nothing is told twice', async () => {
  const undisturbed = await delivered('begin', 'before', Infinity);
  test('undisturbed, the week comes to findings', () => {
    expect(undisturbed.failures).toBe(0);
    expect(undisturbed.findings.length).toBeGreaterThan(50);
    expect(new Set(undisturbed.transitions).size).toBe(undisturbed.transitions.length);
  });
  const rows = boundaries.flatMap((boundary) => faults.map((fault) => ({ boundary, fault })));
  test.each(rows)('$boundary, $fault', async ({ boundary, fault }) => {
    const { failures, findings, transitions, sent } = await delivered(boundary, fault, 3);
    expect(failures).toBeGreaterThan(5);
    expect(findings).toEqual(undisturbed.findings);
    expect(transitions).toEqual(undisturbed.transitions);
    // Reads may be asked for once more than needed, and never once less.
    expect([...undisturbed.sent].filter((arn) => !sent.has(arn))).toEqual([]);
  });
});
