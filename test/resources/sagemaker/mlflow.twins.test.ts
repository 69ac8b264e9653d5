import { expect, test } from 'vitest';
import { mlflowApp } from '../../../shared/resources/sagemaker/mlflow-app.ts';
import { mlflowTrackingServer } from '../../../shared/resources/sagemaker/mlflow-tracking-server.ts';
import { expectTwins, statedBy } from '../twins.ts';
import { arn, call, role, tags } from './shapes.ts';

test('a tracking server, whose bucket is changed', () =>
  expectTwins(mlflowTrackingServer, {
    records: [
      call(
        'CreateMlflowTrackingServer',
        {
          trackingServerName: 'Experiments',
          artifactStoreUri: 's3://ml-experiments/mlflow',
          roleArn: role,
          tags: tags.request,
        },
        { trackingServerArn: arn('mlflow-tracking-server/experiments') },
      ),
      call('UpdateMlflowTrackingServer', {
        trackingServerName: 'experiments',
        artifactStoreUri: 's3://ml-elsewhere/mlflow',
        trackingServerSize: '',
        s3BucketOwnerVerification: false,
      }),
    ],
    output: {
      TrackingServerArn: arn('mlflow-tracking-server/experiments'),
      TrackingServerName: 'Experiments',
      ArtifactStoreUri: 's3://ml-elsewhere/mlflow',
      RoleArn: role,
      TrackingServerStatus: 'Updated',
      S3BucketOwnerVerification: false,
      Tags: tags.output,
    },
  }));

const app = arn('mlflow-app/app-ABC123');

test('an app, which only the answer to its creation identifies', () => {
  const records = [
    call('CreateMlflowApp', { name: 'experiments', artifactStoreUri: 's3://a/b', roleArn: role }, { arn: app }),
    call('UpdateMlflowApp', { arn: app, name: 'renamed', artifactStoreUri: 's3://ml-experiments/mlflow' }),
  ];
  expectTwins(mlflowApp, {
    records,
    output: {
      Arn: app,
      Name: 'renamed',
      ArtifactStoreUri: 's3://ml-experiments/mlflow',
      RoleArn: role,
      Status: 'Updated',
      Tags: [],
    },
  });
  const unanswered = call('CreateMlflowApp', { name: 'experiments', artifactStoreUri: 's3://a/b', roleArn: role });
  expect(statedBy(mlflowApp, [unanswered]).arn).toMatch(/^unidentified\//);
});

test('outputs of others that have an ARN, and of what was deleted, describe no app', () => {
  const { described } = mlflowApp;
  expect(described?.nameOf({ Arn: app, Status: 'Created' })).toBe(app);
  expect(described?.nameOf({ Arn: app, Status: 'Deleted' })).toBeUndefined();
  expect(described?.nameOf({ Arn: 'arn:aws:iam::111122223333:role/mlflow-app' })).toBeUndefined();
  expect(described?.nameOf({})).toBeUndefined();
});

test.each([
  ['Created', true],
  ['UpdateFailed', true],
  ['Stopped', true],
  ['MaintenanceComplete', true],
  ['Creating', false],
  ['Starting', false],
  ['MaintenanceInProgress', false],
  [undefined, false],
])('a server that is %s: %s', (TrackingServerStatus, lasts) =>
  expect(mlflowTrackingServer.described?.isFinal?.({ TrackingServerStatus })).toBe(lasts),
);
