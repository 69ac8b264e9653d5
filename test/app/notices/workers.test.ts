import { describe, expect, test } from 'vitest';
import type { NoticeMessage } from '../../../shared/app/service/messages.ts';
import { minutes } from '../../../shared/core/instant.ts';
import { chanceOf, interleaving } from './interleaved.ts';
import { mended, moved, office, opened, start } from './office.ts';
import { keysOf, toldIn } from './said.ts';
import { end, stories, type Happening, type Story } from './stories.ts';
import { passingThrough } from './troubled.ts';

const schedules = 15;

/** Two workers on one queue, who take turns at every passage as chance has it; messages come twice, and passages fail. */
const run = async ({ settings, happenings }: Story, seed: number, { twice = 0, trouble = 0 } = {}) => {
  const chance = chanceOf(seed);
  const it = office(settings);
  const { pass, gate, together, passed } = interleaving(chance, trouble);
  const { send } = it.queue;
  it.queue.send = async (messages, delay) => {
    const repeated = messages.flatMap((each): NoticeMessage[] => (chance() < twice ? [each, each] : [each]));
    return send(repeated, delay);
  };
  passingThrough(it, pass);
  const worker = () => async (): Promise<void> => {
    while (await it.step());
  };
  const happen =
    ({ moves, following, messages }: Happening) =>
    async (): Promise<void> => {
      await gate();
      if (moves) await it.move(...moves);
      await gate();
      if (following) await it.move(...following);
      if (messages) await it.queue.send(messages);
    };
  const coming = [...happenings];
  for (;;) {
    const next = Math.min(it.queue.next() ?? Infinity, start + (coming[0]?.at ?? Infinity));
    if (next === Infinity) break;
    if (next > start + 3 * end) throw new Error('it never ends');
    it.at(Math.max(next - start, minutes(it.minute())));
    const now: Happening[] = [];
    while (coming[0] && start + coming[0].at <= next) now.push(coming.shift()!);
    await together([worker(), worker(), ...now.map(happen)]);
  }
  return { told: toldIn(it.got), got: it.got, passed: passed() };
};

describe.each(Object.entries(stories))('%s', async (_name, make) => {
  const story = make();
  const alone = await run(story, 0);
  test.each([
    ['two workers tell it', {}],
    ['two workers tell it, and messages come twice', { twice: 0.3 }],
    ['two workers tell it, messages come twice, and anything fails', { twice: 0.2, trouble: 0.03 }],
  ])(
    '%s: all of it, nothing else, and nothing as two notices',
    async (_what, chances) => {
      for (let seed = 1; seed <= schedules; seed++) {
        const { told, passed } = await run(story, seed, chances);
        expect(passed).toBeGreaterThan(20);
        expect(keysOf(told), `seed ${seed}`).toEqual(keysOf(alone.told));
        for (const [what, notices] of told) expect([...notices], `seed ${seed}, ${what}`).toHaveLength(1);
      }
    },
    120_000,
  );
});

/** What is mended at the very moment at which it is told. */
const race = (): Story => {
  const [a, b] = [opened({ event: 'one' }), opened({ event: 'one' })];
  const grave = opened({ severity: 'critical' });
  const at = minutes(3);
  const over = (was: typeof a) => moved(mended(was, at, `mends ${was.id}`), 'resolved');
  return {
    happenings: [
      { at: 0, moves: [moved(a, 'opened'), moved(b, 'opened')] },
      { at, moves: [over(a)] },
      { at, moves: [over(b)] },
      { at, moves: [moved(grave, 'opened')], following: [over(grave)] },
    ],
  };
};

test('whoever is told that something opened is told that it was mended, however close the one is to the other', async () => {
  const outcomes = new Set<string>();
  for (let seed = 1; seed <= 200; seed++) {
    const { told } = await run(race(), seed, { twice: 0.1, trouble: seed % 2 === 0 ? 0.02 : 0 });
    const words = keysOf(told).map((key) => key.split(' '));
    const ids = (news: string) => words.flatMap(([, id, said]) => (said === news ? [id] : []));
    // Where telling of the one failed, the other may be first: then it tells all there is to tell.
    expect(ids('resolved'), `seed ${seed}`).toEqual(expect.arrayContaining(ids('opened')));
    if (seed % 2 === 1) expect(new Set(ids('resolved')), `seed ${seed}`).toEqual(new Set(ids('opened')));
    // What is critical is told even where it is over by then.
    expect([...ids('opened'), ...ids('late')].length, `seed ${seed}`).toBeGreaterThan(0);
    outcomes.add(`${ids('opened').length} ${ids('late').length}`);
  }
  // Chance has had its say.
  expect(outcomes.size).toBeGreaterThan(1);
}, 120_000);
