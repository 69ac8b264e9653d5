import { from, type Entry } from '../call.ts';
import { alice, dana, frankfurt, ireland, oregon, production, virginia } from '../cast.ts';
import { guardrail, organizationRoot, teamTrail } from '../places.ts';
import { iamCall, ourAccount, policyText, sagemaker, trusting } from '../services/iam.ts';
import { keyCall, keyPolicy } from '../services/kms.ts';
import { notebookChanged, sagemakerArn, sagemakerCall, tagsOf } from '../services/sagemaker.ts';
import { at } from '../time.ts';

const lockingOut = (): Entry[] => {
  const iam = iamCall(alice);
  return [
    from({ region: virginia, source: 'cloudtrail', by: dana })(at(15, '07:42:18'), 'LookupEvents', {
      request: {
        lookupAttributes: [{ attributeKey: 'Username', attributeValue: 'ci-deploy' }],
        maxResults: 50,
      },
      reads: true,
    }),
    iam(at(15, '07:50:02'), 'UpdateAccessKey', {
      request: { userName: 'ci-deploy', accessKeyId: 'AKIACIDEPLOYXEXAMPLE', status: 'Inactive' },
    }),
    iam(at(15, '07:51:30'), 'DeleteAccessKey', {
      request: { userName: 'labeling-export', accessKeyId: 'AKIALABELEXP2EXAMPLE' },
    }),
    iam(at(15, '07:55:11'), 'DetachUserPolicy', {
      request: { userName: 'ci-deploy', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    }),
    iam(at(15, '07:56:40'), 'DeleteUserPolicy', { request: { userName: 'ci-deploy', policyName: 'build-cache' } }),
    iam(at(15, '07:58:25'), 'UpdateAssumeRolePolicy', {
      request: { roleName: 'training-execution', policyDocument: policyText(trusting(sagemaker, ourAccount)) },
    }),
    iam(at(15, '08:20:09'), 'EnableMFADevice', {
      request: { userName: 'frank', serialNumber: `arn:aws:iam::${production}:mfa/frank-phone-2` },
    }),
  ];
};

const seeingAgain = (): Entry[] => [
  from({ region: frankfurt, source: 'cloudtrail', by: alice })(at(15, '08:02:14'), 'StartLogging', {
    request: { name: teamTrail },
  }),
  from({ region: frankfurt, source: 'events', by: alice })(at(15, '08:03:33'), 'EnableRule', {
    request: { name: 'guardduty-findings-to-security', eventBusName: 'default' },
  }),
  from({ region: virginia, source: 'organizations', by: alice })(at(15, '08:06:47'), 'AttachPolicy', {
    request: { policyId: guardrail, targetId: organizationRoot },
  }),
];

const puttingBack = (): Entry[] => {
  const notebook = sagemakerCall(oregon, dana);
  const gone = { request: { notebookInstanceName: 'jupyter-tmp' } };
  const isNow = (time: string, NotebookInstanceStatus: string) =>
    notebookChanged({
      time,
      region: oregon,
      detail: {
        NotebookInstanceName: 'jupyter-tmp',
        NotebookInstanceArn: sagemakerArn(oregon, 'notebook-instance', 'jupyter-tmp'),
        NotebookInstanceStatus,
      },
    });
  return [
    keyCall('data', frankfurt, alice)(at(15, '08:10:52'), 'PutKeyPolicy', {
      policyName: 'default',
      bypassPolicyLockoutSafetyCheck: false,
      policy: keyPolicy(),
    }),
    sagemakerCall(ireland, alice)(at(15, '08:15:20'), 'DeleteModelPackageGroupPolicy', {
      request: { modelPackageGroupName: 'churn' },
    }),
    notebook(at(15, '08:22:03'), 'StopNotebookInstance', gone),
    isNow(at(15, '08:24:45'), 'Stopped'),
    notebook(at(15, '08:26:10'), 'DeleteNotebookInstance', gone),
    isNow(at(15, '08:28:31'), 'Deleted'),
    notebook(at(15, '08:31:00'), 'DeleteNotebookInstanceLifecycleConfig', {
      request: { notebookInstanceLifecycleConfigName: 'setup' },
    }),
    sagemakerCall(frankfurt, alice)(at(15, '09:00:27'), 'AddTags', {
      request: {
        resourceArn: sagemakerArn(frankfurt, 'notebook-instance', 'fraud-exploration'),
        tags: tagsOf({ 'data-class': 'phi' }),
      },
      response: { tags: tagsOf({ 'data-class': 'phi', environment: 'live', owner: 'alice' }) },
    }),
  ];
};

/** Sunday: Dana and Alice lock the intruder out and put things back. */
export const sunday = (): Entry[] => [...lockingOut(), ...seeingAgain(), ...puttingBack()];
