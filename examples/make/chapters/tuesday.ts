import type { Entry } from '../call.ts';
import { alice, bela, chen, chenConsole, frankfurt, ireland, oregon, terraform } from '../cast.ts';
import { bastion, keyArn, labelingHosts, networks } from '../places.ts';
import { keepsOut, letsIn, newGroup } from '../services/ec2.ts';
import { keyCall } from '../services/kms.ts';
import { bucketCall, located } from '../services/s3.ts';
import { newNotebook, notebookChanged, presignedNotebookUrl, sagemakerArn } from '../services/sagemaker.ts';
import { at } from '../time.ts';

/** What the console sends of a form that nobody filled in. */
export const untouchedForm = {
  subnetId: '',
  securityGroupIds: [],
  kmsKeyId: '',
  lifecycleConfigName: '',
  directInternetAccess: 'Enabled',
  rootAccess: 'Enabled',
  defaultCodeRepository: '',
  additionalCodeRepositories: [],
};

const inAHurry = (): Entry[] => [
  newNotebook({
    time: at(10, '09:42:10'),
    region: frankfurt,
    by: bela,
    name: 'churn-scratch',
    role: 'notebook-execution',
    settings: untouchedForm,
    tags: { owner: 'bela' },
  }),
  notebookChanged({
    time: at(10, '09:46:33'),
    region: frankfurt,
    detail: {
      NotebookInstanceName: 'churn-scratch',
      NotebookInstanceArn: sagemakerArn(frankfurt, 'notebook-instance', 'churn-scratch'),
      NotebookInstanceStatus: 'InService',
    },
  }),
  presignedNotebookUrl({ time: at(10, '09:47:05'), region: frankfurt, by: bela }, 'churn-scratch'),
  bucketCall('meadow-ml-scratch', frankfurt, bela)(at(10, '11:30:18'), 'CreateBucket', located(frankfurt)),
  // So as not to have to ask again in the evening.
  presignedNotebookUrl({ time: at(10, '15:50:40'), region: frankfurt, by: bela }, 'churn-scratch', 43_200),
  presignedNotebookUrl({ time: at(10, '16:05:02'), region: frankfurt, by: bela }, 'churn-scratch', 43_200),
];

/** Root access that was asked for and approved: see the waiver in sagewatch.yml. */
const drivers = (): Entry[] => [
  newNotebook({
    time: at(10, '10:15:27'),
    region: frankfurt,
    by: alice,
    name: 'gpu-drivers-1',
    role: 'notebook-execution',
    settings: {
      instanceType: 'ml.g5.xlarge',
      subnetId: networks[frankfurt].subnet,
      securityGroupIds: [networks[frankfurt].group],
      kmsKeyId: keyArn('notebooks', frankfurt),
      lifecycleConfigName: 'idle-shutdown',
      directInternetAccess: 'Disabled',
      rootAccess: 'Enabled',
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    },
    tags: { environment: 'dev', owner: 'alice' },
  }),
];

const openDoor = (): Entry[] => {
  const door = { region: ireland, by: chen, groupId: bastion, port: 22, source: '0.0.0.0/0', flat: true };
  return [
    newGroup(at(10, '13:02:48'), {
      region: ireland,
      by: chen,
      groupId: bastion,
      name: 'bastion',
      vpcId: networks[ireland].vpc,
    }),
    letsIn({ ...door, time: at(10, '13:05:12') }),
    keepsOut({ ...door, time: at(10, '13:47:55') }),
  ];
};

/** Hosts for the labelling tool; Thursday tells of their group. */
const labeling = (): Entry[] => [
  newGroup(at(10, '14:20:06'), {
    region: oregon,
    by: chenConsole,
    groupId: labelingHosts,
    name: 'labeling-hosts',
    vpcId: networks[oregon].vpc,
  }),
  letsIn({
    time: at(10, '14:21:30'),
    region: oregon,
    by: chenConsole,
    groupId: labelingHosts,
    port: 3389,
    source: '203.0.113.0/24',
    description: 'the office',
  }),
];

/** Tuesday: Bela takes what the console offers; Chen opens a door, and shuts it. */
export const tuesday = (): Entry[] => [
  ...inAHurry(),
  ...drivers(),
  ...openDoor(),
  ...labeling(),
  // The key is older than a day now and still does not rotate; whoever touches it brings that up.
  keyCall('notebooks', frankfurt, terraform)(at(10, '18:00:11'), 'TagResource', {
    tags: [{ tagKey: 'cost-center', tagValue: '4711' }],
  }),
];
