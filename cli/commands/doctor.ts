import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { digestLine, digestStanding, type DigestStanding } from '../../shared/app/digest/standing.ts';
import { diagnose, type DoctorLine } from '../../shared/app/service/doctor.ts';
import { notTold, told, type Told } from '../../shared/core/told.ts';
import type { Store } from '../../shared/ports.ts';
import { formatFlag, outputOf, stackOnlyFlag, type CommonFlags } from '../flags.ts';
import { line, table, wrapped, type Paint, type Styled } from '../render/text.ts';
import { openStack, openStore, workspaceFor } from '../workspace.ts';

type Flags = Omit<CommonFlags, 'store' | 'config'> & { stack: string };

/** `sagewatch doctor`: whether a deployed stage can do its work. */
export const doctorCommand = (program: Command): void => {
  const command = program
    .command('doctor')
    .summary('tell whether a deployed stage gets everything and can tell of it')
    .description(
      'Looks at what the service depends on: trail, forwarders and rules of every watched Region, the canary, mail, Slack and subscriptions, the weekly digest, dead-letter queues, quarantine.\n' +
        'Each passes, fails, or is not known, with what to do. Nothing is changed. Exit code 1: not everything passes.',
    );
  formatFlag(stackOnlyFlag(command));
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch doctor --stack prod --region eu-central-1\n  sagewatch doctor --stack prod --format json',
  );
  command.action(run);
};

const mark = (status: DoctorLine['status'], paint: Paint): Styled =>
  ({ pass: paint.good, fail: paint.bad, unknown: paint.warn })[status](status);

/** What cannot be looked up is not known, and never taken for good. */
const digestIn = async ({ stack }: Flags, open: () => Promise<Store>): Promise<Told<DigestStanding>> => {
  try {
    const store = await open();
    const { configuration } = await workspaceFor({ stack }, systemClock.now(), async () => store);
    return told(await digestStanding(store, configuration.notices, systemClock));
  } catch (error) {
    return notTold(error instanceof Error ? error.message : String(error));
  }
};

const run = async (flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const access = await openStack(flags);
  const { doctorFacts } = await import('../../shared/adapters/aws/doctor/doctor.ts');
  const open = async () => openStore({ ...flags, store: '' }, { mustExist: true });
  const facts = await doctorFacts(access, open, systemClock);
  const lines = [...diagnose(facts), digestLine(await digestIn(flags, open), facts)];
  const wrong = lines.filter(({ status }) => status !== 'pass');
  if (wrong.length > 0) process.exitCode = 1;
  if (output.format === 'json') {
    for (const { id, status, text, todo } of lines) output.json({ type: 'diagnosis', id, status, text, todo });
    return;
  }
  const { paint, width } = output;
  output.lines(
    table(
      paint,
      ['', 'What', 'How it stands'],
      lines.map(({ id, status, text }) => [mark(status, paint), id, text]),
    ),
  );
  if (wrong.length === 0) return output.lines(['', line`${paint.good('Everything passes.')}`]);
  output.lines([
    '',
    line`${paint.bold('What to do')}`,
    ...wrong.flatMap(({ id, todo }) =>
      wrapped(`${id}: ${todo ?? ''}`, width - 4).map(
        (part, index) => line`${index === 0 ? '- ' : '  '}${{ styled: part }}`,
      ),
    ),
  ]);
};
