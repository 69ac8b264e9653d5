import { from, type Entry } from '../call.ts';
import { alice, bela, chen, chenConsole, dana, frankfurt, ireland, oregon, roleArn } from '../cast.ts';
import { keyArn, labelingHosts, networks, registry, teamTrail, vpcConfig } from '../places.ts';
import { keepsOut, letsIn } from '../services/ec2.ts';
import { iamCall, policyArn } from '../services/iam.ts';
import { keyCall } from '../services/kms.ts';
import { bucketCall, publicAccessBlock } from '../services/s3.ts';
import { endpointChanged, newNotebook, notebookChanged, sagemakerArn, sagemakerCall } from '../services/sagemaker.ts';
import { at, spelled } from '../time.ts';
import { deployPolicy } from './monday.ts';

/** What the team's own trail records, with or without the many calls of KMS. */
export const selectors = (time: string, excluded: readonly string[]): Entry => {
  const eventSelectors = [
    {
      readWriteType: 'All',
      includeManagementEvents: true,
      dataResources: [],
      excludeManagementEventSources: excluded,
    },
  ];
  return from({ region: frankfurt, source: 'cloudtrail', by: alice })(time, 'PutEventSelectors', {
    request: { trailName: 'team-trail', eventSelectors },
    response: { trailARN: teamTrail, eventSelectors },
  });
};

const mending = (): Entry[] => [
  selectors(at(12, '07:45:10'), ['kms.amazonaws.com']),
  bucketCall('meadow-demo-site', ireland, dana)(
    at(12, '09:00:33'),
    'PutBucketPublicAccessBlock',
    publicAccessBlock(true),
  ),
  bucketCall('meadow-demo-site', ireland, dana)(at(12, '09:01:12'), 'DeleteBucketPolicy', { policy: '' }),
  iamCall(alice)(at(12, '15:00:45'), 'CreatePolicyVersion', {
    request: {
      policyArn: policyArn('ml-deploy'),
      policyDocument: deployPolicy({
        Resource: [roleArn('training-execution'), roleArn('pipeline-execution')],
        Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
      }),
      setAsDefault: true,
    },
    response: {
      policyVersion: { versionId: 'v2', isDefaultVersion: true, createDate: spelled(at(12, '15:00:45')) },
    },
  }),
  keyCall('notebooks', frankfurt, alice)(at(12, '15:30:08'), 'EnableKeyRotation', { rotationPeriodInDays: 365 }),
];

/** The record of the opening came a day late; by then the door was long shut. */
const unseen = (): Entry[] => {
  const door = { region: oregon, by: chenConsole, groupId: labelingHosts, port: 3389, source: '0.0.0.0/0' };
  return [
    letsIn({ ...door, time: at(12, '10:12:30'), delivered: at(13, '10:20:00') }),
    keepsOut({ ...door, time: at(12, '10:58:04') }),
  ];
};

interface Release {
  version: string;
  times: { model: string; config: string };
  complies: boolean;
}

/** A model and how it is hosted, with or without what the platform's own template would have set. */
export const release = ({ version, times, complies }: Release): Entry[] => {
  const made = sagemakerCall(ireland, chen);
  const name = `churn-${version}`;
  return [
    made(times.model, 'CreateModel', {
      request: {
        modelName: name,
        executionRoleArn: roleArn('training-execution'),
        primaryContainer: {
          image: `${registry(ireland)}/churn-serving:${version}`,
          modelDataUrl: `s3://meadow-ml-models-eu/churn/${version}/model.tar.gz`,
          environment: { SAGEMAKER_CONTAINER_LOG_LEVEL: '20' },
        },
        enableNetworkIsolation: complies,
        ...(complies && { vpcConfig: vpcConfig(ireland) }),
        tags: [],
      },
      response: { modelArn: sagemakerArn(ireland, 'model', name) },
    }),
    made(times.config, 'CreateEndpointConfig', {
      request: {
        endpointConfigName: name,
        kmsKeyId: complies ? keyArn('serving', ireland) : '',
        productionVariants: [
          {
            variantName: 'AllTraffic',
            modelName: name,
            instanceType: 'ml.m5.large',
            initialInstanceCount: 2,
            initialVariantWeight: 1,
          },
        ],
        dataCaptureConfig: {
          enableCapture: true,
          initialSamplingPercentage: 20,
          destinationS3Uri: 's3://meadow-ml-models-eu/churn/captured',
          kmsKeyId: complies ? keyArn('serving', ireland) : '',
          captureOptions: [{ captureMode: 'Input' }, { captureMode: 'Output' }],
        },
        tags: [],
      },
      response: { endpointConfigArn: sagemakerArn(ireland, 'endpoint-config', name) },
    }),
  ];
};

