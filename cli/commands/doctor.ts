import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { diagnose, type DoctorLine } from '../../shared/app/service/doctor.ts';
import { formatFlag, outputOf, stackOnlyFlag, type CommonFlags } from '../flags.ts';
import { line, table, wrapped, type Paint, type Styled } from '../render/text.ts';
import { openStack, openStore } from '../workspace.ts';

type Flags = Omit<CommonFlags, 'store' | 'config'> & { stack: string };

/** `sagewatch doctor`: whether a deployed stage can do its work. */
export const doctorCommand = (program: Command): void => {
  const command = program
    .command('doctor')
    .summary('tell whether a deployed stage gets everything and can tell of it')
    .description(
      'Looks at what the service depends on: trail, forwarders and rules of every watched Region, the canary, mail, Slack and subscriptions, dead-letter queues, quarantine.\n' +
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

const run = async (flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const access = await openStack(flags);
  const { doctorFacts } = await import('../../shared/adapters/aws/doctor/doctor.ts');
  const open = async () => openStore({ ...flags, store: '' }, { mustExist: true });
  const lines = diagnose(await doctorFacts(access, open, systemClock));
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
