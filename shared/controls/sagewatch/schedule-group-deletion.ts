import { ownChange } from '../../control-families/own-stack.ts';
import { scheduleGroup } from '../../resources/scheduler/schedule.ts';

export default ownChange({
  id: 'sagewatch/schedule-group-deletion',
  appliesTo: scheduleGroup,
  noun: 'schedule group',
  doings: { DeleteScheduleGroup: 'was deleted, with all schedules in it' },
  rationale:
    'With the group go all schedules of the stage: no hourly job, no daily look at everything, and nobody who misses them.',
});