export const endpointIs = (time: string, name: string, status: string, config: string): Entry =>
  endpointChanged({
    time,
    region: ireland,
    detail: {
      EndpointName: name,
      EndpointArn: sagemakerArn(ireland, 'endpoint', name),
      EndpointConfigName: config,
      EndpointStatus: status,
      Tags: {},
    },
  });

const live = (): Entry[] => {
  const made = sagemakerCall(ireland, chen);
  const create = (time: string, endpointName: string) =>
    made(time, 'CreateEndpoint', {
      request: { endpointName, endpointConfigName: 'churn-v3', tags: [] },
      response: { endpointArn: sagemakerArn(ireland, 'endpoint', endpointName) },
    });
  return [
    ...release({ version: 'v3', times: { model: at(12, '11:20:15'), config: at(12, '11:25:02') }, complies: false }),
    create(at(12, '11:30:41'), 'churn'),
    endpointIs(at(12, '11:30:45'), 'churn', 'CREATING', 'churn-v3'),
    endpointIs(at(12, '11:36:20'), 'churn', 'IN_SERVICE', 'churn-v3'),
    // There were no instances left for a second one.
    create(at(12, '14:00:13'), 'churn-canary'),
    endpointIs(at(12, '14:00:17'), 'churn-canary', 'CREATING', 'churn-v3'),
    endpointIs(at(12, '14:21:09'), 'churn-canary', 'FAILED', 'churn-v3'),
  ];
};

const scratchIs = (time: string, status: string): Entry =>
  notebookChanged({
    time,
    region: frankfurt,
    detail: {
      NotebookInstanceName: 'churn-scratch',
      NotebookInstanceArn: sagemakerArn(frankfurt, 'notebook-instance', 'churn-scratch'),
      NotebookInstanceStatus: status,
    },
  });

/** The same name, but another notebook: nearly all of it is as it should be now. */
const anew = (): Entry[] => [
  sagemakerCall(frankfurt, bela)(at(12, '16:00:05'), 'StopNotebookInstance', {
    request: { notebookInstanceName: 'churn-scratch' },
  }),
  scratchIs(at(12, '16:02:41'), 'Stopped'),
  sagemakerCall(frankfurt, bela)(at(12, '16:05:30'), 'DeleteNotebookInstance', {
    request: { notebookInstanceName: 'churn-scratch' },
  }),
  scratchIs(at(12, '16:05:34'), 'Deleting'),
  scratchIs(at(12, '16:07:52'), 'Deleted'),
  newNotebook({
    time: at(12, '16:30:19'),
    region: frankfurt,
    by: bela,
    name: 'churn-scratch',
    role: 'notebook-execution',
    settings: {
      subnetId: networks[frankfurt].subnet,
      securityGroupIds: [networks[frankfurt].group],
      kmsKeyId: keyArn('notebooks', frankfurt),
      lifecycleConfigName: 'idle-shutdown',
      directInternetAccess: 'Disabled',
      rootAccess: 'Enabled',
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    },
    tags: { owner: 'bela' },
  }),
];

/** Thursday: some things are mended, a model goes live in a hurry, and a door stands open that nobody hears of. */
export const thursday = (): Entry[] => [...mending(), ...unseen(), ...live(), ...anew()];
