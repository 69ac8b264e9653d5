import { SourceError } from '../../../core/source-error.ts';

/** What kind of failure it was, for those who decide whether and how to go on. */
export type AwsFailure =
  | 'interrupted'
  | 'expired'
  | 'no-credentials'
  | 'not-known'
  | 'denied'
  | 'throttled'
  | 'network'
  | 'no-region'
  | 'other';

const named: Readonly<Record<string, AwsFailure>> = {
  AbortError: 'interrupted',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  RequestExpired: 'expired',
  TokenRefreshRequired: 'expired',
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  InvalidAccessKeyId: 'not-known',
  InvalidClientTokenId: 'not-known',
  UnrecognizedClientException: 'not-known',
  InvalidToken: 'not-known',
  AuthFailure: 'not-known',
  OptInRequired: 'not-known',
  SignatureDoesNotMatch: 'not-known',
  InvalidSignatureException: 'not-known',
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  AllAccessDisabled: 'denied',
  Forbidden: 'denied',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  SlowDown: 'throttled',
  TimeoutError: 'network',
  NetworkingError: 'network',
  InternalError: 'network',
  InternalFailure: 'network',
  InternalServerError: 'network',
  ServiceUnavailable: 'network',
  ServiceUnavailableException: 'network',
  RequestTimeout: 'network',
};

const networkCode =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENETDOWN)$/;

/** What an error of the SDK looks like, as far as it is looked at. */
interface SdkError {
  name?: string;
  code?: string;
  message?: string;
  cause?: unknown;
  $metadata?: { httpStatusCode?: number };
}

const codeOf = (error: unknown): string => {
  const { code, cause } = (error ?? {}) as SdkError;
  return code ?? (cause === undefined ? '' : codeOf(cause));
};

/** What kind of failure an error of the SDK tells of. */
export const failureOf = (error: unknown): AwsFailure => {
  const { name = '', message = '', $metadata } = (error ?? {}) as SdkError;
  const known = named[name];
  if (known) return known;
  if (message === 'Region is missing') return 'no-region';
  if (networkCode.test(codeOf(error)) || message === 'aborted') return 'network';
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 403) return 'denied';
  if (status === 429 || status === 503) return 'throttled';
  return status >= 500 ? 'network' : 'other';
};

/** One line: messages of AWS come with line breaks at times. */
const lineOf = (error: unknown): string => {
  const { name, message } = (error ?? {}) as SdkError;
  const line = (message ?? String(error)).replaceAll(/\s+/g, ' ').trim();
  return line === '' || line === 'UnknownError' ? (name ?? 'unknown error') : line;
};

/** What was tried: what it is called to people, and the permission it needs. */
interface Attempt {
  what: string;
  permission: string;
}

/** The permission that AWS itself names: behind a call may be another, to a key for one. */
const deniedIn = (line: string, permission: string): string => {
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(line)?.[1];
  return action === undefined || permission.startsWith(action) ? permission : action;
};

/** What to tell people of a failure, with what to do about it. */
export const adviceOn = (error: unknown, { what, permission }: Attempt): string => {
  const line = lineOf(error);
  switch (failureOf(error)) {
    case 'interrupted':
      return 'interrupted';
    case 'expired':
      return `${what}: the AWS credentials have expired; log in again (for example aws sso login) and run this again`;
    case 'no-credentials':
      return `${what}: there are no AWS credentials to use; log in, or name a profile with --profile (${line})`;
    case 'not-known':
      return `${what}: AWS does not take these credentials; check the profile, and that the Region is enabled (${line})`;
    case 'denied':
      return `${what}: the permission ${deniedIn(line, permission)} is missing (AWS says: ${line})`;
    case 'throttled':
      return `${what}: AWS turns requests away because there are too many; try again later`;
    case 'network':
      return `${what}: AWS can't be reached or does not answer (${codeOf(error) || line}); try again later`;
    case 'no-region':
      return `${what}: no Region is set; name one with --region`;
    case 'other':
      return `${what}: ${line}`;
  }
};

/** The same as an error. Without credentials, or interrupted, nothing more of the source can be read. */
export const awsError = (error: unknown, attempt: Attempt, scope: 'file' | 'source'): SourceError => {
  if (error instanceof SourceError) return error;
  const isOver = ['interrupted', 'expired', 'no-credentials', 'no-region'].includes(failureOf(error));
  return new SourceError(adviceOn(error, attempt), { scope: isOver ? 'source' : scope, cause: error });
};
