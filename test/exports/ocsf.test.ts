import { describe, expect, test } from 'vitest';
import { complianceFinding } from '../../shared/exports/ocsf.ts';
import { ocsfFaults } from '../fixtures/schemas/ocsf.ts';
import { exported, openedAt, resolvedAt, waiver } from './samples.ts';

type Event = Record<string, any>;
const event = (...given: Parameters<typeof exported>): Event => complianceFinding(exported(...given), '0.1.0') as Event;

describe('what a state is in words of OCSF', () => {
  const ticket = { ticket: 'SEC-12' };
  test.each([
    ['open', {}, {}, 'Create', 'New', 'Fail', openedAt],
    ['seen again', { lastSeen: openedAt + 1 }, {}, 'Update', 'New', 'Fail', openedAt + 1],
    ['opened again', { episodeCount: 2 }, {}, 'Update', 'New', 'Fail', openedAt],
    ['in somebody’s hands', {}, { link: ticket }, 'Create', 'In Progress', 'Fail', openedAt],
    ['only a date', {}, { link: { dueAt: 1 } }, 'Create', 'New', 'Fail', openedAt],
    ['waived', {}, { waiver, link: ticket }, 'Create', 'Suppressed', 'Fail', openedAt],
    ['mended', { reason: 'mended' }, { waiver }, 'Close', 'Resolved', 'Pass', resolvedAt],
    ['deleted', { reason: 'deleted' }, {}, 'Close', 'Resolved', 'Not Applicable', resolvedAt],
    ['never there', { reason: 'never-existed' }, {}, 'Close', 'Archived', 'Not Applicable', resolvedAt],
    ['lapsed', { reason: 'lapsed' }, {}, 'Close', 'Archived', 'Unknown', resolvedAt],
    ['acknowledged', { reason: 'acknowledged', kind: 'activity' }, {}, 'Close', 'Resolved', 'Fail', resolvedAt],
    ['aged out', { reason: 'aged-out', kind: 'activity' }, {}, 'Close', 'Archived', 'Fail', resolvedAt],
  ] as const)('%s', (_, of, beside, activity, work, standing, time) => {
    const made = event(of, beside);
    expect([made['activity_name'], made['status'], made['compliance'].status, made['time']]).toEqual([
      activity,
      work,
      standing,
      time,
    ]);
    expect(made['type_uid']).toBe(200_300 + made['activity_id']);
    expect(ocsfFaults(made)).toEqual([]);
  });
  test.each([
    ['critical', 5],
    ['high', 4],
    ['medium', 3],
    ['low', 2],
  ] as const)('%s is severity %i', (severity, id) => {
    const made = event({ severity });
    expect(made['severity_id']).toBe(id);
    expect(ocsfFaults(made)).toEqual([]);
  });
});

