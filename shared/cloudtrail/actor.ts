import type { Actor, Call } from '../core/change.ts';
import { membersOf, textOf, within, type TrailRecord } from '../core/trail-record.ts';

/** Session names that a program made up for one session; what varies in them is not who it was. */
const varying: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '*'],
  [/^(botocore-session|aws-sdk-js|aws-go-sdk|AWSCLI-Session|SageMaker)-?[\w-]*\d+$/i, '$1-*'],
  [/\bi-[0-9a-f]{8,17}\b/g, 'i-*'],
  [/\d{6,}/g, '*'],
];

const stableSession = (session: string): string =>
  varying.reduce((name, [pattern, replacement]) => name.replace(pattern, replacement), session);

/** Who made a call: the person or role behind it, without what changes from session to session. */
export const actorOf = ({ userIdentity }: TrailRecord): Actor => {
  const identity = membersOf(userIdentity);
  const arn = textOf(identity['arn']);
  const issuer = textOf(within(identity, 'sessionContext', 'sessionIssuer', 'arn'));
  const session = issuer && arn ? arn.slice(arn.lastIndexOf('/') + 1) : undefined;
  const mfa = textOf(within(identity, 'sessionContext', 'attributes', 'mfaAuthenticated'));
  const type = textOf(identity['type']) ?? 'Unknown';
  const invokedBy = textOf(identity['invokedBy']);
  const account = textOf(identity['accountId']);
  return {
    type,
    arn,
    account,
    principal:
      (issuer && session ? `${issuer}/${stableSession(session)}` : undefined) ??
      arn ??
      textOf(identity['principalId']) ??
      textOf(identity['userName']) ??
      invokedBy ??
      account ??
      type,
    session,
    accessKeyId: textOf(identity['accessKeyId']),
    sourceIdentity: textOf(within(identity, 'sessionContext', 'sourceIdentity')),
    invokedBy,
    mfa: mfa === undefined ? undefined : mfa === 'true',
  };
};

export const callOf = (record: TrailRecord): Call => ({
  eventId: record.eventID,
  source: record.eventSource,
  name: record.eventName,
  at: Date.parse(record.eventTime),
  region: record.awsRegion,
  actor: actorOf(record),
  address: textOf(record.sourceIPAddress),
  userAgent: textOf(record.userAgent),
  vpcEndpointId: textOf(record.vpcEndpointId),
  errorCode: textOf(record.errorCode),
});
