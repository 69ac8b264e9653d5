import { production, type Actor, type Members } from './cast.ts';
import { hexOf, uuidOf, wordOf } from './random.ts';

/** A call as the chapters write it down. */
export interface Call {
  time: string;
  region: string;
  /** `sagemaker`, for sagemaker.amazonaws.com. */
  source: string;
  name: string;
  by: Actor;
  request?: Members | null;
  response?: Members | null;
  reads?: true;
  /** Sign-ins that fail have a message and no code. */
  error?: { code?: string; message: string };
  resources?: readonly Members[];
  additional?: Members;
  /** `AwsApiCall` unless something else is said. */
  type?: 'AwsApiCall' | 'AwsConsoleSignIn' | 'AwsServiceEvent';
  details?: Members;
  host?: string;
  /** When its file came, if that was later than it should have been. */
  delivered?: string;
}

/** A record, with what decides into which file it goes. */
export interface Entry {
  time: string;
  account: string;
  region: string;
  delivered?: string | undefined;
  record: Members;
}

const global = new Set(['iam', 'organizations', 'signin']);

const hostOf = ({ source, region, host }: Call): string => {
  if (host) return host;
  if (source === 'sagemaker') return `api.sagemaker.${region}.amazonaws.com`;
  return global.has(source) ? `${source}.amazonaws.com` : `${source}.${region}.amazonaws.com`;
};

/** The members of a record in CloudTrail's order, around what a call says. */
export const call = (made: Call): Entry => {
  const { time, region, source, name, by, request = null, response = null, error, type = 'AwsApiCall' } = made;
  const caller = by(time);
  const { account } = caller;
  const seed = JSON.stringify([time, region, source, name, caller.identity, request, response, made.details]);
  const signIn = type === 'AwsConsoleSignIn';
  const record = {
    eventVersion: signIn ? '1.09' : '1.11',
    userIdentity: caller.identity,
    eventTime: time,
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: caller.address,
    userAgent: caller.agent,
    ...(error && { ...(error.code && { errorCode: error.code }), errorMessage: error.message }),
    requestParameters: request,
    responseElements: response,
    ...(made.additional && { additionalEventData: made.additional }),
    ...(!signIn && { requestID: source === 's3' ? wordOf(seed, 16).toUpperCase() : uuidOf(`request ${seed}`) }),
    eventID: uuidOf(`event ${seed}`),
    readOnly: made.reads === true,
    ...(made.resources && { resources: made.resources }),
    eventType: type,
    managementEvent: true,
    recipientAccountId: account,
    ...(made.details && { serviceEventDetails: made.details }),
    ...(caller.vpcEndpoint && { vpcEndpointId: caller.vpcEndpoint, vpcEndpointAccountId: production }),
    eventCategory: 'Management',
    ...(!caller.service && {
      tlsDetails: {
        tlsVersion: 'TLSv1.3',
        cipherSuite: 'TLS_AES_128_GCM_SHA256',
        clientProvidedHostHeader: hostOf(made),
      },
    }),
    ...(caller.console && !signIn && { sessionCredentialFromConsole: 'true' }),
    ...(made.delivered && { addendum: { reason: 'DELIVERY_DELAY' } }),
  };
  return { time, account, region, delivered: made.delivered, record };
};

/** What every call of one chapter's paragraph has in common. */
export const from =
  (common: Pick<Call, 'region' | 'source' | 'by'>) =>
  (time: string, name: string, more: Omit<Call, 'time' | 'name' | 'region' | 'source' | 'by'> = {}): Entry =>
    call({ ...common, time, name, ...more });

/** An id such as EC2 gives: `sg-0…`. */
export const ec2Id = (prefix: string, seed: string): string => `${prefix}-0${hexOf(`${prefix} ${seed}`, 16)}`;
