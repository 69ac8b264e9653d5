import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** What a request is signed with; those of a role have a token. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** A request by POST to the root of a host, as all of AWS's JSON protocols make them. */
export interface Unsigned {
  host: string;
  /** Names in small letters; all of them are signed. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** For whom it is signed: `dynamodb` in `eu-central-1`, as of a moment: `20261123T143800Z`. */
export interface Scope {
  service: string;
  region: string;
  date: string;
}

/** Of a few services. */
const mostKeys = 8;

const sha256 = (text: string): string => hash('sha256', text, 'hex');
const hmac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();
/** With the bytes themselves as a key, a signature takes five times as long. */
const secretKey = (bytes: Buffer): KeyObject => createSecretKey(bytes);

const keys = new Map<string, KeyObject>();

/** The key of a scope. It holds for a day, and is most of the work. */
const keyOf = (secret: string, scope: string): KeyObject => {
  const name = `${scope} ${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const key = scope
    .split('/')
    .reduce((last, part) => secretKey(hmac(last, part)), secretKey(Buffer.from(`AWS4${secret}`)));
  // Of days that are over none is wanted again.
  if (keys.size >= mostKeys) keys.clear();
  keys.set(name, key);
  return key;
};

/**
 * The headers of a request with its signature. [AWS Signature Version 4: IAM user guide, "Create a signed AWS API request"]
 */
export const signed = (
  { host, headers, body }: Unsigned,
  { service, region, date }: Scope,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
): Record<string, string> => {
  const all: Record<string, string> = {
    ...headers,
    host,
    'x-amz-date': date,
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(all).toSorted();
  const canonicalHeaders = names.map((name) => `${name}:${all[name]?.trim().replaceAll(/ +/g, ' ') ?? ''}\n`).join('');
  const canonical = ['POST', '/', '', canonicalHeaders, names.join(';'), sha256(body)].join('\n');
  const day = date.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const signature = hmac(
    keyOf(secretAccessKey, scope),
    ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n'),
  ).toString('hex');
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
};
