import type { Command } from 'commander';
import { neededDeploys } from '../../shared/app/service/configuration-changes.ts';
import {
  configurationVersion,
  publishedConfiguration,
  type PublishedConfiguration,
} from '../../shared/app/service/published-configuration.ts';
import type { Store } from '../../shared/ports.ts';
import { authorOf } from '../authorship.ts';
import { formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { changeLines, diffLines, versionJson, versionLine, versionLines } from '../render/configuration.ts';
import { line } from '../render/text.ts';
import { UsageError } from '../usage-error.ts';
import { openStore } from '../workspace.ts';
import { comparedTo, pushed, rolledBack, wantedText } from './config-push.ts';

/** `sagewatch config`: the configuration of a deployed stage. */
export const configCommand = (program: Command): void => {
  const command = program
    .command('config')
    .summary('publish sagewatch.yml to a deployed stage, and look at what holds there')
    .description(
      'A deployed stage has its configuration in its store. It is published in versions: the service takes up a new one within a minute, without a deployment, and an older one can be brought back.',
    );
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch config diff --stack prod && echo "what is published is what is here"\n  sagewatch config push --stack prod\n  sagewatch config history --stack prod\n  sagewatch config rollback --stack prod',
  );
  const fileFlag = (each: Command) => each.option('--config <file>', 'the file (default: ./sagewatch.yml)');
  const sub = (name: string, summary: string) =>
    formatFlag(storeFlag(command.command(name).summary(summary).description(summary)));

  fileFlag(sub('push', 'check a configuration and publish it as the next version'))
    .addHelpText('after', '\nExample:\n  sagewatch config push --stack prod --config sagewatch.yml')
    .action(pushed);
  sub('rollback', 'publish an older version again')
    .argument('[version]', 'which one (default: the one before that which holds)')
    .addHelpText('after', '\nExample:\n  sagewatch config rollback 3 --stack prod')
    .action(async (version: string | undefined, flags: CommonFlags) => rolledBack(numberOf(version), flags));
  fileFlag(sub('diff', 'tell how a file differs from what is published; exit code 1: it does'))
    .addHelpText('after', '\nExample:\n  sagewatch config diff --stack prod --config sagewatch.yml')
    .action(differing);
  sub('show', 'print what is published')
    .argument('[version]', 'which version (default: the one that holds)')
    .addHelpText('after', '\nExample:\n  sagewatch config show --stack prod > published.yml')
    .action(async (version: string | undefined, flags: CommonFlags) => shown(numberOf(version), flags));
  sub('history', 'list the versions, the newest first')
    .option('--limit <count>', 'how many', '20')
    .addHelpText('after', '\nExample:\n  sagewatch config history --stack prod --limit 5')
    .action(async ({ limit, ...flags }: CommonFlags & { limit: string }) => listed(numberOf(limit) ?? 20, flags));
};

const numberOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`${text}: a number is expected, from 1 on`);
  return Number(text);
};

const inStore = async <Result>(flags: CommonFlags, ask: (store: Store) => Promise<Result>): Promise<Result> => {
  const store = await openStore(flags, { mustExist: true });
  try {
    return await ask(store);
  } finally {
    await store.close();
  }
};

const differing = async (flags: CommonFlags): Promise<void> => {
  const output = outputOf(flags);
  const { file, text, configuration } = wantedText(flags.config);
  const published = await inStore(flags, publishedConfiguration);
  const isSame = published?.text === text;
  if (!isSame) process.exitCode = 1;
  const changes = comparedTo(published, configuration);
  const { account } = await authorOf(flags);
  const deploys = neededDeploys(changes ?? [], { stage: flags.stack, home: account });
  if (output.format === 'json') {
    output.json({
      type: 'difference',
      version: published?.version ?? null,
      file,
      same: isSame,
      changes,
      needsDeploy: deploys,
    });
    return;
  }
  const { paint } = output;
  if (isSame) output.lines([line`${paint.good('No difference')}: ${file} is version ${published.version}.`]);
  else output.lines([...diffLines(published?.text ?? '', text, paint), ...changeLines(changes, deploys, paint)]);
};

const shown = async (version: number | undefined, flags: CommonFlags): Promise<void> => {
  const output = outputOf(flags);
  const published = await inStore(flags, async (store) =>
    version === undefined ? publishedConfiguration(store) : configurationVersion(store, version),
  );
  if (!published) {
    throw new UsageError(
      version === undefined
        ? 'nothing was published yet, and the defaults hold; `sagewatch config push` publishes sagewatch.yml'
        : `${version}: there is no such version; \`sagewatch config history\` lists them`,
    );
  }
  if (output.format === 'json') output.json({ type: 'configuration', ...versionJson(published), text: published.text });
  // What was read as a file is printed as one; a terminal is not told what to do by it. Where it is from goes beside it.
  else {
    process.stderr.write(`${versionLine(published)}\n`);
    output.lines(
      published.text
        .replace(/\n$/, '')
        .split('\n')
        .map((each) => line`${each}`),
    );
  }
};

const listed = async (limit: number, flags: CommonFlags): Promise<void> => {
  const output = outputOf(flags);
  const versions: PublishedConfiguration[] = [];
  await inStore(flags, async (store) => {
    let next = await publishedConfiguration(store);
    while (next && versions.length < limit) {
      versions.push(next);
      next = next.version === 1 ? undefined : await configurationVersion(store, next.version - 1);
    }
  });
  if (output.format === 'json') for (const each of versions) output.json({ type: 'version', ...versionJson(each) });
  else if (versions.length === 0) output.lines(['Nothing was published yet; the defaults hold.']);
  else output.lines(versionLines(versions, output.paint));
};
