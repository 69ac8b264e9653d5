import { describe, expect, test } from 'vitest';
import { refOf } from '../../../shared/core/resource-ref.ts';
import { definitionCommand, stemOf, workloadOf, type JobOrigin } from '../../../shared/resources/sagemaker/workload.ts';

describe('the stem of a job name', () => {
  test.each([
    ['train-a', 'train-a'],
    ['train-b', 'train-b'],
    ['xgboost-2026-11-02-09-15-33-123', 'xgboost'],
    ['train-churn-20261102', 'train-churn'],
    ['train-churn-20261102T091533Z', 'train-churn'],
    ['train-churn-261102-0915', 'train-churn'],
    ['train-20261102-churn', 'train-*-churn'],
    ['churn20261102', 'churn'],
    ['churn-1793610933-a1b2', 'churn'],
    ['churn-5e884898da28', 'churn'],
    ['churn-0b7a2c1e-3d4f-4a5b-8c6d-7e8f9a0b1c2d', 'churn'],
    ['churn-02-nov-2026', 'churn'],
    ['churn-2nov2026', 'churn'],
    ['Churn-Run17', 'churn-run'],
    ['medzen-b5-universal-arm1-2026-005', 'medzen-b5-universal-arm1'],
    ['resnet50', 'resnet50'],
    ['resnet18', 'resnet18'],
    ['churn-v2-2026-11-02', 'churn-v2'],
    ['decoder-2', 'decoder'],
    ['facade-train', 'facade-train'],
    ['2026-11-02', 'job'],
  ])('%s is %s', (name, stem) => expect(stemOf(name)).toBe(stem));
});

const role = 'arn:aws:iam::111122223333:role/service-role/ml-training';
const image = '763104351884.dkr.ecr.eu-central-1.amazonaws.com/pytorch-training:2.9-gpu';
const job = { roleArn: role, image };
const arn = (path: string) => `arn:aws:sagemaker:eu-central-1:111122223333:${path}`;
const monitoring = 'model-monitoring-202611020900-5e884898da28047151d0e56f';
const reports = (schedule: string) => `s3://ml-reports/churn/${schedule}/2026/11/02/09`;

describe('the workload of a job', () => {
  test.each<[string, JobOrigin, string, string]>([
    ['a name of its own', job, 'train-a', 'ml-training/pytorch-training/train-a'],
    ['an SDK name', job, 'xgboost-2026-11-02-09-15-33-123', 'ml-training/pytorch-training/xgboost'],
    ['a pinned image', { ...job, image: `${image}@sha256:0a1b` }, 'train-a', 'ml-training/pytorch-training/train-a'],
    ['an image of a registry with a port', { ...job, image: 'reg:5000/team/x:1' }, 'a', 'ml-training/team/x/a'],
    ['an image without a registry', { ...job, image: 'team/x' }, 'a', 'ml-training/team/x/a'],
    ['a marketplace algorithm', { ...job, image: arn('algorithm/trees') }, 'a', 'ml-training/trees/a'],
    [
      'a step of a pipeline',
      { ...job, experimentName: 'Churn' },
      'pipelines-cfvy1tjuxdq8-AbaloneTrain-tavd6f3wdf',
      'pipeline/churn/abalonetrain',
    ],
    [
      'a step of a pipeline that the job does not name',
      job,
      'pipelines-8pk6dxn4cfvl-rossmann-model-train-bPVYsMzUlc',
      'ml-training/pytorch-training/pipelines-*-rossmann-model-train',
    ],
    ['an experiment without a pipeline', { ...job, experimentName: 'try' }, 'a', 'ml-training/pytorch-training/a'],
    ['a child of a tuning job, by its name', job, 'xgb-20261102-001-1a2b3c4d', 'tuning/xgb'],
    ['a child of a tuning job, as described', { ...job, tuningJobArn: arn('x/xgb-20261103') }, 'a', 'tuning/xgb'],
    ['a child of an AutoML job', { ...job, autoMLJobArn: arn('automl-job/churn-2') }, 'a', 'automl/churn'],
    [
      'a run of a monitoring schedule',
      { ...job, monitoringScheduleArn: arn('monitoring-schedule/churn-2') },
      monitoring,
      'schedule/churn-2',
    ],
    [
      'a monitoring job that names no schedule',
      { ...job, outputUri: reports('daily') },
      monitoring,
      'ml-training/pytorch-training/ml-reports/churn/daily/model-monitoring',
    ],
    ['nothing known of it', {}, 'train-a', 'unknown-role/unknown-image/train-a'],
  ])('%s', (_, origin, name, workload) => expect(workloadOf(origin, name)).toBe(workload));

  test('two schedules of one role and image are two', () =>
    expect(workloadOf({ ...job, outputUri: reports('daily') }, monitoring)).not.toBe(
      workloadOf({ ...job, outputUri: reports('weekly') }, monitoring),
    ));
  test('two roles are two', () =>
    expect(workloadOf({ ...job, roleArn: 'arn:aws:iam::111122223333:role/b' }, 'a')).not.toBe(workloadOf(job, 'a')));
});

describe('the command that shows the definition', () => {
  const workload = (name: string) => ({
    ...refOf('sagemaker/training-job', arn(`workload/training-job/${name}`), {
      account: '111122223333',
      region: 'eu-central-1',
    }),
    name,
  });
  test.each([
    ['pipeline/churn/train', 'describe-pipeline --region eu-central-1 --pipeline-name churn'],
    ['schedule/churn-2', 'describe-monitoring-schedule --region eu-central-1 --monitoring-schedule-name churn-2'],
    ['tuning/xgb', 'list-hyper-parameter-tuning-jobs --region eu-central-1 --name-contains xgb'],
    ['automl/churn', 'list-auto-ml-jobs --region eu-central-1 --name-contains churn'],
    ['role/image/train-*-churn-eu', 'list-training-jobs --region eu-central-1 --name-contains churn-eu --sort-by'],
    [
      'role/image/pipelines-*-rossmann-train',
      'list-training-jobs --region eu-central-1 --name-contains rossmann-train',
    ],
  ])('of %s', (name, command) =>
    expect(definitionCommand('training')(workload(name))).toContain(`aws sagemaker ${command}`),
  );
});
