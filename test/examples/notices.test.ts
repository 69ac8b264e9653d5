import { beforeAll, expect, test } from 'vitest';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { rehearse, type Rehearsed } from '../../shared/app/notices/rehearse.ts';
import { replay } from '../../shared/app/replay.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { requirementsOf } from '../../shared/frameworks/index.ts';
import { days, deliveredOn, exampleConfiguration, theDayAfter } from './play.ts';

/** Every notice of the example week, in the order in which people get them: when, of what, how grave, and what it is about. */
const expected = `
  11-09 06:38:02 opened medium training-execution iam/role-trust-sagemaker-source
  11-09 06:38:15 opened low training-execution ← training-data iam/inline-policy
  11-09 06:38:20 opened high ml-deploy iam/policy-pass-role and 3
  11-09 06:38:30 opened low pipeline-steps iam/policy-sagemaker-guardrails
  11-09 06:44:00 opened medium d-exampledomain1 sagemaker/domain-source-identity
  11-09 07:08:09 opened high pipeline/churn-features/computefeatures sagemaker/processing-job-vpc and 4
  11-09 13:58:09 opened high sandbox-user ← AdministratorAccess iam/administrator-policy-attachment
  11-09 14:05:51 opened medium sandbox-try sagemaker/notebook-root-access and 1
  11-10 06:33:12 opened medium 11111111-aaaa-4aaa-8aaa-000000000002 kms/key-rotation
  11-10 09:45:10 opened high churn-scratch sagemaker/notebook-direct-internet-access and 5
  11-10 11:48:18 opened medium meadow-ml-scratch s3/bucket-default-key and 1
  11-10 13:05:12 opened critical sg-0bbbbbbbbbbbbbb02 ec2/security-group-admin-ports and 1
  11-10 13:47:55 resolved critical sg-0bbbbbbbbbbbbbb02 ec2/security-group-admin-ports and 1
  11-10 15:53:40 opened high churn-scratch sagemaker/notebook-presigned-url
  11-11 09:05:51 opened critical meadow-demo-site s3/bucket-policy-public-access and 1
  11-11 09:06:25 opened medium meadow-demo-site s3/bucket-public-access-block
  11-11 10:03:37 opened high 11111111-aaaa-4aaa-8aaa-000000000002 kms/key-availability and 2
  11-11 12:10:20 resolved high 11111111-aaaa-4aaa-8aaa-000000000002 kms/key-availability and 2
  11-11 14:03:02 opened medium fraud-exploration sagemaker/resource-data-class-tag
  11-11 16:05:20 opened critical notebook-execution ← AdministratorAccess iam/administrator-policy-attachment and 4
  11-11 16:41:08 resolved critical notebook-execution ← AdministratorAccess iam/administrator-policy-attachment and 4
  11-11 17:41:44 opened low training-execution ← customer-exports iam/inline-policy
  11-11 18:33:00 opened high training-execution/churn-xgboost/churn-sweep sagemaker/training-job-vpc and 3
  11-12 07:48:10 opened medium team-trail cloudtrail/trail-event-selectors
  11-12 09:00:33 resolved critical meadow-demo-site s3/bucket-policy-public-access
  11-12 09:00:33 resolved medium meadow-demo-site s3/bucket-public-access-block
  11-12 09:01:12 resolved medium meadow-demo-site s3/bucket-policy-tls
  11-12 10:58:04 late critical sg-0cccccccccccccc02 ec2/security-group-admin-ports and 1
  11-12 11:23:15 opened medium churn-v3 sagemaker/model-network-isolation and 1
  11-12 11:28:02 opened high churn-v3 sagemaker/endpoint-config-capture-key and 1
  11-12 11:33:41 opened high churn sagemaker/endpoint-hosting
  11-12 13:25:50 opened high pipeline-execution ← pass-role iam/policy-pass-role and 3
  11-12 14:03:13 opened high churn-canary sagemaker/endpoint-hosting
  11-12 14:21:09 resolved high churn-canary sagemaker/endpoint-hosting
  11-12 15:00:45 resolved high ml-deploy iam/policy-pass-role and 1
  11-12 15:30:08 resolved medium 11111111-aaaa-4aaa-8aaa-000000000002 kms/key-rotation
  11-12 16:07:52 resolved high churn-scratch sagemaker/notebook-direct-internet-access and 5
  11-12 16:33:19 opened high churn-scratch sagemaker/notebook-root-access
  11-13 08:30:12 opened critical root-user iam/root-user-activity
  11-13 09:23:30 opened medium labeling-export iam/user-access-key-creation
  11-13 09:45:26 resolved medium team-trail cloudtrail/trail-event-selectors
  11-13 10:30:59 resolved medium training-execution iam/role-trust-sagemaker-source
  11-13 10:34:16 resolved high pipeline-execution ← pass-role iam/policy-pass-role and 2
  11-13 11:05:09 resolved high pipeline/churn-features/computefeatures sagemaker/processing-job-vpc and 4
  11-13 13:02:31 opened medium elif iam/console-sign-in-mfa
  11-13 13:13:08 opened high d-exampledomain1 sagemaker/domain-presigned-url
  11-13 14:18:47 resolved high churn sagemaker/endpoint-hosting
  11-13 14:40:12 resolved high churn-v3 sagemaker/endpoint-config-capture-key and 1
  11-13 14:41:03 resolved medium churn-v3 sagemaker/model-network-isolation and 1
  11-13 15:00:20 resolved medium d-exampledomain1 sagemaker/domain-source-identity
  11-13 17:12:30 resolved low training-execution ← customer-exports iam/inline-policy
  11-13 17:12:30 resolved medium training-execution/churn-xgboost/churn-sweep sagemaker/training-job-data-access
  11-13 20:00:00 resolved high training-execution/churn-xgboost/churn-sweep sagemaker/training-job-vpc and 2
  11-14 02:19:20 opened high iam.amazonaws.com/PutUserPolicy cloudtrail/record-request-omitted
  11-14 02:20:12 opened critical ci-deploy ← AdministratorAccess iam/administrator-policy-attachment and 1
  11-14 02:22:36 opened critical notebook-execution ← AdministratorAccess iam/administrator-policy-attachment and 4
  11-14 02:22:44 opened medium labeling-export iam/user-access-key-creation
  11-14 02:27:09 opened high team-trail cloudtrail/trail-logging and 1
  11-14 02:30:50 opened high guardduty-findings-to-security events/detector-rule-integrity
  11-14 02:31:02 opened critical training-execution iam/role-trust-principal and 1
  11-14 02:32:16 opened high p-guardrail1 organizations/guardrail-policy-integrity
  11-14 02:36:48 opened high frank iam/user-mfa-deactivation
  11-14 02:39:25 opened high setup sagemaker/notebook-lifecycle-script-content
  11-14 02:41:40 opened high jupyter-tmp sagemaker/notebook-direct-internet-access and 5
  11-14 02:48:19 opened high jupyter-tmp sagemaker/notebook-presigned-url
  11-14 02:49:33 opened critical 11111111-aaaa-4aaa-8aaa-000000000001 kms/key-policy-access
  11-14 02:55:58 opened critical churn sagemaker/model-package-group-policy
  11-14 09:30:12 overdue critical root-user iam/root-user-activity
  11-15 03:20:12 overdue critical ci-deploy ← AdministratorAccess iam/administrator-policy-attachment
  11-15 03:22:36 overdue critical notebook-execution ← AdministratorAccess iam/administrator-policy-attachment and 3
  11-15 03:31:02 overdue critical training-execution iam/role-trust-principal
  11-15 03:49:33 overdue critical 11111111-aaaa-4aaa-8aaa-000000000001 kms/key-policy-access
  11-15 03:55:58 overdue critical churn sagemaker/model-package-group-policy
  11-15 07:53:20 resolved critical notebook-execution ← AdministratorAccess iam/administrator-policy-attachment and 4
  11-15 07:55:11 resolved critical ci-deploy ← AdministratorAccess iam/administrator-policy-attachment and 1
  11-15 07:58:25 resolved critical training-execution iam/role-trust-principal and 1
  11-15 08:02:14 resolved medium team-trail cloudtrail/trail-operation
  11-15 08:10:52 resolved critical 11111111-aaaa-4aaa-8aaa-000000000001 kms/key-policy-access
  11-15 08:15:20 resolved critical churn sagemaker/model-package-group-policy
  11-15 08:28:31 resolved high jupyter-tmp sagemaker/notebook-direct-internet-access and 5
  11-15 08:31:00 resolved high setup sagemaker/notebook-lifecycle-script-content
  11-15 09:00:27 resolved medium fraud-exploration sagemaker/resource-data-class-tag
`;

