import { call, from, type Entry } from '../call.ts';
import { alice, chen, elif, frankfurt, ireland, oregon, production, root, virginia, type Actor } from '../cast.ts';
import { domainId } from '../places.ts';
import { hexOf } from '../random.ts';
import { iamCall, newAccessKey, ourAccount, policyText, sagemaker, trusting } from '../services/iam.ts';
import { tuningChild } from '../services/jobs.ts';
import { sagemakerArn, sagemakerCall } from '../services/sagemaker.ts';
import { after, at } from '../time.ts';
import { endpointIs, release, selectors } from './thursday.ts';
import { sweep } from './wednesday.ts';

interface SignIn {
  time: string;
  by: Actor;
  mfa: boolean;
  failed?: true;
}

/** A sign-in to the console. The session that comes of it is in none of its members yet. */
export const signIn = ({ time, by, mfa, failed }: SignIn): Entry => {
  const actor: Actor = (when) => {
    const { identity, ...caller } = by(when);
    const { accessKeyId: _key, sessionContext: _session, ...who } = identity;
    return { ...caller, identity: who };
  };
  return call({
    time,
    region: virginia,
    source: 'signin',
    name: 'ConsoleLogin',
    by: actor,
    type: 'AwsConsoleSignIn',
    host: 'signin.aws.amazon.com',
    response: { ConsoleLogin: failed ? 'Failure' : 'Success' },
    ...(failed && { error: { message: 'Failed authentication' } }),
    additional: {
      LoginTo: 'https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&state=hashArgsFromTB',
      MobileVersion: 'No',
      MFAUsed: mfa ? 'Yes' : 'No',
    },
  });
};

/** The root user changes whom AWS calls in an emergency, which only it may, and looks around. */
const asRoot = (): Entry[] => [
  signIn({ time: at(13, '08:30:12'), by: root, mfa: true }),
  iamCall(root)(at(13, '08:31:40'), 'GetAccountSummary', { reads: true }),
  from({ region: virginia, source: 'account', by: root })(at(13, '08:33:05'), 'PutAlternateContact', {
    request: {
      alternateContactType: 'SECURITY',
      emailAddress: '****',
      name: '****',
      phoneNumber: '****',
      title: '****',
    },
  }),
  from({ region: virginia, source: 'billingconsole', by: root })(at(13, '08:35:51'), 'GetBillingAddress', {
    reads: true,
  }),
];

const mending = (): Entry[] => [
  newAccessKey(at(13, '09:20:30'), 'labeling-export', 'AKIALABELEXP1EXAMPLE', alice),
  selectors(at(13, '09:45:26'), []),
  iamCall(alice)(at(13, '10:30:59'), 'UpdateAssumeRolePolicy', {
    request: { roleName: 'training-execution', policyDocument: policyText(trusting(sagemaker, ourAccount)) },
  }),
  sagemakerCall(frankfurt, alice)(at(13, '15:00:20'), 'UpdateDomain', {
    request: { domainId, domainSettingsForUpdate: { executionRoleIdentityConfig: 'USER_PROFILE_NAME' } },
    response: { domainArn: sagemakerArn(frankfurt, 'domain', domainId) },
  }),
];

/** A contractor without MFA, who asks for a way into somebody else's Studio. */
const fromElsewhere = (): Entry[] => [
  signIn({ time: at(13, '12:58:47'), by: elif, mfa: false, failed: true }),
  signIn({ time: at(13, '12:59:31'), by: elif, mfa: false }),
  sagemakerCall(frankfurt, elif)(at(13, '13:10:08'), 'CreatePresignedDomainUrl', {
    request: { domainId, userProfileName: 'bela-novak', expiresInSeconds: 300 },
  }),
];

/** SageMaker says when the endpoint answers with the new configuration; until then nothing is mended. */
const replaced = (): Entry[] => {
  const made = sagemakerCall(ireland, chen);
  return [
    ...release({ version: 'v4', times: { model: at(13, '14:00:02'), config: at(13, '14:04:38') }, complies: true }),
    made(at(13, '14:10:11'), 'UpdateEndpoint', {
      request: {
        endpointName: 'churn',
        endpointConfigName: 'churn-v4',
        retainAllVariantProperties: false,
        retainDeploymentConfig: false,
      },
      response: { endpointArn: sagemakerArn(ireland, 'endpoint', 'churn') },
    }),
    endpointIs(at(13, '14:10:14'), 'churn', 'UPDATING', 'churn-v3'),
    endpointIs(at(13, '14:18:47'), 'churn', 'IN_SERVICE', 'churn-v4'),
    made(at(13, '14:38:00'), 'DeleteEndpoint', { request: { endpointName: 'churn-canary' } }),
    made(at(13, '14:40:12'), 'DeleteEndpointConfig', { request: { endpointConfigName: 'churn-v3' } }),
    made(at(13, '14:41:03'), 'DeleteModel', { request: { modelName: 'churn-v3' } }),
  ];
};

const tuning = (): Entry[] => {
  const begin = at(13, '16:00:30');
  const name = 'churn-tuning-1113';
  return [
    sagemakerCall(oregon, alice)(begin, 'CreateHyperParameterTuningJob', {
      request: {
        hyperParameterTuningJobName: name,
        hyperParameterTuningJobConfig: {
          strategy: 'Bayesian',
          resourceLimits: { maxNumberOfTrainingJobs: 24, maxParallelTrainingJobs: 4 },
        },
        tags: [],
      },
      response: {
        hyperParameterTuningJobArn: `arn:aws:sagemaker:${oregon}:${production}:hyper-parameter-tuning-job/${name}`,
      },
    }),
    ...Array.from({ length: 24 }, (_, index) =>
      tuningChild(
        after(begin, 20 + Math.floor(index / 4) * 600 + (index % 4) * 3),
        oregon,
        `${name}-${String(index + 1).padStart(3, '0')}-${hexOf(`child ${index}`, 8)}`,
      ),
    ),
  ];
};

/** Friday: the day of mending, a root user at work, and a contractor at the door. */
export const friday = (): Entry[] => [
  ...asRoot(),
  ...mending(),
  ...fromElsewhere(),
  ...replaced(),
  ...tuning(),
  ...sweep(at(13, '20:00:00'), 60, 74, true),
];
