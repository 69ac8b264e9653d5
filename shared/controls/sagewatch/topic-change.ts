import { ownChange } from '../../control-families/own-stack.ts';
import { topic } from '../../resources/sns/topic.ts';

export default ownChange({
  id: 'sagewatch/topic-change',
  appliesTo: topic,
  noun: 'topic',
  doings: {
    SetTopicAttributes: 'got other attributes',
    AddPermission: 'may be used by another account',
    RemovePermission: 'had a permission taken away',
    Unsubscribe: 'lost a subscription',
    DeleteTopic: 'was deleted',
  },
  rationale:
    'Findings, and word of troubles of Sagewatch itself, reach people through topics: without them nobody is told.',
});
