import { existsSync } from 'node:fs';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import {
  configurationChanges,
  neededDeploys,
  type ConfigurationChange,
  type NeededDeploy,
} from '../../shared/app/service/configuration-changes.ts';
import {
  configurationVersion,
  publishConfiguration,
  publishedConfiguration,
  signatureText,
  type Commit,
  type PublishedConfiguration,
} from '../../shared/app/service/published-configuration.ts';
import { recordWaivers } from '../../shared/app/service/waivers.ts';
import { readConfiguration } from '../../shared/configuration/read.ts';
import { statedWaivers } from '../../shared/configuration/stated.ts';
import { defaultConfiguration, type Configuration } from '../../shared/core/configuration.ts';
import type { Store } from '../../shared/ports.ts';
import { authorOf, commitOf } from '../authorship.ts';
import { aliasesOf, controlNamed, controls } from '../catalogue.ts';
import { outputOf, type CommonFlags } from '../flags.ts';
import { textIn } from '../input.ts';
import { changeLines, diffLines, versionJson } from '../render/configuration.ts';
import { transitionJson } from '../render/json.ts';
import { line } from '../render/text.ts';
import { transitionLines } from '../render/timeline.ts';
import { UsageError } from '../usage-error.ts';
import { defaultConfigurationFile } from '../workspace-defaults.ts';
import { configurationOf, configurationRead, openStore } from '../workspace.ts';

/** What a store's item and everybody's patience hold. */
const largest = 100_000;

/** The text of the configuration file that is meant, with its name, checked. */
export const wantedText = (
  config: string | undefined,
): { file: string; text: string; configuration: Configuration } => {
  const file = config ?? defaultConfigurationFile;
  if (file !== '-' && !existsSync(file)) {
    throw new UsageError(
      `${file}: there is no such file; name another with --config, or \`sagewatch init\` writes one`,
    );
  }
  const text = textIn(file);
  if (Buffer.byteLength(text) > largest) throw new UsageError(`${file}: it is larger than ${largest / 1_000} kB`);
  return { file, text, configuration: configurationOf(text, file) };
};

/** What a text says otherwise than what holds; undefined: what holds cannot be read any more. */
export const comparedTo = (
  published: PublishedConfiguration | undefined,
  configuration: Configuration,
): readonly ConfigurationChange[] | undefined => {
  if (!published) return configurationChanges(defaultConfiguration, configuration);
  const read = readConfiguration(published.text, '', { controls });
  return 'configuration' in read ? configurationChanges(read.configuration, configuration) : undefined;
};

/** So many findings that waivers moved are told one by one. */
const mostMoved = 20;

interface Publishing {
  store: Store;
  before: PublishedConfiguration | undefined;
  text: string;
  configuration: Configuration;
  commit?: Pick<PublishedConfiguration, keyof Commit> | undefined;
  restores?: number | undefined;
}

/** Publishes a text that was checked, and tells what that changes. */
const publish = async (publishing: Publishing, flags: CommonFlags): Promise<void> => {
  const { store, before, text, configuration, commit, restores } = publishing;
  const output = outputOf(flags);
  if (before?.text === text) {
    if (output.format === 'json') output.json({ type: 'unchanged', ...versionJson(before) });
    else output.lines([line`Nothing to publish: version ${before.version} says the very same.`]);
    return;
  }
  const changes = comparedTo(before, configuration);
  const { by, account } = await authorOf(flags);
  const deploys: readonly NeededDeploy[] = neededDeploys(changes ?? [], { stage: flags.stack, home: account });
  const { document } = configurationRead(text, 'the configuration');
  const published = await publishConfiguration(store, {
    ...commit,
    text,
    document,
    at: systemClock.now(),
    by,
    restores,
  });
  const recording = {
    store,
    clock: systemClock,
    waiversOf: (version: PublishedConfiguration) => statedWaivers(version.document),
    aliasesOf,
  };
  if (output.format === 'json') {
    output.json({ type: 'published', ...versionJson(published), changes, needsDeploy: deploys });
    for (const each of await recordWaivers(recording)) {
      output.json(transitionJson(each, controlNamed(each.finding.controlId), each.waiver));
    }
    return;
  }
  const { paint } = output;
  output.lines([
    ...diffLines(before?.text ?? '', text, paint),
    ...changeLines(changes, deploys, paint),
    '',
    line`${paint.good('published')}  version ${published.version}${restores === undefined ? '' : `, which is version ${restores} again`}  by ${by}${published.commit === undefined ? '' : `  commit ${published.commit.slice(0, 12)}`}  ${paint.dim(signatureText(published))}`,
    ...(flags.stack === undefined
      ? []
      : [
          line`${paint.dim(`Events are judged by it within a minute; what is there already, by the next sweep: sagewatch sweep --stack ${flags.stack}`)}`,
        ]),
  ]);
  const moved = await recordWaivers(recording);
  for (const each of moved.slice(0, mostMoved)) {
    output.lines(transitionLines(each, controlNamed(each.finding.controlId), paint, output.width));
  }
  if (moved.length > mostMoved) output.lines([`and ${moved.length - mostMoved} more findings that waivers moved`]);
};

/** `sagewatch config push`. */
export const pushed = async (flags: CommonFlags): Promise<void> => {
  const { file, text, configuration } = wantedText(flags.config);
  const store = await openStore(flags, { mustExist: false });
  try {
    const before = await publishedConfiguration(store);
    await publish({ store, before, text, configuration, commit: commitOf(file, text) }, flags);
  } finally {
    await store.close();
  }
};

/** The version whose text holds: of one that brings another back, that one. */
const origin = async (store: Store, { version, restores }: PublishedConfiguration): Promise<number> => {
  const restored = restores === undefined ? undefined : await configurationVersion(store, restores);
  return restored ? origin(store, restored) : version;
};

/** `sagewatch config rollback`. */
export const rolledBack = async (wanted: number | undefined, flags: CommonFlags): Promise<void> => {
  const store = await openStore(flags, { mustExist: true });
  try {
    const before = await publishedConfiguration(store);
    if (!before) throw new UsageError('nothing was published yet; `sagewatch config push` publishes sagewatch.yml');
    const version = wanted ?? (await origin(store, before)) - 1;
    if (version < 1)
      throw new UsageError(`nothing was published before version ${version + 1}; name a version to go to`);
    const restored = await configurationVersion(store, version);
    if (!restored)
      throw new UsageError(`${version}: there is no such version; \`sagewatch config history\` lists them`);
    const configuration = configurationOf(restored.text, `version ${version} of sagewatch.yml`);
    const { text, commit, author, signature } = restored;
    await publish(
      { store, before, text, configuration, commit: { commit, author, signature }, restores: version },
      flags,
    );
  } finally {
    await store.close();
  }
};
