import { expect, test } from 'vitest';
import { eventKey } from '../../shared/app/event.ts';
import { transitionOf } from '../../shared/core/finding.ts';
import { heardOf } from '../../shared/core/known.ts';
import { refOf, resourceKey } from '../../shared/core/resource-ref.ts';
import type { Work } from '../../shared/ports.ts';
import { all, change, commit, finding, other, place, resource, work, type Make } from './store-fixtures.ts';

/** What every store has to bear, however small its limits are. */
export const limitsContract = (make: Make): void => {
  test('long and hostile texts come back as they went in', async () => {
    const store = await make();
    const long = (of: string, length: number) => of.repeat(Math.ceil(length / of.length)).slice(0, length);
    const texts = {
      policy: long('{"Effect":"Allow"}', 20_000),
      script: long('\u{1f469}\u200d\u{1f4bb}é', 200_000),
      marked: '§',
      citation: `§${'a'.repeat(43)}`,
      longMarked: long('§', 5_000),
      halves: long('\ud83d', 3_000),
      half: '\udc00 and \u0000',
      many: Array.from({ length: 300 }, (_, index) => long(`${index} `, 1_000)),
      ['__proto__']: { polluted: true },
    };
    const known = { ...heardOf(resource), exists: true, state: texts };
    const before = finding({ evidence: texts, details: [texts.policy, texts.marked] });
    const opened = transitionOf(before, 'opened', 1_000);
    const changed = { ...change('a', 1_000), state: texts };
    await commit(store, ['a'], { known: [known], findings: [before], transitions: [opened], changes: [changed] });
    const batch = await store.begin([]);
    const kept = (await batch.kept([resourceKey(resource)])).get(resourceKey(resource));
    await batch.abandon();
    expect(JSON.stringify(kept?.known)).toBe(JSON.stringify(known));
    expect(JSON.stringify(kept?.findings)).toBe(JSON.stringify([before]));
    expect(JSON.stringify(await store.pendingTransitions(9))).toBe(JSON.stringify([opened]));
    expect(JSON.stringify(await store.history(resourceKey(resource)))).toBe(JSON.stringify([changed]));
    expect(JSON.stringify(await all(store.findings({ status: 'open' })))).toBe(JSON.stringify([before]));
    await store.close();
  });
  test('names of any length and any characters are told apart', async () => {
    const store = await make();
    const names = ['x'.repeat(3_000), `${'x'.repeat(3_000)}y`, 'a\nb', 'a', '#', '~', '=', 'é', 'É'];
    const resources = names.map((name) => refOf('s3/bucket', `arn:aws:s3:::${name}`, place));
    await commit(store, ['a'], {
      known: resources.map((each) => ({ ...heardOf(each), exists: true })),
      changes: resources.flatMap((each) => [...names].map((id) => ({ ...change(id, 1_000), resource: each }))),
      references: names.map((role, index) => ({ from: names[index - 1] ?? '', role, to: resourceKey(resource) })),
    });
    const batch = await store.begin([]);
    expect([...(await batch.kept(resources.map(resourceKey))).keys()].toSorted()).toEqual(
      resources.map(resourceKey).toSorted(),
    );
    for (const each of resources) {
      const ids = (await batch.history(resourceKey(each))).map(({ eventId }) => eventId);
      expect(ids.toSorted()).toEqual(names.toSorted());
    }
    expect(await batch.referrers(resourceKey(resource))).toHaveLength(names.length);
    await batch.abandon();
    await store.close();
  });
  test('a batch of hundreds of items is one batch like any other', async () => {
    const store = await make();
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const many = numbers.map((index) => refOf('s3/bucket', `arn:aws:s3:::bucket-${index}`, place));
    const ids = numbers.map((index) => `event ${index}`);
    const members: Partial<Work> = {
      changes: many.map((each, index) => ({ ...change(`event ${index}`, index), resource: each })),
      known: many.map((each) => ({ ...heardOf(each), exists: true })),
      findings: many.map((each) => finding({ resource: each })),
      transitions: many.map((each) => transitionOf(finding({ resource: each }), 'opened', 1_000)),
      references: many.map((each) => ({ from: resourceKey(each), role: 'kmsKey', to: resourceKey(other) })),
      checkpoints: { many: 'done' },
    };
    const abandoned = await store.begin(ids.map(eventKey));
    expect((await abandoned.kept(many.map(resourceKey))).size).toBe(0);
    await abandoned.abandon();
    const batch = await store.begin(ids.map(eventKey));
    expect((await batch.kept([...many.map(resourceKey), resourceKey(resource)])).size).toBe(0);
    expect(await batch.referrers(resourceKey(other))).toEqual([]);
    expect(await batch.commit(work(members))).toBe(true);
    expect(await commit(store, ids, {})).toEqual(ids.map(() => false));
    const after = await store.begin([]);
    const kept = await after.kept([...many, other, resource].map(resourceKey));
    expect([...kept.values()].map(({ findings }) => findings.length)).toEqual(numbers.map(() => 1));
    expect(await after.referrers(resourceKey(other))).toHaveLength(40);
    await after.abandon();
    expect(await all(store.findings({}))).toHaveLength(40);
    expect(await store.pendingTransitions(1_000)).toHaveLength(40);
    expect(await store.checkpoint('many')).toBe('done');
    await store.close();
  });
};
