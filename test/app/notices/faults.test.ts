import { describe, expect, test } from 'vitest';
import { office, start } from './office.ts';
import { keysOf, toldIn } from './said.ts';
import { end, stories, type Story } from './stories.ts';
import { faults, passingThrough, troubledAt, type Fault } from './troubled.ts';

const run = async ({ settings, happenings }: Story, number = Infinity, fault: Fault = 'fails before') => {
  const it = office(settings);
  const trouble = troubledAt(number, fault);
  passingThrough(it, trouble.pass);
  const { take } = it.queue;
  it.queue.take = () => {
    trouble.revive();
    return take();
  };
  for (const { at, moves, messages } of happenings) {
    await it.pass(at);
    if (moves) await it.move(...moves);
    if (messages) await it.queue.send(messages);
  }
  await it.pass(end);
  expect(it.queue.next()).toBeUndefined();
  return { told: toldIn(it.got), got: it.got, passed: trouble.passed };
};

describe.each(Object.entries(stories))('%s', async (_name, make) => {
  const story = make();
  const undisturbed = await run(story);
  test.each(faults)(
    'is told wherever it %s: all of it, nothing else, and nothing as two notices',
    async (fault) => {
      expect(undisturbed.passed.length).toBeGreaterThan(20);
      const ids = new Set(undisturbed.got.map(({ notice }) => notice.id));
      for (const number of undisturbed.passed.keys()) {
        const { told, got } = await run(story, number, fault);
        const where = `${number}: ${undisturbed.passed[number]}`;
        expect(keysOf(told), where).toEqual(keysOf(undisturbed.told));
        for (const [what, notices] of told) expect([...notices], `${where}, ${what}`).toHaveLength(1);
        if (story.isGathered) continue;
        // Only what nobody could remember to have been told is told once more.
        expect(got.length, where).toBeLessThanOrEqual(undisturbed.got.length + 1);
        expect(
          [...new Set(got.map(({ notice }) => notice.id))].filter((id) => !ids.has(id)),
          where,
        ).toEqual([]);
      }
    },
    120_000,
  );
});

test('stories begin when everything begins', () => {
  for (const make of Object.values(stories)) {
    for (const { at, moves = [] } of make().happenings) {
      expect(at).toBeLessThan(end);
      for (const { at: moment } of moves) expect(moment).toBeLessThanOrEqual(start + at);
    }
  }
});
