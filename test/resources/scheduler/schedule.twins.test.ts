import { expect, test } from 'vitest';
import { schedule } from '../../../shared/resources/scheduler/schedule.ts';
import { expectTwins, statedBy } from '../twins.ts';

const arn = 'arn:aws:scheduler:eu-central-1:111122223333:schedule/sagewatch-prod/sagewatch-prod-sweep';
const own = { groupName: 'sagewatch-prod', name: 'sagewatch-prod-sweep' };
const call = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'scheduler.amazonaws.com',
  eventName,
  requestParameters,
  responseElements,
});

test('a schedule is on unless a call says that it is off, since each states the whole of it', () => {
  const created = call('CreateSchedule', { ...own, scheduleExpression: 'cron(10 2 * * ? *)' }, { scheduleArn: arn });
  const off = call('UpdateSchedule', { ...own, state: 'DISABLED' });
  expect(statedBy(schedule, [created])).toMatchObject({ arn, state: { enabled: true } });
  expect(statedBy(schedule, [created, off])).toMatchObject({ arn, state: { enabled: false } });
  expect(statedBy(schedule, [created, off, call('UpdateSchedule', own)]).state).toEqual({ enabled: true });
});
test('a schedule without a group is in the one called default', () =>
  expect(statedBy(schedule, [call('DeleteSchedule', { name: 'sagewatch-prod-sweep' })]).arn).toBe(
    arn.replace('schedule/sagewatch-prod/', 'schedule/default/'),
  ));
test.each(['ENABLED', 'DISABLED'])('a schedule as it is deployed, and as AWS tells it: %s', (state) =>
  expectTwins(schedule, {
    records: [call('CreateSchedule', { ...own, state }, { scheduleArn: arn })],
    output: { Arn: arn, GroupName: own.groupName, Name: own.name, State: state, ScheduleExpression: 'rate(1 hour)' },
  }),
);
test('a schedule of somebody else that AWS tells of has no name for us', () =>
  expect(schedule.described?.nameOf({ Arn: arn.replace(/[^/]+$/, 'nightly') })).toBe(undefined));
test('a schedule that is not ours is none of our business', () =>
  expect(() => statedBy(schedule, [call('DeleteSchedule', { ...own, name: 'nightly' })])).toThrow('no change'));
