import type { BasicSelector, FieldSelector } from './selectors.ts';

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

/** What a trail with these selectors leaves out of all management events, in words; without any, that is all of them. */
export const gapsOf = (
  eventSelectors: readonly BasicSelector[] | null | undefined,
  advancedEventSelectors: readonly (readonly FieldSelector[])[] | null | undefined,
): readonly string[] => {
  if (advancedEventSelectors) return advancedGaps(advancedEventSelectors);
  return eventSelectors ? basicGaps(eventSelectors) : ['management events'];
};
