import { deployedQueues, deployedStore } from '../shared/adapters/aws/service/open.ts';
import { systemClock } from '../shared/adapters/local/clock.ts';
import { systemSleep } from '../shared/adapters/local/sleep.ts';
import type { NoticeMessage, WorkMessage } from '../shared/app/service/messages.ts';
import type { Judged } from '../shared/core/wanted-reads.ts';
import { configured } from './configured.ts';
import { logger } from './logger.ts';
import { settings } from './settings.ts';

const queueAt = deployedQueues();

/** What every function works with; made once, before the first event. */
export const clock = systemClock;
export const sleep = systemSleep;
export const store = deployedStore(settings.TABLE_NAME, clock, sleep);
export const work = queueAt<WorkMessage>(settings.WORK_QUEUE_URL);
export const events = queueAt<unknown>(settings.EVENTS_QUEUE_URL);
export const notices = queueAt<NoticeMessage>(settings.NOTICES_QUEUE_URL);
export const holding = configured(store, clock);

/** Everything by which events are judged, under the configuration that holds now. */
export const assessing = async () => ({ store, clock, saved: { state: () => undefined }, ...(await holding()) });

/** Says of what could not be decided why not: it makes no finding, and must not go unseen. */
export const tellUndecided = ({ control, resource, evaluation: { outcome } }: Judged): void => {
  if (outcome.status === 'unknown') {
    logger.info('undecided', { control: control.id, resource: resource.arn, missing: outcome.missing });
  }
  if (outcome.status === 'error') {
    logger.error('control broke', { control: control.id, resource: resource.arn, error: outcome.error as Error });
  }
};
