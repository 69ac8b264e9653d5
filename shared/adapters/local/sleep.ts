import { setTimeout } from 'node:timers/promises';
import type { Sleep } from '../../ports.ts';

/** Really waits. */
export const systemSleep: Sleep = async (milliseconds, signal) => {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
};