/** A notice on one line; of several findings, the resource of the gravest, and how many controls and resources there are. */
const noticeLine = ({ at, channel, notice }: Rehearsed): string => {
  const when = new Date(at).toISOString().slice(5, 19).replace('T', ' ');
  const what =
    notice.kind === 'list'
      ? `${notice.about} ${notice.severity} ${notice.listed.map(({ resource }) => resource).join(' ')}`
      : `${notice.news} ${notice.severity} ${notice.stories[0].resource.name} ${notice.stories[0].controlId}`;
  const others = notice.kind === 'finding' ? notice.stories.length - 1 : 0;
  return `${when} ${what}${others > 0 ? ` and ${others}` : ''}${channel === 'findings' ? '' : ` (${channel})`}`;
};

let told: Rehearsed[];

beforeAll(async () => {
  const configuration = exampleConfiguration();
  const catalogue = catalogueOf(resourceTypes, controls, configuration);
  const store = sqliteStore(':memory:');
  const replaying = {
    store,
    clock: { now: () => theDayAfter },
    saved: awsManagedPolicies(),
    catalogue,
    configuration,
  };
  for (const day of days) await replay((await localFiles(deliveredOn(day))).files, replaying);
  const byId = new Map(controls.map((control) => [control.id as string, control]));
  told = await rehearse(await Array.fromAsync(store.transitionsSince(0)), theDayAfter, {
    store,
    configuration,
    controlOf: (id) => byId.get(id),
    requirementsOf: (control) => (control ? requirementsOf(control.requirements) : []),
    aliasesOf: (id) => byId.get(id)?.aliases ?? [],
    catalogue,
  });
  await store.close();
});

test('the example week yields these notices, in this order', () =>
  expect(told.map(noticeLine)).toEqual(
    expected
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  ));

test('each has a name of its own, and says what to do', () => {
  expect(new Set(told.map(({ notice }) => notice.id)).size).toBe(told.length);
  for (const { notice } of told) {
    expect(notice.headline).not.toBe('');
    if (notice.kind === 'list') continue;
    for (const { remediation, waive, findingId } of notice.stories) {
      expect(remediation.command, findingId).not.toBe('');
      expect(waive).toContain(findingId);
    }
  }
});
