import { controls } from '../../shared/catalogue.ts';
import type { Waiver } from '../../shared/core/configuration.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { dueAt } from '../../shared/core/due.ts';
import type { Episode, Finding, Reason } from '../../shared/core/finding.ts';
import type { Exported } from '../../shared/exports/exported.ts';
import { requirementsOf } from '../../shared/frameworks/index.ts';

export const openedAt = Date.parse('2026-11-02T09:00:00Z');
export const resolvedAt = Date.parse('2026-11-04T10:00:00Z');

const opened: Episode = {
  openedAt,
  openedBy: {
    eventId: 'e-1',
    call: 'sagemaker.amazonaws.com:CreateNotebookInstance',
    actor: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/data-science/alice',
      account: '111122223333',
      principal: 'arn:aws:iam::111122223333:role/data-science',
      session: 'alice',
      accessKeyId: undefined,
      sourceIdentity: undefined,
      invokedBy: undefined,
      mfa: undefined,
    },
    address: '203.0.113.7',
  },
};

/** The episodes of a finding that is open, or over for a reason. */
const episodes = (reason: Reason | undefined): readonly Episode[] =>
  reason ? [{ ...opened, resolvedAt, resolvedBy: { ...opened.openedBy, eventId: 'e-2' }, reason }] : [opened];

export const waiver: Waiver = {
  control: 'sagemaker/notebook-root-access',
  resource: '*',
  type: 'risk-accepted',
  reason: 'until the new image is there',
  requester: 'alice',
  approver: 'bob',
  approved: Date.parse('2026-11-03'),
  until: Date.parse('2026-12-31T23:59:59Z'),
  ticket: 'SEC-7',
};

/** A finding as exports get it; `reason`: why it is over, undefined while it is open. */
export const exported = (
  { reason, ...of }: Partial<Finding> & { reason?: Reason | undefined } = {},
  beside: Partial<Exported> = {},
): Exported => {
  const control = controls.find(({ id }) => id === 'sagemaker/notebook-root-access');
  const finding: Finding = {
    id: '0123456789abcdef',
    controlId: 'sagemaker/notebook-root-access',
    kind: 'state',
    resource: {
      type: 'sagemaker/notebook-instance',
      arn: 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration',
      account: '111122223333',
      region: 'eu-central-1',
      name: 'exploration',
    },
    incarnation: 0,
    status: reason ? 'resolved' : 'open',
    severity: 'high',
    grade: { base: 'medium', steps: [{ because: 'regulated data (phi)', by: 1 }], result: 'high' },
    placement: { environment: 'prod', dataClass: 'phi', owner: 'ml-platform' },
    message: 'Root access is enabled.',
    details: ['Whoever opens it is root.'],
    evidence: { rootAccess: 'Enabled' },
    firstSeen: openedAt,
    lastSeen: openedAt,
    episodes: episodes(reason),
    episodeCount: 1,
    count: 1,
    origin: 'change',
    ...of,
  };
  return {
    finding,
    control,
    requirements: requirementsOf(control?.requirements ?? {}),
    waiver: undefined,
    link: undefined,
    dueAt: dueAt(finding, defaultConfiguration, beside.link?.dueAt),
    ...beside,
  };
};
