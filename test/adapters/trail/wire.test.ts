import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { lookup } from '../../../shared/adapters/aws/trail/lookup.ts';
import { s3Files } from '../../../shared/adapters/aws/trail/s3-files.ts';
import { hours } from '../../../shared/core/instant.ts';
import type { Source } from '../../../shared/ports.ts';
import { fakeTime } from './fake-lookup.ts';

afterEach(() => vi.unstubAllEnvs());

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** AWS as one server on this machine; the SDK is told by its own environment variables. */
const aws = async (answer: Answer) => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const variables = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
};

const textsOf = async (source: Source) => {
  const texts: Buffer[] = [];
  for await (const { open } of source.files) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of open()) chunks.push(chunk);
    texts.push(Buffer.concat(chunks));
  }
  return texts;
};

const options = () => ({ ...fakeTime('2026-03-10T12:00:00Z'), checkpoint: async () => undefined });

test('LookupEvents is asked as AWS expects it, and its answer understood', async () => {
  const asked: unknown[] = [];
  await aws((request, body, response) => {
    asked.push([request.headers['x-amz-target'], JSON.parse(body)]);
    const isFirst = asked.length === 1;
    response.end(
      JSON.stringify({
        Events: [
          { EventId: `${asked.length}`, EventTime: 1773140400, CloudTrailEvent: `{"eventID":\n"${asked.length}"}` },
        ],
        ...(isFirst && { NextToken: 'more' }),
      }),
    );
  });
  const [text] = await textsOf(await lookup({ ...options(), back: hours(1) }));
  expect(text?.toString()).toBe('{"eventID": "2"}\n{"eventID": "1"}\n{"eventID": "3"}\n');
  const times = { StartTime: 1773140400, EndTime: 1773144000, MaxResults: 50 };
  const target = 'CloudTrail_20131101.LookupEvents';
  const writes = [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }];
  expect(asked).toEqual([
    [target, { ...times, LookupAttributes: writes }],
    [target, { ...times, LookupAttributes: writes, NextToken: 'more' }],
    [target, { ...times, LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'root' }] }],
  ]);
});

test('what AWS refuses is told with what to do', async () => {
  let refusal = 'AccessDeniedException';
  await aws((_request, _body, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: refusal, message: 'is not authorized' }));
  });
  const lookUp = async () => textsOf(await lookup({ ...options(), back: hours(1) }));
  await expect(lookUp()).rejects.toThrow(
    'the permission cloudtrail:LookupEvents is missing (AWS says: is not authorized)',
  );
  refusal = 'ExpiredTokenException';
  await expect(lookUp()).rejects.toThrow('the AWS credentials have expired; log in again');
});

test('a bucket is listed and read', async () => {
  await aws((request, _body, response) => {
    const url = new URL(request.url ?? '', 'http://s3');
    if (!url.searchParams.has('list-type')) return void response.end(gzipSync(url.pathname));
    const keys = url.searchParams.get('prefix') === 'logs/' ? ['logs/b c.json.gz', 'logs/a.json.gz'] : [];
    const contents = keys.map((key) => `<Contents><Key>${key}</Key><Size>9</Size></Contents>`).join('');
    const folders = keys.length > 0 ? '' : '<CommonPrefixes><Prefix>logs/</Prefix></CommonPrefixes>';
    response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents}${folders}</ListBucketResult>`);
  });
  const { sleep } = options();
  const texts = await textsOf(await s3Files({ bucket: 'trail', prefix: 'logs' }, { sleep }));
  expect(texts.map((text) => text.equals(gzipSync('/trail/logs/a.json.gz')))).toEqual([true, false]);
});

test('a bucket that is not there is told', async () => {
  await aws((_request, _body, response) => {
    response.writeHead(404);
    response.end('<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>');
  });
  const { sleep } = options();
  await expect(s3Files({ bucket: 'trail', prefix: '' }, { sleep })).rejects.toThrow(
    's3://trail/: there is no such bucket',
  );
});
