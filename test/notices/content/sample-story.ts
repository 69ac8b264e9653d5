import type { Story } from '../../../shared/notices/notice.ts';

export const opened = Date.parse('2026-11-02T09:00:00Z');

/** A story as `storyOf` tells one, of a notebook instance with root access. */
export const sample = (more: Partial<Story> = {}): Story => ({
  findingId: '0123456789abcdef',
  controlId: 'sagemaker/notebook-root-access',
  controlTitle: 'Users of notebook instances have no root access',
  severity: 'high',
  severitySteps: ['high by the control'],
  resource: {
    arn: 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration',
    name: 'exploration',
    kind: 'SageMaker notebook instance',
    region: 'eu-central-1',
  },
  account: { id: '111122223333', name: 'ml-prod' },
  placement: { environment: 'prod', dataClass: null, owner: null },
  message: 'Users of this notebook instance have root access',
  details: [],
  rationale: 'Root can take away what watches over the instance.',
  evidence: [{ name: 'rootAccess', value: 'Enabled' }],
  openedAt: opened,
  openedBy: { name: 'alice', arn: 'arn:aws:sts::111122223333:assumed-role/ml-engineer/alice', address: '203.0.113.10' },
  opening: { eventId: '00000000-0000-4000-8000-000000000001', call: 'CreateNotebookInstance', deed: 'created' },
  dueAt: opened + 7 * 86_400_000,
  remediation: { summary: 'Take root access away.', command: 'aws sagemaker stop-notebook-instance' },
  links: [],
  requirements: [],
  waive: 'sagewatch waive 0123456789abcdef',
  ...more,
});
