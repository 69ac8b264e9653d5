import { expect, test } from 'vitest';
import { randomOf } from '../../../examples/make/random.ts';
import { heldAfter, inSqlite, oneByOne, soInTheEnd, storeOn } from './behaving.ts';
import { fakeDynamo } from './fake-dynamo.ts';
import { anyStory, everyday } from './stories.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 8);

test.each(Array.from({ length: runs }, (_, seed) => seed))(
  'what lags behind, an index or a cheap read, changes nothing in the end (%i)',
  async (seed) => {
    const random = randomOf(`lag ${seed}`);
    const batches = [...oneByOne(anyStory(random, 20)), ...oneByOne(everyday())];
    let isOver = false;
    const { handle } = fakeDynamo([], () => !isOver && random.next() < 0.5);
    const store = storeOn({ table: 'sagewatch', handle }, handle);
    await heldAfter(store, batches);
    isOver = true;
    const last = oneByOne(everyday()).slice(-1);
    expect(soInTheEnd(await heldAfter(store, last))).toEqual(soInTheEnd(await inSqlite([...batches, ...last])));
  },
);
