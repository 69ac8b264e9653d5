import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { severities, type Severity } from '../../shared/core/configuration.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { atLeast } from '../../shared/core/severity.ts';
import { configFlag, formatFlag, outputOf, severityFlag, storeFlag, type CommonFlags } from '../flags.ts';
import { line, table } from '../render/text.ts';
import { openStore, workspaceFor, type Workspace } from '../workspace.ts';

interface Flags extends CommonFlags {
  account?: string;
  severity?: Severity;
}

/** `sagewatch baseline review`: what was there before anybody watched. */
export const baselineCommand = (program: Command): void => {
  const command = program.command('baseline').summary('look at what was found in the first look at an account');
  command.addHelpText('after', '\nExample:\n  sagewatch baseline review --stack prod');
  const review = command
    .command('review')
    .summary('list what is open of the first look, by account and control')
    .description(
      'Lists the open findings of what was there before anybody watched, or before a control or the configuration was what it is now. Nobody was told of each of them singly.\n' +
        'Grouped by account and control, the most severe first; `sagewatch findings` lists findings one by one.',
    )
    .option('--account <id>', 'only of this account');
  severityFlag(review, '--severity', 'only at or above this severity');
  storeFlag(review);
  configFlag(review);
  formatFlag(review);
  review.addHelpText(
    'after',
    '\nExamples:\n  sagewatch baseline review --stack prod\n  sagewatch baseline review --stack prod --severity high --format json',
  );
  review.action(run);
};

interface Group {
  account: string;
  control: string;
  severity: Severity;
  findings: Finding[];
  waived: number;
}

const rank = (severity: Severity): number => severities.indexOf(severity);

const grouped = (findings: readonly Finding[], { waiverOf }: Pick<Workspace, 'waiverOf'>): Group[] =>
  [...Map.groupBy(findings, ({ resource, controlId }) => `${resource.account}\n${controlId}`).values()]
    .map((members): Group => {
      const [{ resource, controlId }] = members as [Finding, ...Finding[]];
      const sorted = members.toSorted((a, b) => rank(a.severity) - rank(b.severity));
      return {
        account: resource.account,
        control: controlId,
        severity: sorted[0]?.severity ?? 'low',
        findings: sorted,
        waived: members.filter((finding) => waiverOf(finding) !== undefined).length,
      };
    })
    .toSorted(
      (a, b) =>
        a.account.localeCompare(b.account) ||
        rank(a.severity) - rank(b.severity) ||
        b.findings.length - a.findings.length,
    );

const jsonOf = ({ account, control, severity, findings, waived }: Group, { controlOf }: Workspace) => ({
  type: 'baseline',
  account,
  control,
  title: controlOf(control)?.title,
  severity,
  count: findings.length,
  waived,
  findings: findings.map(({ id, severity: own, resource }) => ({ id, severity: own, resource: resource.arn })),
});

const shownNames = 3;

/** The first of them by name, and how many more there are. */
const examplesOf = (findings: readonly Finding[]): string => {
  const names = findings.slice(0, shownNames).map(({ resource }) => resource.name);
  const more = findings.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const run = async (flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const store = await openStore(flags, { mustExist: true });
  try {
    const place = await workspaceFor(flags, systemClock.now(), async () => store);
    const findings: Finding[] = [];
    const { severity = 'low', account } = flags;
    for await (const finding of store.findings({ status: 'open', account })) {
      if (finding.origin === 'baseline' && atLeast(finding.severity, severity) && !place.isOff(finding)) {
        findings.push(finding);
      }
    }
    const groups = grouped(findings, place);
    if (output.format === 'json') {
      for (const group of groups) output.json(jsonOf(group, place));
      return;
    }
    const { paint } = output;
    if (groups.length === 0) return output.lines([line`${paint.good('Nothing is open of the first look.')}`]);
    const waived = groups.reduce((sum, group) => sum + group.waived, 0);
    output.lines([
      ...table(
        paint,
        ['Account', 'Control', 'Severity', 'Open', 'Waived', 'Resources'],
        groups.map((group) => [
          group.account,
          group.control,
          paint.severity(group.severity),
          String(group.findings.length),
          group.waived > 0 ? String(group.waived) : '',
          examplesOf(group.findings),
        ]),
      ),
      '',
      line`${findings.length} open, ${waived} of them waived. ${paint.dim('`sagewatch findings --open --control ID` lists those of a control; a waiver in sagewatch.yml says that one is accepted.')}`,
    ]);
  } finally {
    await store.close();
  }
};
