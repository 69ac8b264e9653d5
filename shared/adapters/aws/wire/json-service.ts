import { isoOf, type Instant } from '../../../core/instant.ts';
import type { Clock, Sleep } from '../../../ports.ts';
import type { Answer, Post } from './post.ts';
import { ServiceError } from './service-error.ts';
import { signed, type Credentials } from './signature.ts';

/** How the services of a Region are reached from within a function. */
export interface Access {
  region: string;
  credentials: Credentials;
  /** Where all services are, instead of where AWS has them: moto. */
  endpoint?: string | undefined;
  /** By what Lambda notices functions that call each other without end; goes along with every request. */
  trace?: (() => string | undefined) | undefined;
  post: Post;
  clock: Clock;
  sleep: Sleep;
}

/** A service that speaks AWS's JSON protocol. */
export interface JsonService {
  /** As signatures and hosts name it: `dynamodb`. */
  name: string;
  /** What stands before an operation's name: `DynamoDB_20120810`. */
  target: string;
}

/** Asks for an operation. Throws a `ServiceError` for what AWS refuses; `origin`: another host than the service's own. */
export type Call = (operation: string, input: object, origin?: string) => Promise<unknown>;

const mostTries = 4;
const throttled =
  /^(Throttl\w*|ProvisionedThroughputExceeded\w*|RequestLimitExceeded|RequestThrottled\w*|TooManyRequestsException|TransactionInProgressException|KmsThrottled|SlowDown)$/;
const transient = new Set([500, 502, 503, 504]);

/** A moment as signatures write it: `20261123T143800Z`. */
const dateOf = (at: Instant): string => isoOf(at).replaceAll(/[-:]|\.\d+/g, '');

/** China has a domain of its own; GovCloud has not. [AWS General Reference, service endpoints] */
const domainOf = (region: string): string => (region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com');

const membersOf = (body: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // What stands before AWS's services answers in other words now and then: a load balancer's page.
    return {};
  }
};

/** The error that an answer tells. Its name may have its namespace before it and an address behind it. [Smithy, AWS JSON 1.0] */
const errorOf = ({ status, headers, body }: Answer): ServiceError => {
  const { __type: type, message, Message: capital, ...members } = membersOf(body);
  const named = [headers['x-amzn-errortype'], type].find((each) => typeof each === 'string') ?? `Status${status}`;
  const told = [message, capital].find((each) => typeof each === 'string') ?? `answered with ${status}`;
  return new ServiceError(named.replace(/^.*#/, '').replace(/:.*$/, ''), told, status, members);
};

const isTransient = (error: unknown): boolean =>
  !(error instanceof ServiceError) || transient.has(error.status) || throttled.test(error.name) || error.status === 429;

/**
 * A service of AWS, spoken to over the wire: what the SDK does, for the two services that every function works with. The
 * SDK's clients would be a third of a function's code, and the larger part of its start. Throttling, faults and broken
 * connections are tried again, as the SDK does by default: a few times, after pauses that get longer and are left to chance.
 */
export const jsonService = ({ name, target }: JsonService, access: Access): Call => {
  const { region, credentials, endpoint, trace, post, clock, sleep } = access;
  const own = new URL(endpoint ?? `https://${name}.${region}.${domainOf(region)}`);

  const tried = async (operation: string, body: string, origin: URL): Promise<unknown> => {
    const traced = trace?.();
    const headers = signed(
      {
        host: origin.host,
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${target}.${operation}` },
        body,
      },
      { service: name, region, date: dateOf(clock.now()) },
      credentials,
    );
    const answer = await post(origin, traced === undefined ? headers : { ...headers, 'x-amzn-trace-id': traced }, body);
    if (answer.status !== 200) throw errorOf(answer);
    return JSON.parse(answer.body);
  };

  return async (operation, input, origin) => {
    const body = JSON.stringify(input);
    const host = origin === undefined || endpoint !== undefined ? own : new URL(origin);
    for (let attempt = 1; ; attempt++) {
      try {
        return await tried(operation, body, host);
      } catch (error) {
        if (attempt >= mostTries || !isTransient(error)) throw error;
        const base = error instanceof ServiceError && throttled.test(error.name) ? 500 : 50;
        await sleep(Math.random() * base * 2 ** (attempt - 1));
      }
    }
  };
};
