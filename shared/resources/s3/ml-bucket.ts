import { presentEntries, type KnownMap } from '../../core/known-map.ts';

/**
 * Names and tags that mark a bucket as one of machine learning. SageMaker makes `sagemaker-REGION-ACCOUNT` itself; the
 * other words are what teams call theirs. A bucket they do not mark is not judged as one.
 */
const wholeWords = new Set([
  'ml',
  'mlops',
  'sagemaker',
  'training',
  'inference',
  'model',
  'models',
  'dataset',
  'datasets',
  'feature',
  'features',
  'featurestore',
  'notebook',
  'notebooks',
  'mlflow',
]);

const marks = (text: string): boolean =>
  text.toLowerCase().includes('sagemaker') ||
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => wholeWords.has(word));

/** Whether a bucket's name marks it as one of machine learning. */
export const isMlName = marks;

/** Whether a bucket's tags mark it as one of machine learning, as far as they are known. */
export const mlTags = (tags: KnownMap | undefined): 'yes' | 'no' | 'not known' => {
  if (presentEntries(tags).some(([key, value]) => marks(key) || marks(value))) return 'yes';
  return tags?.complete ? 'no' : 'not known';
};
