import { Option, type Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { withLinks } from '../../shared/app/links.ts';
import { actorName } from '../../shared/core/actor-name.ts';
import type { Severity, Waiver } from '../../shared/core/configuration.ts';
import { dueAt } from '../../shared/core/due.ts';
import { currentEpisode, type Finding } from '../../shared/core/finding.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { withOwner } from '../../shared/core/owner.ts';
import type { TicketLink } from '../../shared/core/ticket-link.ts';
import type { Exported } from '../../shared/exports/exported.ts';
import type { Store } from '../../shared/ports.ts';
import { controlNamed } from '../catalogue.ts';
import { configFlag, outputOf, severityFlag, storeFlag, type CommonFlags } from '../flags.ts';
import type { Format, Output } from '../output.ts';
import { findingJson } from '../render/json.ts';
import { line, table } from '../render/text.ts';
import { lastDayOf } from '../render/waiver.ts';
import { placeText, timeOf } from '../render/words.ts';
import { workJson, workOf } from '../render/work.ts';
import { UsageError } from '../usage-error.ts';
import { openStore, workspaceFor, type Workspace } from '../workspace.ts';
import { exportFindings, exportFormats, type ExportFormat } from './findings-export.ts';
import { listUnknown } from './findings-unknown.ts';

interface Flags extends Omit<CommonFlags, 'format'> {
  format: Format | ExportFormat;
  open?: true;
  resolved?: true;
  waived?: true;
  unknown?: true;
  severity?: Severity;
  control?: string;
  resource?: string;
  account?: string;
  bom?: true;
  importRegion?: string;
}

/** `sagewatch findings`: the findings of the store, as a list. */
export const findingsCommand = (program: Command): void => {
  const command = program
    .command('findings')
    .summary('list findings')
    .description('Lists the findings of the store, the most severe first. Without a flag: open and resolved ones.')
    .option('--open', 'only open ones')
    .addOption(new Option('--resolved', 'only resolved ones').conflicts('open'))
    .option('--waived', 'only those that a waiver covers')
    .addOption(
      new Option('--unknown', 'instead: what controls could not decide, with what is missing').conflicts([
        'open',
        'resolved',
        'waived',
        'severity',
      ]),
    )
    .option('--control <id>', 'only of this control (id, alias, or with *)')
    .option('--resource <name>', 'only of this resource (name, ARN, or with *)')
    .option('--account <id>', 'only of this account');
  severityFlag(command, '--severity', 'only at or above this severity');
  storeFlag(command);
  configFlag(command);
  command
    .addOption(
      new Option(
        '--format <format>',
        'for people, for programs, or in a format of others: OCSF 1.8 (a JSON object a line), ASFF (for Security Hub), CSV (a plan of action and milestones)',
      )
        .choices(['table', 'json', ...exportFormats])
        .default('table'),
    )
    .option('--bom', 'with --format csv: begin with a byte order mark, by which Excel knows UTF-8')
    .option('--import-region <region>', "with --format asff: import into this Region (default: each finding's own)");
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch findings --open --severity high\n  sagewatch findings --control "sagemaker/*" --format json\n  sagewatch findings --open --format csv --bom > poam.csv\n  sagewatch findings --unknown --stack prod   # what could not be decided, and for want of what',
  );
  command.action(async (flags: Flags) => run(flags));
};

/** A finding with what was said of it. */
interface Row {
  finding: Finding;
  waiver: Waiver | undefined;
  link: TicketLink | undefined;
}

const rowsOf = async function* (flags: Flags, store: Store, { isOff, waiverOf }: Workspace): AsyncGenerator<Row> {
  const findings = store.findings({
    status: flags.open ? 'open' : flags.resolved ? 'resolved' : undefined,
    severity: flags.severity,
    control: flags.control === undefined ? undefined : (controlNamed(flags.control)?.id ?? flags.control),
    resource: flags.resource,
    account: flags.account,
  });
  for await (const { finding, link } of withLinks(findings, store)) {
    if (isOff(finding)) continue;
    const waiver = waiverOf(finding);
    if (!flags.waived || waiver) yield { finding, waiver, link };
  }
};

