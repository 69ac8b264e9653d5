import { severities, type Severity } from './configuration.ts';
import type { Finding } from './finding.ts';
import { atLeast } from './severity.ts';
import type { Reach } from './verdict.ts';

/**
 * What of a first look cannot wait until somebody reads a summary: a policy that lets everybody in, an administrator in
 * effect, a trail that is off, and what makes Sagewatch itself blind. By control; of those that fail for less than that
 * too, only the failures of a reach.
 */
export const toldSingly: ReadonlyMap<string, 'always' | Reach> = new Map<string, 'always' | Reach>([
  ['ecr/repository-policy-public-access', 'always'],
  ['events/event-bus-policy-public-access', 'always'],
  ['iam/role-trust-principal', 'always'],
  ['kms/key-policy-access', 'always'],
  ['s3/bucket-policy-public-access', 'always'],
  ['sagemaker/model-package-group-policy', 'always'],
  ['secretsmanager/secret-policy-public-access', 'always'],

  ['iam/administrator-policy-attachment', 'administrator'],
  ['iam/group-combined-permissions', 'administrator'],
  ['iam/policy-full-administrator', 'administrator'],
  ['iam/role-combined-permissions', 'administrator'],
  ['iam/user-combined-permissions', 'administrator'],
  ['sso/permission-set-administrator', 'administrator'],

  ['cloudtrail/trail-event-selectors', 'always'],
  ['cloudtrail/trail-operation', 'always'],

  ['sagewatch/function-operation', 'always'],
  ['sagewatch/rule-operation', 'always'],
  ['sagewatch/schedule-operation', 'always'],
  ['sagewatch/table-operation', 'always'],
]);

/** Whether a finding is open since a first look, or since controls or the configuration are others. */
export const isOfBaseline = ({ origin, status }: Finding): boolean => origin === 'baseline' && status === 'open';

/** Whether a finding of a baseline is told by itself; everything else of a baseline is in its account's summary alone. */
export const tellSingly = (finding: Finding): boolean => {
  const wanted = toldSingly.get(finding.controlId);
  return isOfBaseline(finding) && wanted !== undefined && (wanted === 'always' || finding.reach === wanted);
};

/** What is open of a baseline in an account. Those that are told singly are counted in it, too. */
export interface BaselineSummary {
  account: string;
  open: number;
  bySeverity: Readonly<Record<Severity, number>>;
  /** The gravest first, of equals the most frequent; `severity` is the gravest of its findings. */
  byControl: readonly { controlId: string; severity: Severity; open: number }[];
  singly: readonly Finding[];
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const gravest = (findings: readonly Finding[]): Severity =>
  findings.reduce<Severity>((worst, { severity }) => (atLeast(worst, severity) ? worst : severity), 'low');

const summaryOf = (account: string, findings: readonly Finding[]): BaselineSummary => ({
  account,
  open: findings.length,
  bySeverity: Object.fromEntries(
    severities.map((severity) => [severity, findings.filter((each) => each.severity === severity).length]),
  ) as Record<Severity, number>,
  byControl: [...Map.groupBy(findings, ({ controlId }) => controlId)]
    .map(([controlId, members]) => ({ controlId, severity: gravest(members), open: members.length }))
    .toSorted(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        b.open - a.open ||
        compareTexts(a.controlId, b.controlId),
    ),
  singly: findings.filter(tellSingly),
});

/** What is open of a baseline among some findings: one summary an account, however many findings it has. */
export const baselineSummaryOf = (findings: Iterable<Finding>): readonly BaselineSummary[] =>
  [...Map.groupBy([...findings].filter(isOfBaseline), ({ resource: { account } }) => account)]
    .map(([account, members]) => summaryOf(account, members))
    .toSorted((a, b) => compareTexts(a.account, b.account));
