import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { auditLogging, withRequirements } from '../../frameworks/profiles.ts';
import type { BasicSelector, FieldSelector } from '../../resources/cloudtrail/selectors.ts';
import { cloudtrailTrail } from '../../resources/cloudtrail/trail.ts';

const kms = 'kms.amazonaws.com';

const basicGaps = (selectors: readonly BasicSelector[]): readonly string[] => {
  const recording = selectors.filter(({ includeManagementEvents }) => includeManagementEvents);
  if (recording.length === 0) return ['management events'];
  const records = (kind: string) =>
    recording.some(({ readWriteType }) => readWriteType === 'All' || readWriteType === kind);
  return [
    ...(records('ReadOnly') ? [] : ['reads']),
    ...(records('WriteOnly') ? [] : ['writes']),
    ...(recording.every(({ excludeManagementEventSources }) => excludeManagementEventSources.includes(kms))
      ? ['calls of KMS']
      : []),
  ];
};

const takes = (test: FieldSelector | undefined, value: string): boolean => {
  if (!test) return true;
  const { equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith } = test;
  const wanted = [
    ...(equals ?? []).map((text) => value === text),
    ...(startsWith ?? []).map((text) => value.startsWith(text)),
    ...(endsWith ?? []).map((text) => value.endsWith(text)),
  ];
  return (
    (wanted.length === 0 || wanted.includes(true)) &&
    !notEquals?.includes(value) &&
    !notStartsWith?.some((text) => value.startsWith(text)) &&
    !notEndsWith?.some((text) => value.endsWith(text))
  );
};

const advancedGaps = (selectors: readonly (readonly FieldSelector[])[]): readonly string[] => {
  const recording = selectors.filter((tests) =>
    tests.some((test) => test.field === 'eventCategory' && takes(test, 'Management')),
  );
  if (recording.length === 0) return ['management events'];
  const records = (field: string, value: string) =>
    recording.some((tests) => tests.filter((test) => test.field === field).every((test) => takes(test, value)));
  return [
    ...(records('readOnly', 'true') ? [] : ['reads']),
    ...(records('readOnly', 'false') ? [] : ['writes']),
    ...(records('eventSource', kms) ? [] : ['calls of KMS']),
    ...(records('eventSource', 'sagemaker.amazonaws.com') ? [] : ['calls of SageMaker']),
    ...(records('eventSource', 'iam.amazonaws.com') ? [] : ['calls of IAM']),
  ];
};

export default defineControl({
  id: 'cloudtrail/trail-event-selectors',
  title: 'Trails record all management events',
  severity: 'medium',
  appliesTo: cloudtrailTrail,
  reads: ['eventSelectors', 'advancedEventSelectors'],
  rationale:
    'A trail that goes on without management events looks alive and records nothing of what changes the account.',
  remediation: {
    summary: 'Let the trail record reads and writes of all services.',
    command: ({ name, region }) =>
      shell`aws cloudtrail put-event-selectors --region ${region} --trail-name ${name} --advanced-event-selectors ${'[{"Name":"Management events","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}]'}`,
    warning:
      'The command replaces all selectors of the trail: add those for data events. A second trail with them costs.',
  },
  requirements: withRequirements(auditLogging, { 'aws-fsbp': ['CloudTrail.1'], 'cis-aws-v6': ['5.5'] }),
  aliases: ['cloudtrail-selectors-weakened'],
  evaluate: ({ eventSelectors, advancedEventSelectors }) => {
    const gaps = advancedEventSelectors
      ? advancedGaps(advancedEventSelectors)
      : eventSelectors
        ? basicGaps(eventSelectors)
        : ['management events'];
    return gaps.length === 0 ? pass : fail(`The trail does not record ${gaps.join(', ')}`);
  },
});
