import { expect, test } from 'vitest';
import { days, deliveredOn, play, storyLine } from './play.ts';

/** All that people are told who look once a day; `late-`: it was over before its record came. Ties by their text. */
const storyline = `
  11-09 06:35:02 opened medium iam/role-trust-sagemaker-source training-execution
  11-09 06:35:15 opened low iam/inline-policy training-execution/inline/training-data
  11-09 06:35:20 opened high iam/policy-pass-role ml-deploy
  11-09 06:35:20 opened high iam/policy-privilege-escalation ml-deploy
  11-09 06:35:20 opened low iam/policy-sagemaker-guardrails ml-deploy
  11-09 06:35:20 opened low iam/policy-whole-service ml-deploy
  11-09 06:35:30 opened low iam/policy-sagemaker-guardrails pipeline-steps
  11-09 06:41:00 opened medium sagemaker/domain-source-identity d-exampledomain1
  11-09 07:05:09 opened high sagemaker/processing-job-vpc pipeline/churn-features/computefeatures
  11-09 07:05:09 opened medium sagemaker/processing-job-container-traffic-encryption pipeline/churn-features/computefeatures
  11-09 07:05:09 opened medium sagemaker/processing-job-network-isolation pipeline/churn-features/computefeatures
  11-09 07:05:09 opened medium sagemaker/processing-job-output-key pipeline/churn-features/computefeatures
  11-09 07:05:09 opened medium sagemaker/processing-job-volume-key pipeline/churn-features/computefeatures
  11-09 13:55:09 opened high iam/administrator-policy-attachment sandbox-user/attached/arn:aws:iam::aws:policy/AdministratorAccess
  11-09 14:02:51 opened low sagemaker/notebook-volume-key sandbox-try
  11-09 14:02:51 opened medium sagemaker/notebook-root-access sandbox-try
  11-10 06:30:12 opened medium kms/key-rotation 11111111-aaaa-4aaa-8aaa-000000000002
  11-10 09:42:10 opened high sagemaker/notebook-direct-internet-access churn-scratch
  11-10 09:42:10 opened high sagemaker/notebook-metadata-version churn-scratch
  11-10 09:42:10 opened high sagemaker/notebook-root-access churn-scratch
  11-10 09:42:10 opened high sagemaker/notebook-vpc churn-scratch
  11-10 09:42:10 opened medium sagemaker/notebook-lifecycle-config churn-scratch
  11-10 09:42:10 opened medium sagemaker/notebook-volume-key churn-scratch
  11-10 10:15:27 opened high sagemaker/notebook-root-access gpu-drivers-1
  11-10 11:45:18 opened medium s3/bucket-default-key meadow-ml-scratch
  11-10 11:45:18 opened medium s3/bucket-policy-tls meadow-ml-scratch
  11-10 13:05:12 opened critical ec2/security-group-admin-ports sg-0bbbbbbbbbbbbbb02
  11-10 13:05:12 opened critical ec2/security-group-internet-ingress sg-0bbbbbbbbbbbbbb02
  11-10 13:47:55 resolved critical ec2/security-group-admin-ports sg-0bbbbbbbbbbbbbb02 mended
  11-10 13:47:55 resolved critical ec2/security-group-internet-ingress sg-0bbbbbbbbbbbbbb02 mended
  11-10 15:50:40 opened high sagemaker/notebook-presigned-url churn-scratch
  11-11 09:03:25 opened medium s3/bucket-public-access-block meadow-demo-site
  11-11 09:05:51 opened critical s3/bucket-policy-public-access meadow-demo-site
  11-11 09:05:51 opened medium s3/bucket-policy-tls meadow-demo-site
  11-11 10:00:37 opened high kms/key-availability 11111111-aaaa-4aaa-8aaa-000000000002
  11-11 10:00:37 opened high sagemaker/notebook-volume-key fraud-exploration
  11-11 10:00:37 opened medium sagemaker/notebook-volume-key gpu-drivers-1
  11-11 12:10:20 resolved high kms/key-availability 11111111-aaaa-4aaa-8aaa-000000000002 mended
  11-11 12:10:20 resolved high sagemaker/notebook-volume-key fraud-exploration mended
  11-11 12:10:20 resolved medium sagemaker/notebook-volume-key gpu-drivers-1 mended
  11-11 14:00:02 opened medium sagemaker/resource-data-class-tag fraud-exploration
  11-11 16:05:20 opened critical iam/administrator-policy-attachment notebook-execution/attached/arn:aws:iam::aws:policy/AdministratorAccess
  11-11 16:05:20 opened critical sagemaker/domain-role-permissions d-exampledomain1
  11-11 16:05:20 opened critical sagemaker/notebook-role-permissions churn-scratch
  11-11 16:05:20 opened critical sagemaker/notebook-role-permissions fraud-exploration
  11-11 16:05:20 opened high sagemaker/notebook-role-permissions gpu-drivers-1
  11-11 16:41:08 resolved critical iam/administrator-policy-attachment notebook-execution/attached/arn:aws:iam::aws:policy/AdministratorAccess mended
  11-11 16:41:08 resolved critical sagemaker/domain-role-permissions d-exampledomain1 mended
  11-11 16:41:08 resolved critical sagemaker/notebook-role-permissions churn-scratch mended
  11-11 16:41:08 resolved critical sagemaker/notebook-role-permissions fraud-exploration mended
  11-11 16:41:08 resolved high sagemaker/notebook-role-permissions gpu-drivers-1 mended
  11-11 17:38:44 opened low iam/inline-policy training-execution/inline/customer-exports
  11-11 18:30:00 opened high sagemaker/training-job-vpc training-execution/churn-xgboost/churn-sweep
  11-11 18:30:00 opened medium sagemaker/training-job-data-access training-execution/churn-xgboost/churn-sweep
  11-11 18:30:00 opened medium sagemaker/training-job-network-isolation training-execution/churn-xgboost/churn-sweep
  11-11 18:30:00 opened medium sagemaker/training-job-output-key training-execution/churn-xgboost/churn-sweep
  11-12 07:45:10 opened medium cloudtrail/trail-event-selectors team-trail
  11-12 09:00:33 resolved critical s3/bucket-policy-public-access meadow-demo-site mended
  11-12 09:00:33 resolved medium s3/bucket-public-access-block meadow-demo-site mended
  11-12 09:01:12 resolved medium s3/bucket-policy-tls meadow-demo-site mended
  11-12 11:20:15 opened medium sagemaker/model-network-isolation churn-v3
  11-12 11:20:15 opened medium sagemaker/model-vpc churn-v3
  11-12 11:25:02 opened high sagemaker/endpoint-config-capture-key churn-v3
  11-12 11:25:02 opened medium sagemaker/endpoint-config-volume-key churn-v3
  11-12 11:30:41 opened high sagemaker/endpoint-hosting churn
  11-12 13:22:50 opened high iam/policy-pass-role pipeline-execution/inline/pass-role
  11-12 13:22:50 opened high iam/role-combined-permissions pipeline-execution
  11-12 13:22:50 opened high sagemaker/processing-job-role-permissions pipeline/churn-features/computefeatures
  11-12 13:22:50 opened low iam/inline-policy pipeline-execution/inline/pass-role
  11-12 14:00:13 opened high sagemaker/endpoint-hosting churn-canary
  11-12 14:21:09 resolved high sagemaker/endpoint-hosting churn-canary never-existed
  11-12 15:00:45 resolved high iam/policy-pass-role ml-deploy mended
  11-12 15:00:45 resolved high iam/policy-privilege-escalation ml-deploy mended
  11-12 15:30:08 resolved medium kms/key-rotation 11111111-aaaa-4aaa-8aaa-000000000002 mended
  11-12 16:07:52 resolved high sagemaker/notebook-direct-internet-access churn-scratch deleted
  11-12 16:07:52 resolved high sagemaker/notebook-metadata-version churn-scratch deleted
  11-12 16:07:52 resolved high sagemaker/notebook-root-access churn-scratch deleted
  11-12 16:07:52 resolved high sagemaker/notebook-vpc churn-scratch deleted
  11-12 16:07:52 resolved medium sagemaker/notebook-lifecycle-config churn-scratch deleted
  11-12 16:07:52 resolved medium sagemaker/notebook-volume-key churn-scratch deleted
  11-12 16:30:19 opened high sagemaker/notebook-root-access churn-scratch
  11-12 10:12:30 late-opened critical ec2/security-group-admin-ports sg-0cccccccccccccc02
  11-12 10:12:30 late-opened critical ec2/security-group-internet-ingress sg-0cccccccccccccc02
  11-12 10:58:04 late-resolved critical ec2/security-group-admin-ports sg-0cccccccccccccc02 mended
  11-12 10:58:04 late-resolved critical ec2/security-group-internet-ingress sg-0cccccccccccccc02 mended
  11-13 08:30:12 opened critical iam/root-user-activity root-user
  11-13 09:20:30 opened medium iam/user-access-key-creation labeling-export
  11-13 09:45:26 resolved medium cloudtrail/trail-event-selectors team-trail mended
  11-13 10:30:59 resolved medium iam/role-trust-sagemaker-source training-execution mended
  11-13 10:34:16 resolved high iam/policy-pass-role pipeline-execution/inline/pass-role mended
  11-13 10:34:16 resolved high iam/role-combined-permissions pipeline-execution mended
  11-13 10:34:16 resolved high sagemaker/processing-job-role-permissions pipeline/churn-features/computefeatures mended
  11-13 11:05:09 resolved high sagemaker/processing-job-vpc pipeline/churn-features/computefeatures mended
  11-13 11:05:09 resolved medium sagemaker/processing-job-container-traffic-encryption pipeline/churn-features/computefeatures mended
  11-13 11:05:09 resolved medium sagemaker/processing-job-network-isolation pipeline/churn-features/computefeatures mended
  11-13 11:05:09 resolved medium sagemaker/processing-job-output-key pipeline/churn-features/computefeatures mended
  11-13 11:05:09 resolved medium sagemaker/processing-job-volume-key pipeline/churn-features/computefeatures mended
  11-13 12:59:31 opened medium iam/console-sign-in-mfa elif
  11-13 13:10:08 opened high sagemaker/domain-presigned-url d-exampledomain1
  11-13 14:18:47 resolved high sagemaker/endpoint-hosting churn mended
  11-13 14:40:12 resolved high sagemaker/endpoint-config-capture-key churn-v3 deleted
  11-13 14:40:12 resolved medium sagemaker/endpoint-config-volume-key churn-v3 deleted
  11-13 14:41:03 resolved medium sagemaker/model-network-isolation churn-v3 deleted
  11-13 14:41:03 resolved medium sagemaker/model-vpc churn-v3 deleted
  11-13 15:00:20 resolved medium sagemaker/domain-source-identity d-exampledomain1 mended
  11-13 17:12:30 resolved low iam/inline-policy training-execution/inline/customer-exports mended
  11-13 17:12:30 resolved medium sagemaker/training-job-data-access training-execution/churn-xgboost/churn-sweep mended
  11-13 20:00:00 resolved high sagemaker/training-job-vpc training-execution/churn-xgboost/churn-sweep mended
  11-13 20:00:00 resolved medium sagemaker/training-job-network-isolation training-execution/churn-xgboost/churn-sweep mended
  11-13 20:00:00 resolved medium sagemaker/training-job-output-key training-execution/churn-xgboost/churn-sweep mended
  11-14 02:16:20 opened high cloudtrail/record-request-omitted iam.amazonaws.com/PutUserPolicy
  11-14 02:19:44 opened medium iam/user-access-key-creation labeling-export
  11-14 02:20:12 opened critical iam/administrator-policy-attachment ci-deploy/attached/arn:aws:iam::aws:policy/AdministratorAccess
  11-14 02:20:12 opened low iam/user-direct-policy ci-deploy/attached/arn:aws:iam::aws:policy/AdministratorAccess
  11-14 02:22:36 opened critical iam/administrator-policy-attachment notebook-execution/attached/arn:aws:iam::aws:policy/AdministratorAccess
  11-14 02:22:36 opened critical sagemaker/notebook-role-permissions churn-scratch
  11-14 02:22:36 reopened critical sagemaker/domain-role-permissions d-exampledomain1
  11-14 02:22:36 reopened critical sagemaker/notebook-role-permissions fraud-exploration
  11-14 02:22:36 reopened high sagemaker/notebook-role-permissions gpu-drivers-1
  11-14 02:24:09 opened high cloudtrail/trail-logging team-trail
  11-14 02:24:09 opened medium cloudtrail/trail-operation team-trail
  11-14 02:27:50 opened high events/detector-rule-integrity guardduty-findings-to-security
  11-14 02:29:16 opened high organizations/guardrail-policy-integrity p-guardrail1
  11-14 02:31:02 opened critical iam/role-trust-principal training-execution
  11-14 02:31:02 reopened medium iam/role-trust-sagemaker-source training-execution
  11-14 02:33:48 opened high iam/user-mfa-deactivation frank
  11-14 02:36:25 opened high sagemaker/notebook-lifecycle-script-content setup
  11-14 02:38:40 opened high sagemaker/notebook-direct-internet-access jupyter-tmp
  11-14 02:38:40 opened high sagemaker/notebook-metadata-version jupyter-tmp
  11-14 02:38:40 opened high sagemaker/notebook-root-access jupyter-tmp
  11-14 02:38:40 opened high sagemaker/notebook-vpc jupyter-tmp
  11-14 02:38:40 opened medium sagemaker/notebook-lifecycle-config jupyter-tmp
  11-14 02:38:40 opened medium sagemaker/notebook-volume-key jupyter-tmp
  11-14 02:45:19 opened high sagemaker/notebook-presigned-url jupyter-tmp
  11-14 02:49:33 opened critical kms/key-policy-access 11111111-aaaa-4aaa-8aaa-000000000001
  11-14 02:55:58 opened critical sagemaker/model-package-group-policy churn
  11-15 07:53:20 resolved critical iam/administrator-policy-attachment notebook-execution/attached/arn:aws:iam::aws:policy/AdministratorAccess mended
  11-15 07:53:20 resolved critical sagemaker/domain-role-permissions d-exampledomain1 mended
  11-15 07:53:20 resolved critical sagemaker/notebook-role-permissions churn-scratch mended
  11-15 07:53:20 resolved critical sagemaker/notebook-role-permissions fraud-exploration mended
  11-15 07:53:20 resolved high sagemaker/notebook-role-permissions gpu-drivers-1 mended
  11-15 07:55:11 resolved critical iam/administrator-policy-attachment ci-deploy/attached/arn:aws:iam::aws:policy/AdministratorAccess mended
  11-15 07:55:11 resolved low iam/user-direct-policy ci-deploy/attached/arn:aws:iam::aws:policy/AdministratorAccess mended
  11-15 07:58:25 resolved critical iam/role-trust-principal training-execution mended
  11-15 07:58:25 resolved medium iam/role-trust-sagemaker-source training-execution mended
  11-15 08:02:14 resolved medium cloudtrail/trail-operation team-trail mended
  11-15 08:10:52 resolved critical kms/key-policy-access 11111111-aaaa-4aaa-8aaa-000000000001 mended
  11-15 08:15:20 resolved critical sagemaker/model-package-group-policy churn mended
  11-15 08:28:31 resolved high sagemaker/notebook-direct-internet-access jupyter-tmp deleted
  11-15 08:28:31 resolved high sagemaker/notebook-metadata-version jupyter-tmp deleted
  11-15 08:28:31 resolved high sagemaker/notebook-root-access jupyter-tmp deleted
  11-15 08:28:31 resolved high sagemaker/notebook-vpc jupyter-tmp deleted
  11-15 08:28:31 resolved medium sagemaker/notebook-lifecycle-config jupyter-tmp deleted
  11-15 08:28:31 resolved medium sagemaker/notebook-volume-key jupyter-tmp deleted
  11-15 08:31:00 resolved high sagemaker/notebook-lifecycle-script-content setup deleted
  11-15 09:00:27 resolved medium sagemaker/resource-data-class-tag fraud-exploration mended
`;

test('told day by day, the week is this story', async () => {
  const { told } = await play(...days.map(deliveredOn));
  expect(told.flatMap((transitions) => transitions.map(storyLine).toSorted())).toEqual(
    storyline
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );
});
