import { deployedQueues, deployedStore } from '../shared/adapters/aws/service/open.ts';
import { systemClock } from '../shared/adapters/local/clock.ts';
import { systemSleep } from '../shared/adapters/local/sleep.ts';
import type { NoticeMessage, WorkMessage } from '../shared/app/service/messages.ts';
import { settings } from './settings.ts';

const queueAt = deployedQueues();

/** What every function works with; made once, before the first event. */
export const clock = systemClock;
export const sleep = systemSleep;
export const store = deployedStore(settings.TABLE_NAME, clock, sleep);
export const work = queueAt<WorkMessage>(settings.WORK_QUEUE_URL);
export const events = queueAt<unknown>(settings.EVENTS_QUEUE_URL);
export const notices = queueAt<NoticeMessage>(settings.NOTICES_QUEUE_URL);
