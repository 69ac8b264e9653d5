import { describe, expect, test } from 'vitest';
import { defaultConfiguration, type Configuration } from '../../../shared/core/configuration.ts';
import { at, changed, notebook, root, sagemaker } from '../../fixtures/story.ts';
import { now, told } from './told.ts';

const configuration: Configuration = {
  ...defaultConfiguration,
  networks: ['203.0.113.0/24'],
  accounts: { '111122223333': { environment: 'prod', dataClass: 'phi', owner: 'ml-platform' } },
  notices: { ...defaultConfiguration.notices, accountNames: { '111122223333': 'ml-prod' } },
};
const cli = { userAgent: 'aws-cli/2.31.38 md/awscrt#0.28.4 ua/2.1 os/linux#6.8.0 md/arch#x86_64' };
const nine = '2026-11-02T09:00:00Z';
const controls = 'https://git.example.org/sagewatch/docs/controls/';

describe('a finding is told with everything that helps to act on it', () => {
  const made = at(nine, { ...notebook({ tags: [] }), ...cli });
  const story = told([made], { configuration, more: { places: { controls } } }).story(root);

  test('what, where', () =>
    expect(story).toMatchObject({
      controlId: root,
      resource: { name: 'exploration', kind: 'SageMaker notebook instance', region: 'eu-central-1' },
      account: { id: '111122223333', name: 'ml-prod' },
      placement: { environment: 'prod', dataClass: 'phi', owner: 'ml-platform' },
      message: 'Users of this notebook instance have root access',
    }));
  test.each([
    ['who did it', [{ actor: 'arn:aws:iam::*:role/ml-engineer', owner: 'vision' }], 'security', 'vision'],
    ['the default', [], 'security', 'security'],
    ['nothing', [], null, null],
  ])('its owner, where %s says so', (_, ownersOfActors, defaultOwner, owner) => {
    const notices = { ...configuration.notices, ownersOfActors, defaultOwner };
    const ownerless = { ...configuration, accounts: {}, notices };
    expect(told([made], { configuration: ownerless }).story(root).placement.owner).toBe(owner);
  });
  test('what uses it, the first of them by name', () => {
    const { resource } = told([made], { configuration }).finding(root);
    const users = Array.from({ length: 8 }, (_, index) => ({ ...resource, type: 'iam/role', name: `role-${index}` }));
    const usedBy = (count: number, isAll: boolean) =>
      told([made], { configuration, more: { users: { users: users.slice(0, count), isAll } } }).story(root).users;
    expect(usedBy(0, true)).toBe(undefined);
    expect(usedBy(0, false)).toEqual({ names: [], more: 0, isAll: false });
    expect(usedBy(1, true)).toEqual({ names: ['IAM role role-0'], more: 0, isAll: true });
    expect(usedBy(8, false)).toMatchObject({ more: 2, isAll: false });
  });
  test('who, from where, with what, when', () =>
    expect(story).toMatchObject({
      openedAt: Date.parse(nine),
      openedBy: {
        name: 'alice',
        through: 'the role ml-engineer',
        address: '203.0.113.10',
        isKnownNetwork: true,
        client: 'CLI',
      },
      opening: { eventId: made.eventID, call: 'CreateNotebookInstance', deed: 'created' },
    }));
  test('how severe, why, and until when it is to be mended', () =>
    expect(story).toMatchObject({
      severity: 'critical',
      severitySteps: ['high by the control', 'raised: regulated data (phi)'],
      dueAt: Date.parse(nine) + 86_400_000,
    }));
  test('what it rests on, and nothing else', () =>
    expect(story.evidence).toEqual([{ name: 'rootAccess', value: 'Enabled' }]));
  test('what to do', () => {
    expect(story.remediation.command).toContain('--notebook-instance-name exploration');
    expect(story.requirements.length).toBeGreaterThan(0);
    expect(story.rationale).not.toBe('');
  });
  test('where to read on', () =>
    expect(story.links).toEqual([
      {
        label: 'Resource',
        url: 'https://eu-central-1.console.aws.amazon.com/sagemaker/home?region=eu-central-1#/notebook-instances/exploration',
      },
      {
        label: 'CloudTrail event',
        url: `https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/${made.eventID}`,
      },
      { label: 'Control', url: `${controls}sagemaker.md#sagemakernotebook-root-access` },
    ]));
  test('how to waive it, for a quarter', () =>
    expect(story.waive).toBe(
      `sagewatch waive ${story.findingId} --type risk-accepted --reason WHY --requester 'WHO ASKS' --approver 'WHO APPROVES' --until 2027-01-31`,
    ));
  test('but not for longer than the configuration grants', () => {
    const short = { ...configuration, notices: { ...configuration.notices, waiverDays: 7 } };
    expect(told([made], { configuration: short }).story(root).waive).toMatch(/ --until 2026-11-09$/);
  });
});

