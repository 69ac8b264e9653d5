import type { Waiver } from '../../shared/core/configuration.ts';
import { days } from '../../shared/core/instant.ts';
import { digestOf } from '../../shared/digest/digest-of.ts';
import { everybody } from '../../shared/digest/facts.ts';
import { facts, finding, week } from './made.ts';

/** A waiver of everything there is, for long. */
export const waiver = (members: Partial<Waiver> = {}): Waiver => ({
  control: 'sagemaker/example',
  resource: '*',
  type: 'risk-accepted',
  reason: 'A test.',
  requester: 'Alice',
  approver: 'Bob',
  approved: null,
  until: week.until + days(100),
  ticket: null,
  ...members,
});

/** The digest of nothing but these findings. */
export const digestOfFindings = (findings: Parameters<typeof finding>[], members = {}) =>
  digestOf(facts({ findings: findings.map((each) => finding(...each)), ...members }), everybody, week);
