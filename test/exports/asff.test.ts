import { describe, expect, test } from 'vitest';
import { resourceTypes } from '../../shared/catalogue.ts';
import { asffResourceTypes } from '../../shared/exports/asff-resource-types.ts';
import { asffFinding } from '../../shared/exports/asff.ts';
import { asffFaults, securityHubResourceTypes } from '../fixtures/schemas/asff.ts';
import { exported, waiver } from './samples.ts';

type Asff = Record<string, any>;
const now = Date.parse('2026-11-20T08:00:00Z');
const asff = (...given: Parameters<typeof exported>): Asff => asffFinding(exported(...given), now) as Asff;

test('a finding, whole', () => {
  const link = { ticket: 'SEC-12', assignee: 'carol', dueAt: Date.parse('2026-12-01T23:59:59.999Z') };
  const made = asff({}, { link, accountName: 'ml-prod' });
  expect(asffFaults([made])).toEqual([]);
  expect(made).toEqual({
    SchemaVersion: '2018-10-08',
    Id: 'sagewatch/0123456789abcdef',
    ProductArn: 'arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default',
    GeneratorId: 'sagewatch/sagemaker/notebook-root-access',
    AwsAccountId: '111122223333',
    FirstObservedAt: '2026-11-02T09:00:00Z',
    LastObservedAt: '2026-11-02T09:00:00Z',
    CreatedAt: '2026-11-02T09:00:00Z',
    UpdatedAt: '2026-11-20T08:00:00Z',
    Title: 'Root access is enabled.',
    Description:
      'Root access is enabled. • Whoever opens it is root. • Required: Users of notebook instances do not have root access.',
    FindingProviderFields: {
      Severity: { Label: 'HIGH', Original: 'high' },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    },
    Remediation: { Recommendation: { Text: expect.any(String) as string } },
    ProductFields: {
      'sagewatch/FindingId': '0123456789abcdef',
      'sagewatch/Control': 'sagemaker/notebook-root-access',
      'sagewatch/Kind': 'state',
      'sagewatch/Status': 'open',
      'sagewatch/Count': '1',
      'sagewatch/AccountName': 'ml-prod',
      'sagewatch/OpenedAt': '2026-11-02T09:00:00Z',
      'sagewatch/OpenedBy': 'alice as data-science',
      'sagewatch/ActorArn': 'arn:aws:sts::111122223333:assumed-role/data-science/alice',
      'sagewatch/Call': 'sagemaker.amazonaws.com:CreateNotebookInstance',
      'sagewatch/SourceAddress': '203.0.113.7',
      'sagewatch/EventId': 'e-1',
      'sagewatch/Environment': 'prod',
      'sagewatch/DataClass': 'phi',
      'sagewatch/Owner': 'ml-platform',
      'sagewatch/Ticket': 'SEC-12',
      'sagewatch/Assignee': 'carol',
      'sagewatch/DueAt': '2026-12-01T23:59:59.999Z',
      'sagewatch/Waived': 'false',
      'sagewatch/RemediationCommand': expect.stringContaining('update-notebook-instance') as string,
      'sagewatch/RemediationWarning': expect.any(String) as string,
    },
    Resources: [
      {
        Type: 'AwsSageMakerNotebookInstance',
        Id: 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration',
        Partition: 'aws',
        Region: 'eu-central-1',
        Details: { Other: { rootAccess: 'Enabled' } },
      },
    ],
    Compliance: { Status: 'FAILED', RelatedRequirements: expect.arrayContaining(['nist-800-53-r5 AC-6']) as string[] },
    RecordState: 'ACTIVE',
  });
});

test.each([
  ['open', {}, {}, 'FAILED', 'ACTIVE'],
  ['waived', {}, { waiver }, 'FAILED', 'ACTIVE'],
  ['mended', { reason: 'mended' }, {}, 'PASSED', 'ARCHIVED'],
  ['deleted', { reason: 'deleted' }, {}, 'NOT_AVAILABLE', 'ARCHIVED'],
  ['never there', { reason: 'never-existed' }, {}, 'NOT_AVAILABLE', 'ARCHIVED'],
  ['lapsed', { reason: 'lapsed' }, {}, 'WARNING', 'ARCHIVED'],
  ['acknowledged', { reason: 'acknowledged', kind: 'activity' }, {}, 'FAILED', 'ARCHIVED'],
  ['aged out', { reason: 'aged-out', kind: 'activity' }, {}, 'FAILED', 'ARCHIVED'],
] as const)('%s', (_, of, beside, status, record) => {
  const made = asff(of, beside);
  expect([made['Compliance'].Status, made['RecordState']]).toEqual([status, record]);
  expect(made['ProductFields']['sagewatch/Waived']).toBe('waiver' in beside ? 'true' : 'false');
  expect(made).not.toHaveProperty('Workflow');
  expect(asffFaults([made])).toEqual([]);
});

