import type { Context } from '../core/control.ts';
import { minutes } from '../core/instant.ts';
import { notApplicable, type Verdict } from '../core/verdict.ts';

/** Consoles and templates make a thing and set it up in calls of their own. */
const setUpTime = minutes(15);

/** Of what was made a moment ago: it is judged when it had time to be set up. Undefined: it had. */
export const settingUp = (what: string, { at, createdAt }: Pick<Context, 'at' | 'createdAt'>): Verdict | undefined =>
  createdAt !== undefined && at < createdAt + setUpTime
    ? notApplicable(`${what} is just being set up`, createdAt + setUpTime)
    : undefined;
