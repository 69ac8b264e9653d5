import { describe, expect, test } from 'vitest';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { Transition } from '../../shared/core/finding.ts';
import type { RecordFixture } from '../controls/cases.ts';
import { record } from '../fixtures/record.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const at = (eventTime: string, members: RecordFixture) => record({ ...members, eventTime });
const sagemaker = (eventName: string, requestParameters: object) => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName,
  requestParameters,
});
const notebook = (members: object = {}) =>
  sagemaker('CreateNotebookInstance', {
    notebookInstanceName: 'exploration',
    roleArn: 'arn:aws:iam::111122223333:role/notebook',
    ...members,
  });
const changed = (members: object) =>
  sagemaker('UpdateNotebookInstance', { notebookInstanceName: 'exploration', ...members });
const root = 'sagemaker/notebook-root-access';

/** How the findings of one control moved: `opened 2026-11-02T09:00:00Z`. */
const moves = (transitions: readonly Transition[], control = root) =>
  transitions
    .filter(({ finding }) => finding.controlId === control)
    .map(({ change, at: when, finding, late }) =>
      [change, new Date(when).toISOString().slice(0, 19), finding.episodes.at(-1)?.reason, late && 'late']
        .filter(Boolean)
        .join(' '),
    );

describe('a state finding', () => {
  test('opens, is mended, and opens again, and says who did each', async () => {
    const { feed, findings } = watchdog();
    const { transitions } = await feed(
      at('2026-11-02T09:00:00Z', notebook()),
      at('2026-11-02T10:00:00Z', changed({ rootAccess: 'Disabled' })),
      at('2026-11-03T10:00:00Z', changed({ rootAccess: 'Enabled' })),
    );
    expect(moves(transitions)).toEqual([
      'opened 2026-11-02T09:00:00',
      'resolved 2026-11-02T10:00:00 mended',
      'reopened 2026-11-03T10:00:00',
    ]);
    const finding = (await findings()).find(({ controlId }) => controlId === root);
    expect(finding).toMatchObject({ status: 'open', episodeCount: 2, firstSeen: Date.parse('2026-11-02T09:00:00Z') });
    expect(finding?.episodes[0]?.resolvedBy).toMatchObject({ call: 'sagemaker.amazonaws.com:UpdateNotebookInstance' });
    expect(finding?.episodes[0]?.openedBy.actor).toMatchObject({ session: 'alice' });
  });

  test('is not touched by what is not known', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T09:00:00Z', notebook()));
    const { transitions } = await feed(
      at('2026-11-02T10:00:00Z', changed({ rootAccess: 'HIDDEN_DUE_TO_SECURITY_REASONS' })),
    );
    expect(moves(transitions)).toEqual([]);
    expect((await findings()).find(({ controlId }) => controlId === root)).toMatchObject({
      status: 'open',
      episodeCount: 1,
    });
  });

  test('an asynchronous deletion does not end it; the name taken again does, and what comes then is another resource', async () => {
    const { feed, findings } = watchdog();
    const first = await feed(
      at('2026-11-02T09:00:00Z', notebook()),
      at('2026-11-02T10:00:00Z', sagemaker('DeleteNotebookInstance', { notebookInstanceName: 'exploration' })),
    );
    expect(moves(first.transitions)).toEqual(['opened 2026-11-02T09:00:00']);
    const pending = (await findings()).find(({ controlId }) => controlId === root)?.pending;
    expect(pending).toContain('DeleteNotebookInstance was called 2026-11-02T10:00:00Z');
    const second = await feed(at('2026-11-02T11:00:00Z', notebook()));
    expect(moves(second.transitions)).toEqual(['resolved 2026-11-02T11:00:00 deleted', 'opened 2026-11-02T11:00:00']);
    const all = (await findings()).filter(({ controlId }) => controlId === root);
    expect(all.map(({ incarnation, status }) => `${incarnation} ${status}`).toSorted()).toEqual([
      '0 resolved',
      '1 open',
    ]);
  });

  test('names, ARNs and letter cases of one resource meet', async () => {
    const { feed } = watchdog();
    const { transitions } = await feed(
      at('2026-11-02T09:00:00Z', notebook({ notebookInstanceName: 'Exploration' })),
      at('2026-11-02T10:00:00Z', changed({ notebookInstanceName: 'exPLoration', rootAccess: 'Disabled' })),
    );
    expect(moves(transitions)).toEqual(['opened 2026-11-02T09:00:00', 'resolved 2026-11-02T10:00:00 mended']);
  });
});