test.each([
  ['of its own Region', 'aws', 'eu-central-1', undefined, 'arn:aws:securityhub:eu-central-1:'],
  ['of no Region', 'aws', '', undefined, 'arn:aws:securityhub:us-east-1:'],
  ['of no Region, in China', 'aws-cn', '', undefined, 'arn:aws-cn:securityhub:cn-north-1:'],
  ['of no Region, in GovCloud', 'aws-us-gov', '', undefined, 'arn:aws-us-gov:securityhub:us-gov-west-1:'],
  ['into one for all', 'aws', 'eu-central-1', 'eu-west-1', 'arn:aws:securityhub:eu-west-1:'],
  ['with a Region that is none', 'aws', 'eu:x/1', undefined, 'arn:aws:securityhub:us-east-1:'],
])('the product %s', (_, partition, region, importRegion, expected) => {
  const resource = { ...exported().finding.resource, arn: `arn:${partition}:iam::111122223333:role/r`, region };
  const made = asffFinding(exported({ resource }), now, importRegion) as Asff;
  expect(made['ProductArn']).toBe(`${expected}111122223333:product/111122223333/default`);
  expect(made['Resources'][0].Partition).toBe(partition);
  expect(asffFaults([made])).toEqual([]);
});

test('where no account is known, nobody could import it', () => {
  const resource = { ...exported().finding.resource, account: '' };
  expect(asffFinding(exported({ resource }), now)).toBeUndefined();
});

test('types of resources are words that Security Hub has, of types that there are', () => {
  expect(Object.values(asffResourceTypes).filter((word) => !securityHubResourceTypes.includes(word))).toEqual([]);
  const ours = new Set<string>(resourceTypes.map(({ name }) => name));
  expect(Object.keys(asffResourceTypes).filter((name) => !ours.has(name))).toEqual([]);
  const constructor = { ...exported().finding.resource, type: 'constructor' };
  expect(asff({ resource: constructor })['Resources'][0].Type).toBe('Other');
});

test('nothing is longer than Security Hub takes, even if all of it is as long as can be', () => {
  const long = '漢"'.repeat(50_000);
  const made = asff(
    {
      message: long,
      details: [long],
      evidence: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index}${long}`, long])),
      resource: { ...exported().finding.resource, arn: `arn:aws:s3:::${long}` },
      placement: { environment: 'prod', dataClass: long, owner: long },
    },
    { link: { ticket: long.slice(0, 2_048), assignee: long.slice(0, 2_048) }, waiver: { ...waiver, reason: long } },
  );
  expect(asffFaults([made])).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(made))).toBeLessThanOrEqual(240_000);
});

describe('the model finds what is wrong', () => {
  const good = asff();
  const { Title: _title, ...untitled } = good;
  test.each([
    ['a required member is missing', [untitled]],
    ['a member that there is not', [{ ...good, Mended: true }]],
    ['a word that there is not', [{ ...good, RecordState: 'OPEN' }]],
    ['too long', [{ ...good, Title: 'x'.repeat(257) }]],
    ['empty', [{ ...good, Description: ' ' }]],
    ['no resource', [{ ...good, Resources: [] }]],
    [
      'details that the data does not carry',
      [{ ...good, Resources: [{ Type: 'Other', Id: 'a', Details: { AwsS3Bucket: {} } }] }],
    ],
    ['too much of a field', [{ ...good, ProductFields: { a: 'x'.repeat(2_049) } }]],
    ['too many at once', Array.from({ length: 101 }, () => good)],
  ])('%s', (_, wrong) => {
    expect(asffFaults(Array.from({ length: 100 }, () => good))).toEqual([]);
    expect(asffFaults(wrong)).not.toEqual([]);
  });
});
