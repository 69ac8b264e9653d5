import { assess } from '../shared/app/assess.ts';
import { assessing } from './judging.ts';

/** Keeps values under names, for another run. */
export const keep = async (values: Readonly<Record<string, string>>): Promise<void> => {
  await assess([], [], await assessing(), values);
};
