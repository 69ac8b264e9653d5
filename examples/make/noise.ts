import type { Entry } from './call.ts';
import { frank } from './cast.ts';
import { signIn } from './chapters/friday.ts';
import { denials } from './noise/denials.ts';
import { machines } from './noise/machines.ts';
import { people } from './noise/people.ts';
import { randomOf, type Random } from './random.ts';
import { after, at } from './time.ts';

/** Something that happens all the time and is nobody's concern. */
export type Noise = (time: string, random: Random) => Entry;

interface Source {
  noises: readonly Noise[];
  /** How many of them a day, in working hours and at any hour, on weekdays and at the weekend. */
  weekday: { work: number; any: number };
  weekend: { work: number; any: number };
}

const sources: readonly Source[] = [
  { noises: people, weekday: { work: 58, any: 0 }, weekend: { work: 5, any: 0 } },
  { noises: machines, weekday: { work: 28, any: 50 }, weekend: { work: 0, any: 46 } },
  { noises: denials, weekday: { work: 6, any: 0 }, weekend: { work: 1, any: 0 } },
];

const working = { from: 7 * 3_600, seconds: 11 * 3_600 };
const around = { from: 0, seconds: 24 * 3_600 };

/** A week of what a trail is full of: reads, calls of services, failures. */
export const noise = (): Entry[] => {
  const random = randomOf('noise');
  const days = [9, 10, 11, 12, 13, 14, 15];
  const entries = days.flatMap((day) =>
    sources.flatMap(({ noises, weekday, weekend }) => {
      const counts = day < 14 ? weekday : weekend;
      return [
        { count: counts.work, span: working },
        { count: counts.any, span: around },
      ].flatMap(({ count, span }) =>
        Array.from({ length: count }, () => {
          const time = after(at(day, '00:00:00'), span.from + random.below(span.seconds));
          return random.pick(noises)(time, random);
        }),
      );
    }),
  );
  const signIns = [9, 10, 11, 12, 13].map((day) =>
    signIn({ time: at(day, `07:5${day % 10}:04`), by: frank, mfa: true }),
  );
  return [...entries, ...signIns];
};
