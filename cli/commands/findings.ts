import { Option, type Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { actorName } from '../../shared/core/actor-name.ts';
import type { Severity } from '../../shared/core/configuration.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { currentEpisode } from '../../shared/core/finding.ts';
import { controlNamed } from '../catalogue.ts';
import { configFlag, formatFlag, outputOf, severityFlag, storeFlag, type CommonFlags } from '../flags.ts';
import { findingJson } from '../render/json.ts';
import { line, table } from '../render/text.ts';
import { lastDayOf } from '../render/waiver.ts';
import { placeText, timeOf } from '../render/words.ts';
import { openStore, workspaceFor } from '../workspace.ts';
import { listUnknown } from './findings-unknown.ts';

interface Flags extends CommonFlags {
  open?: true;
  resolved?: true;
  waived?: true;
  unknown?: true;
  severity?: Severity;
  control?: string;
  resource?: string;
  account?: string;
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
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch findings --open --severity high\n  sagewatch findings --control "sagemaker/*" --format json\n  sagewatch findings --unknown --stack prod   # what could not be decided, and for want of what',
  );
  command.action(async (flags: Flags) => run(flags));
};

const run = async (flags: Flags): Promise<void> => {
  if (flags.unknown) return listUnknown(flags);
  const output = outputOf(flags);
  const store = await openStore(flags, { mustExist: true });
  try {
    const { controlOf, isOff, waiverOf } = await workspaceFor(flags, systemClock.now(), async () => store);
    const rows: Finding[] = [];
    const query = {
      status: flags.open ? ('open' as const) : flags.resolved ? ('resolved' as const) : undefined,
      severity: flags.severity,
      control: flags.control === undefined ? undefined : (controlNamed(flags.control)?.id ?? flags.control),
      resource: flags.resource,
      account: flags.account,
    };
    for await (const finding of store.findings(query)) {
      if (isOff(finding)) continue;
      const waiver = waiverOf(finding);
      if (flags.waived && !waiver) continue;
      if (output.format === 'json')
        output.json({ type: 'finding', ...findingJson(finding, controlOf(finding.controlId), waiver) });
      else rows.push(finding);
    }
    if (output.format === 'json') return;
    const { paint } = output;
    if (rows.length === 0) return output.lines([line`${paint.good('No findings.')}`]);
    output.lines(
      table(
        paint,
        ['Id', 'Severity', 'Status', 'Since', 'Control', 'Resource', 'By'],
        rows.map((finding) => {
          const episode = currentEpisode(finding);
          const waiver = waiverOf(finding);
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
            actorName(episode?.openedBy.actor),
          ];
        }),
      ),
    );
  } finally {
    await store.close();
  }
};