describe('what comes late', () => {
  test('a failing state that was mended since is told as opened and resolved, with its duration', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T12:00:00Z', changed({ rootAccess: 'Disabled' })));
    const { transitions } = await feed(at('2026-11-02T09:00:00Z', notebook()));
    expect(moves(transitions)).toEqual(['opened 2026-11-02T09:00:00 late', 'resolved 2026-11-02T12:00:00 mended late']);
    expect((await findings()).find(({ controlId }) => controlId === root)).toMatchObject({
      status: 'resolved',
      episodeCount: 1,
    });
  });
  test('a passing state changes nothing that is told', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T09:00:00Z', notebook()), at('2026-11-02T12:00:00Z', changed({ rootAccess: 'Enabled' })));
    const { transitions } = await feed(at('2026-11-02T10:00:00Z', changed({ rootAccess: 'Disabled' })));
    expect(moves(transitions)).toEqual([]);
    expect((await findings()).find(({ controlId }) => controlId === root)).toMatchObject({ status: 'open' });
  });
  test('a repeated record changes nothing and is counted as repeated', async () => {
    const { feed } = watchdog();
    const once = at('2026-11-02T09:00:00Z', notebook());
    await feed(once);
    expect(await feed(once, once)).toMatchObject({ duplicates: 2, evaluated: 0, transitions: [] });
  });
  test('a call that two accounts tell of happened once', async () => {
    const { feed, findings } = watchdog();
    const key = {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      requestParameters: { userName: 'robot' },
      sharedEventID: '5f3a9d10-0000-4000-8000-000000000001',
    };
    await feed(at('2026-11-02T09:00:00Z', key), at('2026-11-02T09:00:00Z', key));
    expect((await findings()).filter(({ controlId }) => controlId === 'iam/user-access-key-creation')).toMatchObject([
      { count: 1 },
    ]);
  });
});

describe('references', () => {
  const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
  const kms = (eventName: string) => ({ eventSource: 'kms.amazonaws.com', eventName, requestParameters: { keyId } });

  test('a key that is disabled reopens what is encrypted with it, by the hand that disabled it', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T08:00:00Z', kms('EnableKey')), at('2026-11-02T09:00:00Z', notebook({ kmsKeyId: keyId })));
    const { transitions } = await feed(
      at('2026-11-02T10:00:00Z', kms('DisableKey')),
      at('2026-11-02T11:00:00Z', kms('EnableKey')),
    );
    expect(moves(transitions, 'sagemaker/notebook-volume-key')).toEqual([
      'opened 2026-11-02T10:00:00',
      'resolved 2026-11-02T11:00:00 mended',
    ]);
    const finding = (await findings()).find(({ controlId }) => controlId === 'sagemaker/notebook-volume-key');
    expect(finding?.episodes[0]?.openedBy.call).toBe('kms.amazonaws.com:DisableKey');
    expect(finding?.evidence['kmsKey']).toMatchObject([{ keyState: 'Disabled' }]);
  });
  test('who manages a key that nobody told of is unknown, until somebody does', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T09:00:00Z', notebook({ kmsKeyId: keyId })));
    expect((await findings()).some(({ controlId }) => controlId === 'sagemaker/notebook-volume-key')).toBe(false);
    const { transitions } = await feed(at('2026-11-02T10:00:00Z', kms('ScheduleKeyDeletion')));
    expect(moves(transitions, 'sagemaker/notebook-volume-key')).toEqual(['opened 2026-11-02T10:00:00']);
  });
  test('a saved Describe output fills what no record told, and outranks none', async () => {
    const told = watchdog({
      saved: ({ type }) => (type === 'kms/key' ? { keyManager: 'AWS', keyState: 'Enabled' } : undefined),
    });
    const { transitions } = await told.feed(at('2026-11-02T09:00:00Z', notebook({ kmsKeyId: keyId })));
    expect(moves(transitions, 'sagemaker/notebook-volume-key')).toEqual(['opened 2026-11-02T09:00:00']);
    const outranked = watchdog({ saved: () => ({ rootAccess: 'Disabled' }) });
    expect(moves((await outranked.feed(at('2026-11-02T09:00:00Z', notebook()))).transitions)).toEqual([
      'opened 2026-11-02T09:00:00',
    ]);
  });
});

