import { ownChange } from '../../control-families/own-stack.ts';
import { schedule } from '../../resources/scheduler/schedule.ts';

export default ownChange({
  id: 'sagewatch/schedule-change',
  appliesTo: schedule,
  noun: 'schedule',
  doings: { UpdateSchedule: 'was changed', DeleteSchedule: 'was deleted' },
  rationale:
    'What runs by the clock looks for what never came and says that all is well: without it, silence looks like peace.',
});
