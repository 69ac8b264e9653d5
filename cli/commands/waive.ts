import { Option, type Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { recordTransitions } from '../../shared/app/service/waivers.ts';
import { momentsOf } from '../../shared/configuration/date.ts';
import { didYouMean } from '../../shared/configuration/suggestion.ts';
import { withWaiver, type WrittenWaiver } from '../../shared/configuration/waiver-added.ts';
import { waiverTypes, type Configuration, type Waiver } from '../../shared/core/configuration.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { isGlob } from '../../shared/core/glob.ts';
import { isoOf, type Instant } from '../../shared/core/instant.ts';
import { coveredBy, waiverRefusals } from '../../shared/core/waive.ts';
import { waiverMovement } from '../../shared/core/waiver-movement.ts';
import type { Store } from '../../shared/ports.ts';
import { aliasesOf, controlNamed, controls } from '../catalogue.ts';
import { formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { waivedJson, waivedLines } from '../render/waive.ts';
import { replaceFile } from '../replace-file.ts';
import { UsageError } from '../usage-error.ts';
import { configurationOf, openStore } from '../workspace.ts';
import { wantedText } from './config-push.ts';
import { findingNamed } from './show.ts';

interface Flags extends CommonFlags {
  resource?: string;
  type: Waiver['type'];
  reason: string;
  requester: string;
  approver: string;
  until?: string;
  ticket?: string;
  dryRun?: true;
}

/** `sagewatch waive`: an approved exception. */
export const waiveCommand = (program: Command): void => {
  const command = program
    .command('waive')
    .summary('write a waiver into sagewatch.yml: an approved exception with an end')
    .description(
      'Writes an approved exception into sagewatch.yml, approved today, and leaves everything else in it as it is. What it covers stays open, is counted apart, and never counts as passing.\n' +
        'It is refused without an end, with one that is past or beyond waiver_max_days, where who asks is who approves, and where no open finding is about it.\n' +
        'With --stack the findings are those of a deployed stage; the waiver holds there once `sagewatch config push` has published the file.',
    )
    .argument('<finding|control>', 'the id of a finding, or the beginning of it; or a control, with --resource')
    .option('--resource <pattern>', 'with a control: an ARN or a name, with * for any characters')
    .addOption(new Option('--type <type>', 'why it is accepted').choices([...waiverTypes]).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why, so that an auditor understands it')
    .requiredOption('--requester <who>', 'who asks for it')
    .requiredOption('--approver <who>', 'who approves it: somebody else')
    .option('--until <date>', 'the last day (UTC) on which it holds, such as 2027-06-30')
    .option('--ticket <key>', 'where it was discussed')
    .option('--dry-run', 'show what it would cover and change, and write nothing')
    .option('--config <file>', 'the file to write it into (default: ./sagewatch.yml)');
  storeFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch waive 3fa92b1c --type risk-accepted --reason "GPU drivers need root" --requester bela@example.com --approver dana@example.com --until 2027-01-31 --ticket SEC-12' +
      '\n  sagewatch waive sagemaker/notebook-root-access --resource "arn:aws:sagemaker:*:444455556666:notebook-instance/lab-*" --type compensating-control --reason "the lab has no route out" --requester bela --approver dana --until 2027-01-31 --dry-run',
  );
  command.action(async (named: string, flags: Flags) => run(named, flags));
};

const untilOf = ({ until }: Flags): { written: string; last: Instant } => {
  if (until === undefined) throw new UsageError('a waiver has an end: --until DATE, such as 2027-06-30');
  const moments = momentsOf(until);
  if (!moments) throw new UsageError(`${until}: --until is a date, such as 2027-06-30`);
  return { written: until, last: moments.last };
};

/** What is to be waived: of a finding, its control and its very resource. */
const subjectOf = async (named: string, resource: string | undefined, store: Store) => {
  const control = controlNamed(named);
  if (control || isGlob(named)) {
    if (resource === undefined) {
      throw new UsageError(`${named}: a control is waived for a resource: --resource PATTERN, or name a finding`);
    }
    return { control: control?.id ?? named, resource };
  }
  if (!/^[0-9a-f]+$/.test(named)) {
    const names = controls.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    throw new UsageError(
      `${named}: neither a finding nor a control is called so${didYouMean(named, names)}; \`sagewatch findings\` and \`sagewatch controls\` list them`,
    );
  }
  if (resource !== undefined) throw new UsageError('--resource is for a control: a finding is about one resource');
  const finding = await findingNamed(store, named);
  if (finding.status !== 'open') throw new UsageError(`${named}: this finding is resolved, there is nothing to waive`);
  return { control: finding.controlId, resource: finding.resource.arn };
};

const openFindings = async (store: Store, { controls: settings }: Configuration): Promise<Finding[]> => {
  const open: Finding[] = [];
  for await (const finding of store.findings({ status: 'open' })) {
    if (settings[finding.controlId]?.enabled !== false) open.push(finding);
  }
  return open;
};

/** Records what the waiver moves. Where a deployed stage is meant, publishing it does. */
const record = async (
  covered: readonly Finding[],
  now: Instant,
  { before, after, store }: { before: Configuration; after: Configuration; store: Store },
): Promise<void> => {
  const moved = covered.flatMap((finding) => {
    const [was, is] = [before, after].map(({ waivers }) => ({ waivers, at: now }));
    return was && is ? (waiverMovement(finding, was, is, aliasesOf(finding.controlId)) ?? []) : [];
  });
  await recordTransitions(moved, { store });
};

const run = async (named: string, flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const now = systemClock.now();
  const { written: until, last } = untilOf(flags);
  if (flags.config === '-') throw new UsageError('--config: a file is needed, to write the waiver into');
  const { file, text, configuration } = wantedText(flags.config);
  const store = await openStore(flags, { mustExist: true });
  try {
    const { type, reason, requester, approver, ticket, resource, stack, dryRun } = flags;
    const subject = await subjectOf(named, resource, store);
    const approved = isoOf(now).slice(0, 10);
    const [who, whoElse] = [requester.trim(), approver.trim()];
    const written: WrittenWaiver = {
      ...subject,
      type,
      reason,
      requester: who,
      approver: whoElse,
      approved,
      until,
      ticket,
    };
    const waiver: Waiver = {
      ...written,
      type,
      approved: momentsOf(approved)?.first ?? now,
      until: last,
      ticket: ticket ?? null,
    };
    const wishes = { now, controls, configuration, open: await openFindings(store, configuration) };
    const refusals = waiverRefusals(waiver, wishes);
    if (refusals.length > 0) throw new UsageError(refusals.join('\n'));
    const covered = coveredBy(waiver, wishes);
    const changed = withWaiver(text, written);
    if (changed === undefined) {
      throw new UsageError(`${file}: the waiver cannot be written into it without changing what else it says`);
    }
    const after = configurationOf(changed, file);
    if (!dryRun) {
      replaceFile(file, text, changed);
      if (stack === undefined) await record(covered, now, { before: configuration, after, store });
    }
    const waived = { file, waiver, covered, before: text, after: changed, stack, isDry: dryRun === true };
    if (output.format === 'json') output.json(waivedJson(waived));
    else output.lines(waivedLines(waived, output.paint));
  } finally {
    await store.close();
  }
};
