import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { dataProtection } from '../../frameworks/profiles.ts';
import { mlflowTrackingServer } from '../../resources/sagemaker/mlflow-tracking-server.ts';

export default defineControl({
  id: 'sagemaker/mlflow-bucket-owner',
  title: 'MLflow tracking servers verify who owns the bucket of their artifacts',
  severity: 'medium',
  appliesTo: mlflowTrackingServer,
  reads: ['s3BucketOwnerVerification', 'artifactStoreUri'],
  rationale:
    'The name of a bucket that was deleted is free for anybody. Whoever takes it gets the models, and can put others in their place.',
  remediation: {
    summary: 'Switch the verification of the owner on.',
    command: ({ name, region }) =>
      shell`aws sagemaker update-mlflow-tracking-server --region ${region} --tracking-server-name ${name} --s3-bucket-owner-verification`,
    warning: 'If the bucket belongs to another account, name that one, too (--s3-bucket-owner-account-id).',
  },
  requirements: dataProtection,
  aliases: ['sagemaker-mlflow-artifact-store'],
  evaluate: ({ s3BucketOwnerVerification, artifactStoreUri }) =>
    s3BucketOwnerVerification
      ? pass
      : fail(`The server does not verify who owns the bucket of ${artifactStoreUri}, where it keeps its artifacts`),
});
