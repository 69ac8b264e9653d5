import { ownChange } from '../../control-families/own-stack.ts';
import { eventBus } from '../../resources/events/event-bus.ts';

export default ownChange({
  id: 'sagewatch/event-bus-change',
  appliesTo: eventBus,
  noun: 'event bus',
  plural: 'event buses',
  doings: {
    UpdateEventBus: 'was changed',
    PutPermission: 'may be used by others',
    RemovePermission: 'had a permission taken away: who forwards by it is turned away',
    DeleteEventBus: 'was deleted',
  },
  rationale:
    'What happens in other Regions and accounts arrives over the bus: without it, or its permissions, none of it is seen.',
});
