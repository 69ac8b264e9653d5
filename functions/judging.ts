import type { Judged } from '../shared/core/wanted-reads.ts';
import { configured } from './configured.ts';
import { logger } from './logger.ts';
import { clock, store } from './parts.ts';
import { settings } from './settings.ts';

export const holding = configured(store, clock, settings.CONTROLS_VERSION);

/** Everything by which events are judged, under the configuration that holds now. */
export const assessing = async () => ({ store, clock, saved: { state: () => undefined }, ...(await holding()) });

/** Says of what could not be decided why not: it makes no finding, and must not go unseen. */
export const tellUndecided = ({ control, resource, evaluation: { outcome }, eventId: event }: Judged): void => {
  if (outcome.status === 'unknown') {
    logger.info('undecided', { event, control: control.id, resource: resource.arn, missing: outcome.missing });
  }
  if (outcome.status === 'error') {
    logger.error('control broke', {
      event,
      control: control.id,
      resource: resource.arn,
      error: outcome.error as Error,
    });
  }
};