describe('what is not at hand is left out', () => {
  const story = told([at(nine, notebook())], {
    more: { opening: undefined, control: undefined, requirements: [] },
  }).story(root);
  test('the client, the deed', () => {
    expect(story.openedBy).not.toHaveProperty('client');
    expect(story.opening).toMatchObject({ call: 'CreateNotebookInstance' });
    expect(story.opening).not.toHaveProperty('deed');
  });
  test('a control that is gone', () =>
    expect(story).toMatchObject({
      controlTitle: root,
      remediation: { command: `sagewatch show ${story.findingId}` },
    }));
  test('no network is known where none is told, no link to controls where they are not published', () => {
    expect(story.openedBy).not.toHaveProperty('isKnownNetwork');
    expect(story.links.map(({ label }) => label)).toEqual(['Resource', 'CloudTrail event']);
  });
});

test('a resolution: when, by whom, why; nothing is due any more', () => {
  const records = [
    at(nine, notebook()),
    at('2026-11-02T10:00:00Z', { ...changed({ rootAccess: 'Disabled' }), ...cli }),
  ];
  const story = told(records, { configuration }).story(root);
  expect(story).toMatchObject({
    resolvedAt: Date.parse('2026-11-02T10:00:00Z'),
    resolvedBy: { name: 'alice', client: 'CLI' },
    resolution: 'mended',
  });
  expect(story).not.toHaveProperty('dueAt');
});

test('a rise: from what, when, by whom', () => {
  const resourceArn = 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration';
  const records = [
    at(nine, notebook({ tags: [] })),
    at('2026-11-02T10:00:00Z', {
      ...sagemaker('AddTags', { resourceArn, tags: [{ key: 'data-class', value: 'phi' }] }),
      ...cli,
    }),
  ];
  expect(told(records).story(root)).toMatchObject({
    severity: 'critical',
    raised: { from: 'high', at: Date.parse('2026-11-02T10:00:00Z'), by: { name: 'alice', client: 'CLI' } },
  });
});

test('a ticket, somebody to see to it, another date, a waiver', () => {
  const waiver = {
    control: root,
    resource: 'exploration',
    type: 'risk-accepted' as const,
    reason: 'drivers',
    requester: 'bela',
    approver: 'dana',
    approved: null,
    until: now + 1,
    ticket: 'SEC-1',
  };
  const link = { ticket: 'ML-7', assignee: 'chen', dueAt: now };
  expect(told([at(nine, notebook())], { more: { waiver, link } }).story(root)).toMatchObject({
    ticket: 'ML-7',
    assignee: 'chen',
    dueAt: now,
    waiver: { reason: 'drivers', requester: 'bela', approver: 'dana', until: now + 1, ticket: 'SEC-1' },
  });
});

describe('what was done, as people say it', () => {
  test('an incident is a call on something', () => {
    const key = {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      requestParameters: { userName: 'robot' },
    };
    expect(told([at(nine, key)]).story('iam/user-access-key-creation').opening?.deed).toBe('called CreateAccessKey on');
  });
  test('a job is one of a workload', () => {
    const job = sagemaker('CreateTrainingJob', {
      trainingJobName: 'churn-2026-11-02-09-00-00-001',
      algorithmSpecification: {
        trainingImage: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:1.4',
        trainingInputMode: 'File',
      },
      roleArn: 'arn:aws:iam::111122223333:role/training',
      outputDataConfig: { s3OutputPath: 's3://ml-output/churn', kmsKeyId: '' },
      resourceConfig: { instanceType: 'ml.m5.xlarge', instanceCount: 1, volumeSizeInGB: 30 },
    });
    const story = told([at(nine, job)]).story('sagemaker/training-job-vpc');
    expect(story).toMatchObject({
      resource: { kind: 'SageMaker training workload' },
      opening: { deed: 'ran a job of' },
      details: ['1 run failed it'],
    });
    expect(story.links[0]).toEqual({
      label: 'Latest job',
      url: 'https://eu-central-1.console.aws.amazon.com/sagemaker/home?region=eu-central-1#/jobs/churn-2026-11-02-09-00-00-001',
    });
  });
  test('what a resource refers to was changed, and it was not', () => {
    const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
    const records = [
      at('2026-11-02T08:00:00Z', notebook({ kmsKeyId: keyId })),
      at(nine, { eventSource: 'kms.amazonaws.com', eventName: 'DisableKey', requestParameters: { keyId } }),
    ];
    const { opening } = told(records).story('sagemaker/notebook-volume-key');
    expect(opening).toMatchObject({ call: 'DisableKey' });
    expect(opening).not.toHaveProperty('deed');
  });
});
