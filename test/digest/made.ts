import type { Actor } from '../../shared/core/change.ts';
import { defaultConfiguration, type Configuration, type Severity } from '../../shared/core/configuration.ts';
import { defineControl, type Control } from '../../shared/core/control.ts';
import type { Episode, Reason } from '../../shared/core/finding.ts';
import { days, hours } from '../../shared/core/instant.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import { notTold, told } from '../../shared/core/told.ts';
import { pass } from '../../shared/core/verdict.ts';
import type { CountedFinding, DigestFacts, HealthFacts } from '../../shared/digest/facts.ts';
import { weekNamed, type Week } from '../../shared/digest/week.ts';
import type { Requirements } from '../../shared/frameworks/index.ts';
import { notebookInstance } from '../../shared/resources/sagemaker/notebook-instance.ts';

export const week = weekNamed('2026-W46', 'UTC') as Week;
/** Monday morning after it. */
export const now = week.until + hours(7);

/** A control that is about as much as a digest sees of one. */
export const control = (
  id: Control['id'],
  requirements: Requirements = {},
  { severity = 'high', aliases }: { severity?: Severity; aliases?: readonly string[] } = {},
): Control =>
  defineControl({
    id,
    title: `What ${id} wants holds`,
    severity,
    appliesTo: notebookInstance,
    reads: ['rootAccess'],
    rationale: 'It matters.',
    remediation: { summary: 'Mend it.', command: () => 'true' },
    requirements,
    ...(aliases && { aliases }),
    evaluate: () => pass,
  });

export const person = (name: string): Actor => ({
  type: 'IAMUser',
  arn: `arn:aws:iam::111122223333:user/${name}`,
  account: '111122223333',
  principal: `arn:aws:iam::111122223333:user/${name}`,
  session: undefined,
  accessKeyId: undefined,
  sourceIdentity: undefined,
  invokedBy: undefined,
  mfa: undefined,
});

const hand = (name: string | undefined) => ({
  eventId: 'e',
  call: undefined,
  actor: name === undefined ? undefined : person(name),
  address: undefined,
});

/** A stretch of time, in days since the week began. */
export const episode = (from: number, to?: number, reason: Reason = 'mended', by?: string): Episode => ({
  openedAt: week.since + days(from),
  openedBy: hand(by),
  ...(to !== undefined && { resolvedAt: week.since + days(to), resolvedBy: hand(undefined), reason }),
});

let count = 0;

/** A finding with these stretches. */
export const finding = (
  episodes: readonly Episode[],
  {
    name = 'one',
    account = '111122223333',
    ...members
  }: Partial<CountedFinding> & { name?: string; account?: string } = {},
): CountedFinding => ({
  id: `${String(++count).padStart(8, '0')}ffffffff`,
  controlId: 'sagemaker/example',
  kind: 'state',
  resource: refOf(
    'sagemaker/notebook-instance',
    `arn:aws:sagemaker:eu-central-1:${account}:notebook-instance/${name}`,
    { account, region: 'eu-central-1' },
  ),
  incarnation: 0,
  severity: 'high',
  placement: { environment: null, dataClass: null, owner: null },
  message: 'something is wrong',
  firstSeen: episodes[0]?.openedAt ?? 0,
  episodes,
  episodeCount: episodes.length,
  count: 1,
  runs: undefined,
  ...members,
});

/** A stage that is well. */
export const well: HealthFacts = {
  stage: 'prod',
  events: told(1_234),
  lag: told({ typical: 41_000, worst: 560_000 }),
  recovered: told({ wanted: 310, recovered: 2, at: now - hours(1) }),
  deadLetters: told([{ name: 'sagewatch-prod-messages-dlq', messages: 0 }]),
  sweep: told({ lists: 120, finished: 120, oldest: now - hours(5) }),
  canary: told(now - hours(0.5)),
  silent: told([]),
  places: 4,
  quarantined: told(0),
  latest: now - hours(0.1),
};

export const configured = (members: Partial<Configuration> = {}): Configuration => ({
  ...defaultConfiguration,
  ...members,
});

/** Facts of nothing but these. */
export const facts = (members: Partial<DigestFacts> = {}): DigestFacts => ({
  now,
  configuration: defaultConfiguration,
  controls: [control('sagemaker/example')],
  switchedOff: [],
  findings: [],
  exposures: [],
  heardLate: [],
  undecided: told([]),
  accounts: ['111122223333'],
  partition: 'aws',
  health: well,
  toldBefore: undefined,
  ...members,
});

export { notTold, told };
