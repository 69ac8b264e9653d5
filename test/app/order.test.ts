import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TrailRecord } from '../../shared/core/trail-record.ts';
import { record } from '../fixtures/record.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 60);

const keyId = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const keyArn = (n: number) => `arn:aws:kms:eu-central-1:111122223333:key/${keyId(n)}`;
const kms = (eventName: string, n: number, more: object = {}) => ({
  eventSource: 'kms.amazonaws.com',
  eventName,
  requestParameters: { keyId: keyId(n), ...more },
  resources: [{ ARN: keyArn(n), accountId: '111122223333', type: 'AWS::KMS::Key' }],
});
const sagemaker = (eventName: string, requestParameters: object) => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName,
  requestParameters,
});
const notebook = (n: number) => ({ notebookInstanceName: `notebook-${n}` });
const notebookArn = (n: number) => `arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/notebook-${n}`;

const small = fc.integer({ min: 1, max: 2 });
const toggle = fc.constantFrom('Enabled', 'Disabled');

/** Calls on two keys, an alias and two notebooks, in any mixture: sensible or not, they must end the same in any order. */
const call = fc.oneof(
  fc
    .tuple(fc.constantFrom('EnableKey', 'DisableKey', 'ScheduleKeyDeletion', 'DeleteKey'), small)
    .map(([name, n]) => kms(name, n)),
  small.map((n) => ({
    ...kms('CreateKey', n),
    requestParameters: { keySpec: 'SYMMETRIC_DEFAULT', origin: 'AWS_KMS', tags: [] },
    responseElements: { keyMetadata: { arn: keyArn(n), keyState: 'Enabled', keyManager: 'CUSTOMER' } },
  })),
  fc.tuple(fc.constantFrom('CreateAlias', 'UpdateAlias'), small).map(([eventName, n]) => ({
    eventSource: 'kms.amazonaws.com',
    eventName,
    requestParameters: { aliasName: 'alias/ml', targetKeyId: keyId(n) },
  })),
  fc
    .tuple(small, toggle, fc.constantFrom('', keyId(1), keyArn(2), 'alias/ml', 'alias/aws/sagemaker'))
    .map(([n, rootAccess, kmsKeyId]) =>
      sagemaker('CreateNotebookInstance', {
        ...notebook(n),
        roleArn: 'arn:aws:iam::111122223333:role/notebook',
        rootAccess,
        kmsKeyId,
        tags: [],
      }),
    ),
  fc.tuple(small, toggle).map(([n, rootAccess]) => sagemaker('UpdateNotebookInstance', { ...notebook(n), rootAccess })),
  fc.tuple(small, fc.constantFrom('1', '2')).map(([n, minimumInstanceMetadataServiceVersion]) =>
    sagemaker('UpdateNotebookInstance', {
      ...notebook(n),
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion },
    }),
  ),
  small.map((n) => sagemaker('DeleteNotebookInstance', notebook(n))),
  small.map((n) =>
    sagemaker('CreatePresignedNotebookInstanceUrl', { ...notebook(n), sessionExpirationDurationInSeconds: 43_200 }),
  ),
  fc
    .tuple(small, fc.constantFrom('prod', 'sandbox'))
    .map(([n, value]) => sagemaker('AddTags', { resourceArn: notebookArn(n), tags: [{ key: 'environment', value }] })),
  small.map((n) => sagemaker('DeleteTags', { resourceArn: notebookArn(n), tagKeys: ['environment'] })),
);

/** Whole seconds that collide often, hours and weeks. */
const second = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 86_400 * 2 }),
  fc.integer({ min: 0, max: 86_400 * 60 }),
);

const story = fc
  .array(fc.tuple(call, second), { minLength: 1, maxLength: 25 })
  .map((calls) =>
    calls.map(([members, at]) =>
      record({ ...members, eventTime: new Date(Date.UTC(2026, 8, 1) + at * 1_000).toISOString().replace('.000', '') }),
    ),
  );

const kept = async (dog: ReturnType<typeof watchdog>, records: readonly TrailRecord[]) => {
  const resources = new Map(
    (await dog.store.resources('*')).map(({ seen: _, ...known }) => [known.resource.arn, known]),
  );
  expect(records.length).toBeGreaterThan(0);
  return { findings: await dog.findings(), resources };
};

test('any order, any batches and any repetition end the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      story.chain((records) =>
        fc.tuple(
          fc.constant(records),
          fc.shuffledSubarray([...records, ...records.slice(0, 5)], {
            minLength: records.length + Math.min(records.length, 5),
          }),
          fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 30 }),
        ),
      ),
      async ([records, shuffled, sizes]) => {
        const inOrder = watchdog();
        await inOrder.feed(...records);
        const expected = await kept(inOrder, records);

        const anyhow = watchdog();
        for (let at = 0, turn = 0; at < shuffled.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          await anyhow.feed(...shuffled.slice(at, at + size));
          at += size;
        }
        expect(await kept(anyhow, records)).toEqual(expected);

        const oneByOne = watchdog();
        for (const each of records.toSorted((a, b) => (a.eventTime < b.eventTime ? -1 : 1))) await oneByOne.feed(each);
        expect(await kept(oneByOne, records)).toEqual(expected);
      },
    ),
    { numRuns: runs },
  );
});