const exportedOf = async function* (
  rows: AsyncIterable<Row>,
  { configuration, controlOf, requirementsOf }: Workspace,
): AsyncGenerator<Exported> {
  const { accountNames } = configuration.notices;
  for await (const { finding, waiver, link } of rows) {
    const control = controlOf(finding.controlId);
    const { account } = finding.resource;
    yield {
      finding: withOwner(finding, configuration),
      control,
      requirements: requirementsOf(control),
      waiver,
      link,
      dueAt: dueAt(finding, configuration, link?.dueAt),
      accountName: Object.hasOwn(accountNames, account) ? accountNames[account] : undefined,
    };
  }
};

const isExport = (format: Flags['format']): format is ExportFormat =>
  (exportFormats as readonly string[]).includes(format);

const checked = ({ format, bom, importRegion }: Flags): void => {
  if (bom && format !== 'csv') throw new UsageError('--bom goes with --format csv');
  if (importRegion === undefined) return;
  if (format !== 'asff') throw new UsageError('--import-region goes with --format asff');
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(importRegion))
    throw new UsageError(`--import-region ${importRegion}: is no Region`);
};

const run = async (flags: Flags): Promise<void> => {
  checked(flags);
  const { format } = flags;
  if (flags.unknown) {
    if (isExport(format)) throw new UsageError('--unknown is a table or JSON');
    return listUnknown({ ...flags, format });
  }
  const output = outputOf({ format: isExport(format) ? 'json' : format });
  const store = await openStore(flags, { mustExist: true });
  try {
    const now = systemClock.now();
    const workspace = await workspaceFor(flags, now, async () => store);
    const rows = rowsOf(flags, store, workspace);
    if (isExport(format)) return await exportFindings(format, exportedOf(rows, workspace), { ...flags, now }, output);
    if (format === 'json') return await asJson(rows, workspace, now, output);
    asTable(await Array.fromAsync(rows), output);
  } finally {
    await store.close();
  }
};

const asJson = async (
  rows: AsyncIterable<Row>,
  { configuration, controlOf }: Workspace,
  now: Instant,
  output: Output,
): Promise<void> => {
  for await (const { finding, waiver, link } of rows) {
    output.json({
      type: 'finding',
      ...findingJson(finding, controlOf(finding.controlId), waiver),
      ...workJson(workOf(finding, { link, waiver, configuration, now })),
    });
  }
};

/** Columns that are there only where anything stands in them. */
const linkColumns = [
  ['Ticket', ({ link }: Row) => link?.ticket ?? ''],
  ['Assignee', ({ link }: Row) => link?.assignee ?? ''],
  ['Due', ({ link }: Row) => (link?.dueAt === undefined ? '' : timeOf(link.dueAt).slice(0, 10))],
] as const;

const asTable = (rows: readonly Row[], { paint, lines }: Output): void => {
  if (rows.length === 0) return lines([line`${paint.good('No findings.')}`]);
  const linked = linkColumns.filter(([, of]) => rows.some((row) => of(row) !== ''));
  lines(
    table(
      paint,
      ['Id', 'Severity', 'Status', 'Since', 'Control', 'Resource', ...linked.map(([title]) => title), 'By'],
      rows.map((row) => {
        const { finding, waiver } = row;
        const episode = currentEpisode(finding);
        return [
          finding.id.slice(0, 8),
          paint.severity(finding.severity),
          finding.status === 'open'
            ? waiver
              ? paint.dim(`waived to ${lastDayOf(waiver)}`)
              : 'open'
            : paint.good(episode?.reason ?? 'resolved'),
          timeOf(episode?.openedAt ?? finding.firstSeen),
          finding.controlId,
          line`${placeText(finding.resource)}${finding.count > 1 ? ` ×${finding.count}` : ''}`,
          ...linked.map(([, of]) => of(row)),
          actorName(episode?.openedBy.actor),
        ];
      }),
    ),
  );
};
