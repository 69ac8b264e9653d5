import { Command, CommanderError } from 'commander';
import { safe } from './render/text.ts';
import { version } from './version.ts';

/** Each command's file, loaded only when it is called, or when help has to name them all. */
const commands: Record<string, () => Promise<(program: Command) => void>> = {
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  watch: async () => (await import('./commands/watch.ts')).watchCommand,
  findings: async () => (await import('./commands/findings.ts')).findingsCommand,
  show: async () => (await import('./commands/show.ts')).showCommand,
  who: async () => (await import('./commands/who.ts')).whoCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  ack: async () => (await import('./commands/ack.ts')).ackCommand,
  waive: async () => (await import('./commands/waive.ts')).waiveCommand,
  routes: async () => (await import('./commands/routes.ts')).routesCommand,
  digest: async () => (await import('./commands/digest.ts')).digestCommand,
  notices: async () => (await import('./commands/notices.ts')).noticesCommand,
  link: async () => (await import('./commands/link.ts')).linkCommand,
  controls: async () => (await import('./commands/controls.ts')).controlsCommand,
  policy: async () => (await import('./commands/policy.ts')).policyCommand,
  guardrails: async () => (await import('./commands/guardrails.ts')).guardrailsCommand,
  quarantine: async () => (await import('./commands/quarantine.ts')).quarantineCommand,
  baseline: async () => (await import('./commands/baseline.ts')).baselineCommand,
  config: async () => (await import('./commands/config.ts')).configCommand,
  sweep: async () => (await import('./commands/sweep.ts')).sweepCommand,
  secret: async () => (await import('./commands/secret.ts')).secretCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  init: async () => (await import('./commands/init.ts')).initCommand,
  completion: async () => (await import('./commands/completion.ts')).completionCommand,
};

const programFor = async (named: string | undefined): Promise<Command> => {
  const program = new Command('sagewatch')
    .description('Always-on compliance watchdog for machine learning on AWS: CloudTrail in, findings out.')
    .version(version)
    .exitOverride()
    .configureOutput({
      outputError: (text) =>
        complain(
          `${text
            .replace(/^error: /, '')
            .trim()
            .replaceAll('\n', ' ')} (--help tells how it is used)`,
        ),
    })
    .addHelpText(
      'after',
      '\nExamples:\n  sagewatch replay ./AWSLogs            what would it have said about these log files\n  sagewatch replay lookup:90d           … about the last 90 days of your account\n  sagewatch findings --open             what is open\n  sagewatch show 3fa92b1c               everything about one finding',
    );
  const only = named !== undefined && named !== 'completion' && named in commands ? [named] : Object.keys(commands);
  for (const name of only) (await commands[name]?.())?.(program);
  return program;
};

const complain = (text: string): void => {
  process.stderr.write(`sagewatch: ${text.split('\n').map(safe).join('\n')}\n`);
};

/** Runs one command line. Exit codes: 0 done; 1 done, and something is the matter; 2 it was asked for wrongly. */
export const main = async (words: readonly string[]): Promise<void> => {
  try {
    const program = await programFor(words[0]);
    if (words.length === 0) program.help();
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof Error && (error.name === 'UsageError' || error.name === 'SourceError')) {
      complain(error.message);
      process.exitCode = 2;
    } else {
      complain(
        error instanceof Error
          ? process.env['SAGEWATCH_DEBUG']
            ? (error.stack ?? error.message)
            : error.message
          : String(error),
      );
      process.exitCode = 1;
    }
  }
};

// A reader that stops reading (`sagewatch … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

await main(process.argv.slice(2));
