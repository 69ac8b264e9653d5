import { actionNamed } from '../actions.ts';
import { isKnownService, serviceOf } from '../choices.ts';
import { calls, each, type ActivityGrant } from './activity.ts';

/** What goes with any work and gives nothing away: how it goes, why it failed, where data is, how large files are moved. */
export const commonGrants: readonly ActivityGrant[] = [
  {
    on: 'anything',
    actions: [
      'sts:GetCallerIdentity',
      'ecr:GetAuthorizationToken',
      'sagemaker:ListTags',
      's3:GetBucketLocation',
      ...calls('cloudwatch', 'ListMetrics', 'GetMetricData', 'GetMetricStatistics', 'GetMetricWidgetImage'),
      ...calls('cloudwatch', ...each(['DescribeAlarm'], ['s', 'History', 'sForMetric'])),
    ],
  },
  {
    on: 'sagemaker-logs',
    actions: calls(
      'logs',
      'DescribeLogStreams',
      'GetLogEvents',
      'FilterLogEvents',
      'GetLogRecord',
      'GetLogGroupFields',
      'StartQuery',
      'GetQueryResults',
    ),
  },
  { on: 'anything', actions: ['logs:StopQuery'] },
  {
    on: 'named-buckets',
    actions: calls('s3', 'AbortMultipartUpload', 'ListMultipartUploadParts', 'ListBucketMultipartUploads'),
  },
  { on: 'new-resources', actions: ['sagemaker:AddTags'] },
];

/**
 * Whether an action tells no more than what there is: a list or description of the account as a whole, which no policy can
 * narrow, or a list that SageMaker's consoles show. Of services outside the table only the shape of the name is known.
 */
export const isInventory = (name: string): boolean => {
  const action = actionNamed(name);
  if (action) {
    const lists = action.level === 'List';
    if (action.resource === 'none') return lists || /:(List|Describe)/.test(action.name);
    return lists && action.name.startsWith('sagemaker:');
  }
  const service = serviceOf(name);
  return service !== undefined && !isKnownService(service) && /:(list|describe)/i.test(name);
};