describe('workloads', () => {
  const job = (index: number, time: string, members: object = {}) =>
    at(time, {
      ...sagemaker('CreateTrainingJob', {
        trainingJobName: `churn-2026-11-02-09-00-00-${String(index).padStart(3, '0')}`,
        algorithmSpecification: {
          trainingImage: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:1.4',
          trainingInputMode: 'File',
        },
        roleArn: 'arn:aws:iam::111122223333:role/training',
        outputDataConfig: { s3OutputPath: 's3://ml-output/churn', kmsKeyId: '' },
        resourceConfig: { instanceType: 'ml.m5.xlarge', instanceCount: 1, volumeSizeInGB: 30 },
        enableNetworkIsolation: true,
        ...members,
      }),
    });
  const vpc = { vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] } };
  const control = 'sagemaker/training-job-vpc';
  const timeOf = (index: number) =>
    new Date(Date.UTC(2026, 10, 2, 9) + index * 10_000).toISOString().replace('.000', '');

  test('5,000 jobs of one workload make one finding per control', async () => {
    const { feed, findings } = watchdog();
    for (let from = 0; from < 5_000; from += 1_000) {
      await feed(...Array.from({ length: 1_000 }, (_, index) => job(from + index, timeOf(from + index))));
    }
    const all = await findings();
    expect(new Set(all.map(({ controlId }) => controlId)).size).toBe(all.length);
    const finding = all.find(({ controlId }) => controlId === control);
    expect(finding).toMatchObject({
      count: 5_000,
      firstSeen: Date.parse(timeOf(0)),
      lastSeen: Date.parse(timeOf(4_999)),
    });
    expect(finding?.runs).toHaveLength(10);
    expect(finding?.runs?.[0]?.name).toContain('4999');
  });
  test('a newer run that passes mends it; a workload that stops running lapses', async () => {
    const { feed } = watchdog();
    const { transitions } = await feed(
      job(1, '2026-11-02T09:00:00Z'),
      job(2, '2026-11-03T09:00:00Z', vpc),
      job(3, '2026-11-04T09:00:00Z'),
      at('2026-11-30T09:00:00Z', { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances' }),
    );
    expect(moves(transitions, control)).toEqual([
      'opened 2026-11-02T09:00:00',
      'resolved 2026-11-03T09:00:00 mended',
      'reopened 2026-11-04T09:00:00',
      'resolved 2026-11-18T09:00:00 lapsed',
    ]);
  });
});

