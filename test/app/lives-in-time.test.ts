import { describe, expect, test } from 'vitest';
import { at, moves, sagemaker } from '../fixtures/story.ts';
import { watchdog } from '../fixtures/watchdog.ts';

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
  test('an acknowledged one is over; more of the same opens another', async () => {
    const { feed, findings, acknowledge } = watchdog();
    await feed(use('2026-11-02T09:00:00Z'));
    const [incident] = await findings();
    if (!incident) throw new Error('no incident');
    const { transitions } = await acknowledge(incident, Date.parse('2026-11-02T10:00:00Z'));
    expect(moves(transitions, control)).toEqual(['resolved 2026-11-02T10:00:00 acknowledged']);
    expect((await findings())[0]?.acknowledgement).toMatchObject({ by: 'alice', reason: 'was me' });
    const more = await feed(use('2026-11-02T11:00:00Z'));
    expect(moves(more.transitions, control)).toEqual(['opened 2026-11-02T11:00:00']);
  });
  test('what nobody knew of when they acknowledged is not acknowledged', async () => {
    const { feed, findings, acknowledge } = watchdog();
    await feed(use('2026-11-02T09:00:00Z'));
    const [incident] = await findings();
    if (!incident) throw new Error('no incident');
    await acknowledge(incident, Date.parse('2026-11-02T10:00:00Z'));
    const { transitions } = await feed(use('2026-11-02T09:30:00Z'));
    expect(moves(transitions, control)).toEqual(['reopened 2026-11-02T09:00:00']);
    expect(await findings()).toMatchObject([{ status: 'open', count: 2 }]);
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
