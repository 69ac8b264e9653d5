import { describe, expect, test } from 'vitest';
import { observe } from '../../shared/app/observe.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import type { Reader, ReadOutcome } from '../../shared/ports.ts';
import { notebookInstance } from '../../shared/resources/sagemaker/notebook-instance.ts';
import { record } from '../fixtures/record.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const arn = 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration';
const resource = refOf('sagemaker/notebook-instance', arn, { account: '111122223333', region: 'eu-central-1' });
const root = 'sagemaker/notebook-root-access';

const create = (eventTime: string, rootAccess: string) =>
  record({
    eventTime,
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: {
      notebookInstanceName: 'exploration',
      roleArn: 'arn:aws:iam::111122223333:role/notebook',
      rootAccess,
    },
  });
const found = (time: string, rootAccess: string, final = true): ReadOutcome => ({
  kind: 'found',
  state: { rootAccess },
  at: Date.parse(time),
  final,
});

/** A watchdog that knows a notebook, and what observing it then comes to. */
const after = async (rootAccess: string, ...answers: ReadOutcome[]) => {
  const dog = watchdog();
  await dog.feed(create('2026-11-02T09:00:00Z', rootAccess));
  let reads = 0;
  const reader: Reader = {
    get: async () => answers[Math.min(reads++, answers.length - 1)] ?? { kind: 'unavailable', reason: '' },
  };
  const observed = await observe(notebookInstance, resource, reader, {
    store: dog.store,
    clock: { now: () => Date.parse('2030-01-01T00:00:00Z') },
    saved: { state: () => undefined },
    catalogue: catalogueOf(resourceTypes, controls, defaultConfiguration),
    configuration: defaultConfiguration,
  });
  const finding = (await dog.findings()).find(({ controlId }) => controlId === root);
  return { observed: observed.kind, reads, status: finding?.status, reason: finding?.episodes.at(-1)?.reason };
};

describe('a read of AWS', () => {
  test('never outranks a record of the 15 minutes before it', async () => {
    expect(await after('Enabled', found('2026-11-02T09:14:59Z', 'Disabled'))).toMatchObject({
      status: 'open',
      reads: 1,
    });
    expect(await after('Disabled', found('2026-11-02T09:14:59Z', 'Enabled'))).toMatchObject({ status: undefined });
  });
  test('is asked for twice before it resolves anything', async () => {
    const late = found('2026-11-02T09:15:01Z', 'Disabled');
    expect(await after('Enabled', late)).toEqual({ observed: 'told', reads: 2, status: 'resolved', reason: 'mended' });
    const other = found('2026-11-02T09:15:02Z', 'Enabled');
    expect(await after('Enabled', late, other)).toMatchObject({ observed: 'contradicted', status: 'open' });
    const denied: ReadOutcome = { kind: 'unavailable', reason: 'AccessDenied' };
    expect(await after('Enabled', late, denied)).toMatchObject({ observed: 'unavailable', status: 'open' });
  });
  test('opens at once', async () => {
    expect(await after('Disabled', found('2026-11-02T09:15:01Z', 'Enabled'))).toMatchObject({
      status: 'open',
      reads: 1,
    });
  });
  test('of a state that will not last resolves nothing', async () => {
    const dog = await after('Enabled', { kind: 'absent', at: Date.parse('2026-11-02T09:10:00Z') });
    expect(dog).toMatchObject({ status: 'open' });
  });
  test('absent is not unavailable', async () => {
    expect(await after('Enabled', { kind: 'absent', at: Date.parse('2026-11-02T10:00:00Z') })).toMatchObject({
      status: 'resolved',
      reason: 'deleted',
    });
    expect(await after('Enabled', { kind: 'unavailable', reason: 'throttled' })).toMatchObject({
      observed: 'unavailable',
      status: 'open',
    });
  });
});
