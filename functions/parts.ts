import { deployedAccess, deployedQueues, deployedStore } from '../shared/adapters/aws/service/open.ts';
import { systemClock } from '../shared/adapters/local/clock.ts';
import { systemSleep } from '../shared/adapters/local/sleep.ts';
import type { NoticeMessage, WorkMessage } from '../shared/app/service/messages.ts';
import { settings } from './settings.ts';

/** What every function works with; made once, before the first event. */
export const clock = systemClock;
export const sleep = systemSleep;
const access = deployedAccess({
  region: settings.AWS_REGION,
  credentials: {
    accessKeyId: settings.AWS_ACCESS_KEY_ID,
    secretAccessKey: settings.AWS_SECRET_ACCESS_KEY,
    sessionToken: settings.AWS_SESSION_TOKEN,
  },
  endpoint: settings.AWS_ENDPOINT_URL,
  // Another with every event.
  trace: () => process.env['_X_AMZN_TRACE_ID'],
  clock,
  sleep,
});
const queueAt = deployedQueues(access);

export const store = deployedStore(settings.TABLE_NAME, access);
export const work = queueAt<WorkMessage>(settings.WORK_QUEUE_URL);
export const events = queueAt<unknown>(settings.EVENTS_QUEUE_URL);
export const notices = queueAt<NoticeMessage>(settings.NOTICES_QUEUE_URL);
