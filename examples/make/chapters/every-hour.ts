import type { Entry } from '../call.ts';
import { frankfurt } from '../cast.ts';
import { featureStep } from '../services/jobs.ts';
import { after, at } from '../time.ts';

/** The first run with the mended definition. */
const mendedAt = at(13, '11:05:09');

/** One step of a pipeline, every hour from Monday morning to Sunday night. */
export const everyHour = (): Entry[] => {
  const begin = at(9, '07:05:09');
  const hours = Math.round((Date.parse(at(15, '23:05:09')) - Date.parse(begin)) / 3_600_000);
  return Array.from({ length: hours + 1 }, (_, index) => {
    const time = after(begin, index * 3_600);
    return featureStep(time, frankfurt, time >= mendedAt);
  });
};