describe('incidents', () => {
  const use = (time: string, address = '198.51.100.7') =>
    at(time, {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'DescribeInstances',
      sourceIPAddress: address,
      userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' },
    });
  const control = 'iam/root-user-activity';

  test('calls of one actor within 24 hours are one incident, later ones another; unseen ones age out', async () => {
    const { feed, findings } = watchdog();
    const { transitions } = await feed(
      use('2026-11-02T09:00:00Z'),
      use('2026-11-03T08:59:59Z'),
      use('2026-11-03T09:00:00Z'),
      at('2026-12-03T00:00:00Z', { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeVpcs' }),
    );
    expect(moves(transitions, control)).toEqual(
      ['opened 2026-11-02T09:00:00', 'opened 2026-11-03T09:00:00', 'resolved 2026-12-03T08:59:59 aged-out'].filter(
        (line) => !line.includes('12-03'),
      ),
    );
    expect((await findings()).map(({ count, status }) => `${count} ${status}`).toSorted()).toEqual([
      '1 open',
      '2 open',
    ]);
    const later = await feed(
      at('2026-12-04T00:00:00Z', { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeVpcs' }),
    );
    expect(moves(later.transitions, control)).toEqual([
      'resolved 2026-12-03T08:59:59 aged-out',
      'resolved 2026-12-03T09:00:00 aged-out',
    ]);
  });
  test('late calls count where they belong', async () => {
    const { feed, findings } = watchdog();
    await feed(use('2026-11-02T12:00:00Z'));
    await feed(use('2026-11-02T09:00:00Z'));
    expect(await findings()).toMatchObject([{ count: 2, firstSeen: Date.parse('2026-11-02T09:00:00Z') }]);
  });
});

describe('what is given time', () => {
  const key = (time: string, eventName: string) =>
    at(time, {
      eventSource: 'kms.amazonaws.com',
      eventName,
      requestParameters: { keyId: 'k', keySpec: 'SYMMETRIC_DEFAULT', origin: 'AWS_KMS' },
      responseElements: {
        keyMetadata: { arn: 'arn:aws:kms:eu-central-1:111122223333:key/k', creationDate: 'Nov 2, 2026, 9:00:00 AM' },
      },
    });
  const later = at('2026-11-05T09:00:00Z', { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeVpcs' });
  const control = 'kms/key-rotation';

  test('is judged again when its time is over, though nothing happens to it, by the hand that made it', async () => {
    const { feed, findings } = watchdog();
    expect(moves((await feed(key('2026-11-02T09:00:00Z', 'CreateKey'))).transitions, control)).toEqual([]);
    expect(moves((await feed(later)).transitions, control)).toEqual(['opened 2026-11-03T09:00:00']);
    const finding = (await findings()).find(({ controlId }) => controlId === control);
    expect(finding?.episodes[0]?.openedBy.call).toBe('kms.amazonaws.com:CreateKey');
  });
  test('and what was done within the time, even if it is heard of late, counts', async () => {
    const { feed } = watchdog();
    const enabled = key('2026-11-02T10:00:00Z', 'EnableKeyRotation');
    expect(moves((await feed(key('2026-11-02T09:00:00Z', 'CreateKey'), enabled, later)).transitions, control)).toEqual(
      [],
    );
    const dog = watchdog();
    await dog.feed(key('2026-11-02T09:00:00Z', 'CreateKey'), later);
    const { transitions } = await dog.feed(enabled);
    expect(moves(transitions, control)).toEqual(['resolved 2026-11-03T09:00:00 never-existed']);
    expect((await dog.findings()).some(({ controlId }) => controlId === control)).toBe(false);
  });
});

test('the sum of the classes is the number of events', async () => {
  const { feed } = watchdog();
  const failed = { ...notebook(), errorCode: 'ThrottlingException' };
  const assessed = await feed(
    at('2026-11-02T09:00:00Z', notebook()),
    at('2026-11-02T09:00:01Z', failed),
    at('2026-11-02T09:00:02Z', { eventSource: 'es.amazonaws.com', eventName: 'CreateDomain' }),
  );
  expect(assessed).toMatchObject({ evaluated: 1, failedCalls: 1, irrelevant: 1, duplicates: 0 });
});

test('severity follows environment and data class, told by tags and by account', async () => {
  const graded = async (tags: object[], accounts = {}) => {
    const { feed, findings } = watchdog({ configuration: { ...defaultConfiguration, accounts } });
    await feed(at('2026-11-02T09:00:00Z', notebook({ tags })));
    const finding = (await findings()).find(({ controlId }) => controlId === root);
    return [finding?.severity, finding?.grade.steps.map(({ because }) => because)];
  };
  expect(await graded([])).toEqual(['high', []]);
  expect(await graded([{ key: 'data-class', value: 'phi' }])).toEqual(['critical', ['regulated data (phi)']]);
  const sandbox = { '111122223333': { environment: 'sandbox' as const, dataClass: null, owner: null } };
  expect(await graded([], sandbox)).toEqual(['medium', ['sandbox']]);
  expect(await graded([{ key: 'environment', value: 'production' }], sandbox)).toEqual(['high', []]);
});
