import type { ResourceRef } from '../../core/resource-ref.ts';
import { shell } from '../../core/shell.ts';

/** What a job's state tells of where it comes from. */
export interface JobOrigin {
  roleArn?: string | undefined;
  image?: string | null | undefined;
  experimentName?: string | null | undefined;
  tuningJobArn?: string | null | undefined;
  autoMLJobArn?: string | null | undefined;
  monitoringScheduleArn?: string | null | undefined;
  outputUri?: string | null | undefined;
}

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** The repository of an image, without registry, tag and digest, so that a new build is still the same workload. */
const repositoryOf = (image: string | null | undefined): string => {
  if (!image) return 'unknown-image';
  if (image.startsWith('arn:')) return lastPart(image);
  const [path = ''] = image.split('@');
  const [registry = '', ...rest] = path.split('/');
  const repository = rest.length > 0 && /[.:]/.test(registry) ? rest.join('/') : path;
  return repository.replace(/:[^/:]*$/, '');
};

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The SDK's unique_name_from_base: seconds since 1970 and four hexadecimal digits. */
const secondsAndHex = /-\d{10}-[0-9a-f]{4}$/;
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const varying = [
  /^\d+$/,
  /^\d{6,8}t\d{4,}z?$/,
  /^\d{1,2}h(\d{1,2}m?(\d{1,2}s?)?)?$/,
  new RegExp(`^(\\d{1,2}${month}\\d{2,4}|\\d{4}${month}\\d{1,2})$`),
  // Hashes: long enough, of hexadecimal digits only, and not a word.
  /^(?=.*\d)[0-9a-f]{6,}$/,
  /^[0-9a-f]{8,}$/,
];
const monthAlone = new RegExp(`^${month}$`);
const counter =
  /^(run|job|trial|exp|experiment|iter|iteration|epoch|fold|shard|part|batch|attempt|try|step|worker|rank|seed|chunk|split)\d+$/;

const dropped = '*';

/** The name of a job without what varies from run to run; a star stands where something varied within it. */
export const stemOf = (jobName: string): string => {
  const segments = jobName.toLowerCase().replace(uuid, '0').replace(secondsAndHex, '').split('-');
  const isNumber = (segment: string | undefined): boolean => segment !== undefined && /^\d+$/.test(segment);
  const stem = segments.map((segment, index) => {
    if (varying.some((pattern) => pattern.test(segment))) return dropped;
    if (monthAlone.test(segment) && (isNumber(segments[index - 1]) || isNumber(segments[index + 1]))) return dropped;
    return (counter.exec(segment)?.[1] ?? segment.replace(/\d{6,}/g, '')) || dropped;
  });
  const kept = stem.filter((segment, index) => segment !== dropped || stem[index - 1] !== dropped);
  while (kept[0] === dropped) kept.shift();
  while (kept.at(-1) === dropped) kept.pop();
  return kept.join('-') || 'job';
};

const pipelineJob = /^pipelines-[a-z0-9]{12}-(.+)-[a-z0-9]{10}$/i;
const tuningChild = /^(.+)-\d{3}-[0-9a-f]{8}$/i;
const monitoringJob = /^model-monitoring-\d{8,}-[0-9a-f]+$/i;

/** Monitoring jobs of all schedules are named alike and run one image of AWS; where their reports go tells them apart. */
const reportPlace = (uri: string | null | undefined): string => {
  const place = (uri ?? '').replace(/^s3:\/\//, '').split('/');
  return place.filter((part) => part !== '' && !/^\d+$/.test(part)).join('/') || 'unknown-place';
};

/**
 * The lasting workload behind a job: the pipeline and its step, the parent that started it, or else role, image
 * repository and name without what varies. Two workloads must not become one; that one is seen as two is the lesser evil.
 */
export const workloadOf = (origin: JobOrigin, jobName: string): string => {
  const { experimentName, tuningJobArn, autoMLJobArn, monitoringScheduleArn } = origin;
  const step = pipelineJob.exec(jobName)?.[1]?.toLowerCase();
  if (step && experimentName) return `pipeline/${experimentName.toLowerCase()}/${step}`;
  if (tuningJobArn) return `tuning/${stemOf(lastPart(tuningJobArn))}`;
  if (autoMLJobArn) return `automl/${stemOf(lastPart(autoMLJobArn))}`;
  if (monitoringScheduleArn) return `schedule/${lastPart(monitoringScheduleArn).toLowerCase()}`;
  const tuning = tuningChild.exec(jobName)?.[1];
  if (tuning) return `tuning/${stemOf(tuning)}`;

  const owner = `${origin.roleArn ? lastPart(origin.roleArn) : 'unknown-role'}/${repositoryOf(origin.image)}`;
  if (step) return `${owner}/pipelines-*-${step}`;
  if (monitoringJob.test(jobName)) return `${owner}/${reportPlace(origin.outputUri)}/model-monitoring`;
  return `${owner}/${stemOf(jobName)}`;
};

const longestPart = (stem: string): string =>
  stem
    .split(dropped)
    .map((part) => part.replace(/^-+|-+$/g, ''))
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');

/** The command that shows what starts the jobs of a workload; where nothing names it, its latest jobs. */
export const definitionCommand =
  (kind: 'training' | 'processing') =>
  ({ name, region }: ResourceRef): string => {
    const [origin = '', parent = '', ...rest] = name.split('/');
    const contains = longestPart(parent);
    if (origin === 'pipeline' && rest.length === 1) {
      return shell`aws sagemaker describe-pipeline --region ${region} --pipeline-name ${parent}`;
    }
    if (origin === 'schedule' && rest.length === 0) {
      return shell`aws sagemaker describe-monitoring-schedule --region ${region} --monitoring-schedule-name ${parent}`;
    }
    if (origin === 'tuning' && rest.length === 0) {
      return shell`aws sagemaker list-hyper-parameter-tuning-jobs --region ${region} --name-contains ${contains}`;
    }
    if (origin === 'automl' && rest.length === 0) {
      return shell`aws sagemaker list-auto-ml-jobs --region ${region} --name-contains ${contains}`;
    }
    const list = shell`aws sagemaker list-${kind}-jobs --region ${region} --name-contains ${longestPart(lastPart(name))}`;
    return `${list} --sort-by CreationTime --sort-order Descending --max-items 10`;
  };
