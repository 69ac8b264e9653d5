import type { Readable } from '../cloudtrail/record.ts';
import { globalRegionOf } from '../core/global-region.ts';
import { matches, parsePattern, type EventPattern } from '../event-pattern/index.ts';
import { eventOf } from './envelope.ts';
import type { DeliveryRule } from './rules.ts';

const patternOf = ({ name, pattern }: DeliveryRule): EventPattern => {
  const read = parsePattern(JSON.stringify(pattern));
  if ('pattern' in read) return read.pattern;
  throw new Error(`${name}: ${read.invalid}`);
};

/** A management event that only reads: rules see it in one state only. */
const onlyReads = (read: Readable): boolean => {
  if (read.kind !== 'record') return false;
  const { readOnly, managementEvent } = read.record as { readOnly?: unknown; managementEvent?: unknown };
  return readOnly === true && managementEvent !== false;
};

const regionOf = (read: Readable): string => (read.kind === 'record' ? read.record.awsRegion : read.event.region);

/**
 * Whether EventBridge delivers what stands in a trail source, by the given rules: where they stand, in the state they are
 * in, and by their patterns. Read once, asked for every record.
 */
export const deliveredBy = (rules: readonly DeliveryRule[]): ((read: Readable) => boolean) => {
  const parsed = rules.map((rule) => ({ ...rule, pattern: patternOf(rule) }));
  return (read) => {
    const region = regionOf(read);
    const event = eventOf(read);
    const isReading = onlyReads(read);
    return parsed.some(
      ({ regions, state, pattern }) =>
        (regions === 'every' || region === globalRegionOf(region)) &&
        (!isReading || state !== 'ENABLED') &&
        matches(pattern, event),
    );
  };
};