test('an event, whole', () => {
  const link = { ticket: 'https://tickets.example.com/SEC-12', assignee: 'carol' };
  const made = event({}, { link, accountName: 'ml-prod' });
  expect(ocsfFaults(made)).toEqual([]);
  const { compliance, remediation, unmapped, ...rest } = made;
  expect(rest).toEqual({
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    type_uid: 200_301,
    type_name: 'Compliance Finding: Create',
    time: openedAt,
    start_time: openedAt,
    end_time: openedAt,
    count: 1,
    severity_id: 4,
    severity: 'High',
    status_id: 2,
    status: 'In Progress',
    message: 'Root access is enabled.',
    metadata: {
      version: '1.8.0',
      uid: `0123456789abcdef-${openedAt}-1`,
      product: { name: 'Sagewatch', vendor_name: 'Sagewatch', version: '0.1.0' },
      profiles: ['cloud', 'incident'],
    },
    cloud: {
      provider: 'AWS',
      cloud_partition: 'aws',
      account: { uid: '111122223333', type_id: 10, type: 'AWS Account', name: 'ml-prod' },
      region: 'eu-central-1',
    },
    finding_info: {
      uid: '0123456789abcdef',
      title: 'Root access is enabled.',
      desc: 'Root access is enabled. • Whoever opens it is root. • Required: Users of notebook instances do not have root access.',
      types: ['Misconfiguration'],
      data_sources: ['AWS CloudTrail'],
      created_time: openedAt,
      first_seen_time: openedAt,
      last_seen_time: openedAt,
      modified_time: openedAt,
    },
    resources: [
      {
        uid: 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration',
        name: 'exploration',
        type: 'sagemaker/notebook-instance',
        cloud_partition: 'aws',
        region: 'eu-central-1',
        owner: { name: 'ml-platform' },
        role_id: 1,
        role: 'Target',
      },
    ],
    evidences: [{ name: 'sagemaker/notebook-root-access', data: { rootAccess: 'Enabled' } }],
    assignee: { name: 'carol' },
    tickets: [{ src_url: 'https://tickets.example.com/SEC-12', type: 'External', type_id: 2 }],
  });
  expect(compliance).toMatchObject({
    control: 'sagemaker/notebook-root-access',
    status_id: 3,
    status: 'Fail',
    status_details: ['Whoever opens it is root.'],
  });
  expect(compliance.standards).toContain('NIST SP 800-53 Revision 5, update 1');
  expect(compliance.requirements).toContain('nist-800-53-r5 AC-6');
  expect(remediation.desc).toMatch(/\n\naws sagemaker .*update-notebook-instance/);
  expect(unmapped).toMatchObject({
    kind: 'state',
    environment: 'prod',
    data_class: 'phi',
    opened_by: { name: 'alice as data-science', address: '203.0.113.7', event_uid: 'e-1' },
    opened_time: '2026-11-02T09:00:00Z',
    due_time: '2026-11-09T09:00:00Z',
  });
  expect(unmapped).not.toHaveProperty('due_agreed');
});

test('what is not known is left out, and the rest still holds', () => {
  const made = event(
    {
      resource: { ...exported().finding.resource, region: '' },
      placement: { environment: null, dataClass: null, owner: null },
    },
    { control: undefined, requirements: [] },
  );
  expect(ocsfFaults(made)).toEqual([]);
  expect(made['resources'][0]).not.toHaveProperty('region');
  expect(made['resources'][0]).not.toHaveProperty('owner');
  expect(made['cloud']).not.toHaveProperty('region');
  expect(made).not.toHaveProperty('remediation');
});

test('a ticket without an address is named, a waiver is told', () => {
  const made = event({}, { waiver, link: { ticket: 'javascript:alert(1)' } });
  expect(made['tickets']).toEqual([{ uid: 'javascript:alert(1)', type: 'External', type_id: 2 }]);
  expect(made['comment']).toBe('Waived (risk-accepted): until the new image is there');
  expect(made['unmapped'].waiver).toMatchObject({ approver: 'bob', until: '2026-12-31T23:59:59Z' });
});

describe('the schema finds what is wrong', () => {
  const good = event({}, { link: { ticket: 'SEC-12' } });
  const { metadata, time: _time, ...timeless } = good;
  test.each([
    ['a required attribute is missing', { metadata, ...timeless }],
    ['an attribute that there is not', { ...good, mended: true }],
    ['a number that there is not', { ...good, severity_id: 7 }],
    ['a number and another word', { ...good, severity: 'Low' }],
    ['a text for a number', { ...good, time: '2026-11-02T09:00:00Z' }],
    ['a fraction of a millisecond', { ...good, time: 1.5 }],
    ['an attribute of a profile that is not named', { ...good, metadata: { ...metadata, profiles: ['cloud'] } }],
    ['an object without what names it', { ...good, resources: [{ type: 'a' }] }],
    ['an object that the data does not carry', { ...good, device: { name: 'a', type_id: 0 } }],
    ['no address', { ...good, tickets: [{ src_url: 'not an address' }] }],
    ['remediation that says nothing', { ...good, remediation: {} }],
  ])('%s', (_, wrong) => {
    expect(ocsfFaults(good)).toEqual([]);
    expect(ocsfFaults(wrong)).not.toEqual([]);
  });
});
