import { readLog, type Item } from '../../shared/cloudtrail/log-file.ts';

const account = '111122223333';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

const requests: [source: string, name: string, request: unknown, response: unknown][] = [
  ['sagemaker.amazonaws.com', 'CreateNotebookInstance', { notebookInstanceName: 'nb "a" {x', tags: [] }, { ok: [{}] }],
  ['iam.amazonaws.com', 'CreateRole', { roleName: 'ml', assumeRolePolicyDocument: policy }, null],
  ['s3.amazonaws.com', 'PutObject', { key: 'trainé/データ [1].csv\\', bucketName: 'b' }, null],
  ['sts.amazonaws.com', 'AssumeRole', null, { credentials: { sessionToken: '==}],[{"' } }],
];

/** One record in CloudTrail's shape; every fourth is of the same kind. */
export const recordOf = (index: number) => {
  const [eventSource, eventName, requestParameters, responseElements] = requests[index % requests.length]!;
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/ana`, sessionContext: { attributes: {} } },
    eventTime: `2026-03-01T00:${String(index % 60).padStart(2, '0')}:00Z`,
    eventSource,
    eventName,
    awsRegion: 'eu-west-1',
    requestParameters,
    responseElements,
    eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    readOnly: index % 2 === 0,
    resources: [{ accountId: account, type: 'AWS::IAM::Role' }, { ARN: 'arn:aws:s3:::b/*' }],
    recipientAccountId: account,
  };
};

export const recordsOf = (count: number) => Array.from({ length: count }, (_, index) => recordOf(index));

export const envelopeOf = (index: number) => ({
  version: '0',
  id: `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`,
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.sagemaker',
  account,
  time: '2026-03-01T00:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: recordOf(index),
});

export const lookedUpOf = (index: number) => ({
  EventId: recordOf(index).eventID,
  EventName: recordOf(index).eventName,
  ReadOnly: 'false',
  EventTime: 1772323200,
  Resources: [{ ResourceType: 'AWS::IAM::Role', ResourceName: 'ml' }],
  CloudTrailEvent: JSON.stringify(recordOf(index)),
});

const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Every form in which trail records come: its text, given how many. */
export const forms: Record<string, { text: (count: number) => string; value: (index: number) => unknown }> = {
  'log file': { text: (count) => JSON.stringify({ Records: recordsOf(count) }), value: recordOf },
  'pretty log file': { text: (count) => JSON.stringify({ Records: recordsOf(count) }, null, 2), value: recordOf },
  'list of records': { text: (count) => JSON.stringify(recordsOf(count)), value: recordOf },
  'record a line': { text: (count) => lines(recordsOf(count)), value: recordOf },
  'record behind record': {
    text: (count) =>
      recordsOf(count)
        .map((value) => JSON.stringify(value))
        .join(''),
    value: recordOf,
  },
  'log file a line': {
    text: (count) => lines(recordsOf(count).map((record) => ({ Records: [record] }))),
    value: recordOf,
  },
  'envelope a line': {
    text: (count) => lines(Array.from({ length: count }, (_, index) => envelopeOf(index))),
    value: envelopeOf,
  },
  'list of envelopes': {
    text: (count) =>
      JSON.stringify(
        Array.from({ length: count }, (_, index) => envelopeOf(index)),
        null,
        4,
      ),
    value: envelopeOf,
  },
  'looked-up events': {
    text: (count) =>
      JSON.stringify(
        { Events: Array.from({ length: count }, (_, index) => lookedUpOf(index)), NextToken: 'a"]}b' },
        null,
        4,
      ),
    value: lookedUpOf,
  },
  'looked-up events, token first': {
    text: (count) =>
      JSON.stringify({ NextToken: 'x', Events: Array.from({ length: count }, (_, index) => lookedUpOf(index)) }),
    value: lookedUpOf,
  },
};

/** The bytes in pieces of the given sizes, which are repeated. */
const inChunks = async function* (bytes: Uint8Array, sizes: readonly number[]) {
  let at = 0;
  for (let index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
};

/** Everything readLog yields for a file that arrives in chunks; raw bytes are turned into text while they are valid. */
export const read = async (bytes: Uint8Array | string, sizes: readonly number[] = [64 * 1024]) => {
  const items: (
    | Exclude<Item, { kind: 'record' }>
    | { kind: 'record'; value: unknown; position: number; raw: string }
  )[] = [];
  for await (const some of readLog(inChunks(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, sizes))) {
    for (const item of some) {
      items.push(item.kind === 'record' ? { ...item, raw: Buffer.from(item.raw).toString() } : item);
    }
  }
  return items;
};
