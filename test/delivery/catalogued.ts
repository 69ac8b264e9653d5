import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { changesOf } from '../../shared/cloudtrail/changes-of.ts';
import { catalogueOf, eventKeyOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { TrailRecord } from '../../shared/core/trail-record.ts';
import { deliveredBy } from '../../shared/delivery/delivered.ts';
import { isGlobalSource } from '../../shared/delivery/regions.ts';
import { deliveryRules } from '../../shared/delivery/rules.ts';

export const catalogue = catalogueOf(resourceTypes, controls, defaultConfiguration);
export const rules = deliveryRules(catalogue);
const delivered = deliveredBy(rules);

export const isDelivered = (record: TrailRecord): boolean => delivered({ kind: 'record', record, at: 0 });

/** A record where AWS would have written it. */
export const atHome = (record: TrailRecord): TrailRecord =>
  isGlobalSource(record.eventSource) ? { ...record, awsRegion: 'us-east-1' } : record;

/**
 * What the catalogue makes of a record: something looks at it (or would, could it be read); nothing does; or only a look
 * at what it is about tells that nothing does, which no pattern can.
 */
export const wantedBy = (record: TrailRecord): 'wanted' | 'unwanted' | 'about something else' => {
  const { class: found } = changesOf(record, catalogue);
  if (found === 'evaluated' || found === 'quarantined') return 'wanted';
  const entries = catalogue.entries.get(eventKeyOf(record.eventSource, record.eventName)) ?? [];
  const looks = found === 'irrelevant' && entries.length > 0 && entries.every(({ reading }) => reading.concerns);
  return looks ? 'about something else' : 'unwanted';
};
