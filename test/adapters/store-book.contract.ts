import { expect, test } from 'vitest';
import type { Make } from './store-fixtures.ts';

/** What every store has to do as a book of small things. */
export const bookContract = (make: Make): void => {
  test('an entry is written by who has read what it replaces', async () => {
    const store = await make();
    const entry = async () => (await store.entries(['a'])).get('a');
    expect(await entry()).toBeUndefined();
    expect(await store.write('a', { text: '§ "x"', list: [1, null] }, 0)).toBe(true);
    expect(await entry()).toEqual({ value: { text: '§ "x"', list: [1, null] }, version: 1 });
    expect([await store.write('a', 'other', 0), await store.write('a', 'other', 2)]).toEqual([false, false]);
    expect(await store.write('a', 'second', 1)).toBe(true);
    expect([await store.write('a', 'too late', 1), await entry()]).toEqual([false, { value: 'second', version: 2 }]);
    await store.close();
  });
  test('several are read at once, whatever their names', async () => {
    const store = await make();
    const names = ['', 'a', '=a', 'é\ud800', 'n'.repeat(5_000), '__proto__'];
    for (const name of names) expect(await store.write(name, name.length, 0)).toBe(true);
    const found = await store.entries([...names, 'nobody']);
    expect(names.map((name) => found.get(name)?.value)).toEqual(names.map(({ length }) => length));
    expect(found.has('nobody')).toBe(false);
    await store.close();
  });
  test('a long value comes back whole', async () => {
    const store = await make();
    const value = { texts: Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(6_000)}`) };
    await store.write('long', value, 0);
    expect((await store.entries(['long'])).get('long')?.value).toEqual(value);
    await store.close();
  });
  test('what has expired is not there, and something new may stand in its place', async () => {
    const store = await make();
    expect(await store.write('a', 'old', 0, 1_000)).toBe(true);
    expect((await store.entries(['a'])).size).toBe(0);
    expect(await store.write('a', 'new', 0, Date.parse('2999-01-01'))).toBe(true);
    expect((await store.entries(['a'])).get('a')).toEqual({ value: 'new', version: 1 });
    expect(await store.write('a', 'newer', 0)).toBe(false);
    await store.close();
  });
};
