import { expect, test } from 'vitest';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { replay } from '../../shared/app/replay.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { Store } from '../../shared/ports.ts';
import { record } from '../fixtures/record.ts';

const notebook = record({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateNotebookInstance',
  requestParameters: { notebookInstanceName: 'exploration', roleArn: 'arn:aws:iam::111122223333:role/notebook' },
});

/** A store of which somebody else is first so many times. */
const contended = (times: number): Store => {
  const store = sqliteStore(':memory:');
  let left = times;
  return {
    ...store,
    begin: async (keys) => {
      const batch = await store.begin(keys);
      return {
        ...batch,
        commit: async (work) => {
          if (left-- <= 0) return batch.commit(work);
          await batch.abandon();
          return false;
        },
      };
    },
  };
};

const replayed = (store: Store) =>
  replay(
    (async function* () {
      yield {
        name: 'log.json',
        open: async function* () {
          yield Buffer.from(JSON.stringify({ Records: [notebook] }));
        },
      };
    })(),
    {
      store,
      clock: { now: () => Date.parse('2030-01-01T00:00:00Z') },
      saved: { state: () => undefined },
      catalogue: catalogueOf(resourceTypes, controls, defaultConfiguration),
      configuration: defaultConfiguration,
    },
  );

test('a batch that has to begin anew counts its verdicts once', async () => {
  expect(await replayed(contended(3))).toEqual(await replayed(contended(0)));
});

test('a store that somebody else always changes first is an error, not a loss', async () => {
  await expect(replayed(contended(5))).rejects.toThrow('changed by somebody else 5 times');
});
