import { expect, test } from 'vitest';
import { textIn } from '../../../shared/adapters/aws/dynamo/attributes.ts';
import { transitionOf } from '../../../shared/core/finding.ts';
import { matched } from '../../event-pattern/matched.ts';
import { homeStack, propertiesIn } from '../../infra/stacks.ts';
import { change, commit, finding, plain } from '../store-fixtures.ts';
import { storeOn } from './behaving.ts';
import { fakeDynamo } from './fake-dynamo.ts';

const transitions = [
  transitionOf(finding({ message: `very long: ${'x'.repeat(5_000)}` }), 'opened', 1_000),
  transitionOf(finding({ incarnation: 1 }), 'opened', 2_000),
];

/** The items of a table in which something was written. */
const written = async () => {
  const { handle, items } = fakeDynamo();
  const store = storeOn({ table: 'sagewatch', handle }, handle);
  await commit(store, ['a'], { changes: [change('e', 1_000)], findings: [finding()], transitions });
  return { store, items: items() };
};

test('what stands in the stream of a transition is read as that transition, its long texts too', async () => {
  const { store, items } = await written();
  const images = items.filter((item) => textIn(item, 'kind') === 'transition');
  const byTime = plain(await Promise.all(images.map((image) => store.transitionIn(image)))).toSorted(
    (a, b) => a.at - b.at,
  );
  expect(byTime).toEqual(plain(transitions));
});

test('new transitions wake the function that hands them on, and nothing else does', async () => {
  const { items } = await written();
  const [{ Pattern }] = propertiesIn(homeStack(), 'NotifySource')['FilterCriteria'].Filters as [{ Pattern: string }];
  const woken = (eventName: string, NewImage?: object) => matched(Pattern, { eventName, dynamodb: { NewImage } });
  const kinds = items.filter((item) => woken('INSERT', item) === true).map((item) => textIn(item, 'kind'));
  expect(kinds).toEqual(['transition', 'transition']);
  expect(items.length).toBeGreaterThan(4);
  for (const item of items) expect(woken('MODIFY', item)).toBe(false);
  expect(woken('REMOVE')).toBe(false);
});
