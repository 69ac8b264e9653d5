import { sweepMessages } from '../shared/app/service/sweep.ts';
import type { Configuration } from '../shared/core/configuration.ts';
import { isoOf } from '../shared/core/instant.ts';
import { listable } from './listable.ts';
import { placesOf } from './localities.ts';
import { clock, work } from './parts.ts';

const trails = listable.filter(({ name }) => name === 'cloudtrail/trail');

/** Has the trails of every place listed and read: when one is off, EventBridge may be told of nothing, not even of that. */
export const checkTrails = async (configuration: Configuration): Promise<void> =>
  work.send(sweepMessages(trails, placesOf(configuration), `trails ${isoOf(clock.now())}`));
