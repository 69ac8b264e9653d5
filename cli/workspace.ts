import { existsSync, readFileSync } from 'node:fs';
import type { StackAccess } from '../shared/adapters/aws/production/stack-access.ts';
import { systemClock } from '../shared/adapters/local/clock.ts';
import { systemSleep } from '../shared/adapters/local/sleep.ts';
import { publishedConfiguration } from '../shared/app/service/published-configuration.ts';
import { readConfiguration } from '../shared/configuration/read.ts';
import { catalogueOf, type Catalogue } from '../shared/core/catalogue.ts';
import { defaultConfiguration, type Configuration, type Waiver } from '../shared/core/configuration.ts';
import type { Control } from '../shared/core/control.ts';
import type { Finding } from '../shared/core/finding.ts';
import type { Instant } from '../shared/core/instant.ts';
import { waiverOf } from '../shared/core/waiver.ts';
import { requirementsOf, type Requirement } from '../shared/frameworks/index.ts';
import type { Store } from '../shared/ports.ts';
import { aliasesOf, controls, resourceTypes } from './catalogue.ts';
import type { CommonFlags } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { defaultConfigurationFile } from './workspace-defaults.ts';

/** Where a command line says that the store is. */
export type StorePlace = Pick<CommonFlags, 'store' | 'stack' | 'profile' | 'region'>;

/** What a text says, also as the document it is; throws a UsageError with everything that is wrong with it. */
export const configurationRead = (text: string, name: string): { configuration: Configuration; document: unknown } => {
  const read = readConfiguration(text, name, { controls });
  if ('configuration' in read) return read;
  throw new UsageError(read.problems.map(({ message }) => message).join('\n'));
};

/** The configuration that a text says; throws a UsageError with everything that is wrong with it. */
export const configurationOf = (text: string, name: string): Configuration =>
  configurationRead(text, name).configuration;

/** What the configuration file says; without one, and without a wish for one, the defaults. */
export const configurationFrom = (file: string | undefined): Configuration => {
  const path = file ?? defaultConfigurationFile;
  if (!existsSync(path)) {
    if (file === undefined) return defaultConfiguration;
    throw new UsageError(`${file}: there is no such file; \`sagewatch init\` writes one`);
  }
  return configurationOf(readFileSync(path, 'utf8'), path);
};

/** What holds in a deployed stage: what was published, or the defaults. */
const configurationIn = async (store: Pick<Store, 'checkpoint'>): Promise<Configuration> => {
  const published = await publishedConfiguration(store);
  if (!published) return defaultConfiguration;
  return configurationOf(published.text, `published sagewatch.yml, version ${published.version}`);
};

/** What most commands work with. */
export interface Workspace {
  configuration: Configuration;
  catalogue: Catalogue;
  controlOf(id: string): Control | undefined;
  /** Its control is switched off now: it was found before that, and is not shown. */
  isOff(finding: Pick<Finding, 'controlId'>): boolean;
  /** The requirements of a control in the frameworks that the organisation cares for. */
  requirementsOf(control: Control | undefined): readonly Requirement[];
  /** The waiver that covers a finding now, if one does. */
  waiverOf(finding: Finding): Waiver | undefined;
}

/** The configuration of a file with what is derived from it. `now`: the moment at which waivers hold or not. */
export const workspace = (file: string | undefined, now: Instant): Workspace =>
  workspaceOf(configurationFrom(file), now);

/** The same for whatever a command works on: a deployed stage has a configuration of its own, unless a file is named. */
export const workspaceFor = async (
  { stack, config }: Pick<CommonFlags, 'stack' | 'config'>,
  now: Instant,
  store: () => Promise<Pick<Store, 'checkpoint'>>,
): Promise<Workspace> =>
  stack === undefined || config !== undefined
    ? workspace(config, now)
    : workspaceOf(await configurationIn(await store()), now);

const workspaceOf = (configuration: Configuration, now: Instant): Workspace => {
  const catalogue = catalogueOf(resourceTypes, controls, configuration);
  const byId = new Map(controls.map((control) => [control.id, control]));
  return {
    configuration,
    catalogue,
    controlOf: (id) => byId.get(id as Control['id']),
    isOff: ({ controlId }) => configuration.controls[controlId]?.enabled === false,
    requirementsOf: (control) => (control ? requirementsOf(control.requirements, configuration.frameworks) : []),
    waiverOf: (finding) => waiverOf(finding, configuration.waivers, now, aliasesOf(finding.controlId)),
  };
};

/** A deployed stage, with the user's own credentials; the SDK is loaded only now. */
export const openStack = async ({ stack = '', profile, region }: Omit<StorePlace, 'store'>): Promise<StackAccess> => {
  const { stackAccess } = await import('../shared/adapters/aws/production/stack-access.ts');
  return stackAccess({ stage: stack, profile, region });
};

/** Opens the store; one that a question is asked of has to be there already. */
export const openStore = async (place: StorePlace, { mustExist }: { mustExist: boolean }): Promise<Store> => {
  if (place.stack === undefined) return openFile(place.store, mustExist);
  const { stackStore } = await import('../shared/adapters/aws/production/stack-store.ts');
  return stackStore(await openStack(place), { clock: systemClock, sleep: systemSleep });
};

const openFile = async (file: string, mustExist: boolean): Promise<Store> => {
  if (mustExist && file !== ':memory:' && !existsSync(file)) {
    throw new UsageError(`${file}: there is no store yet; \`sagewatch replay SOURCE\` makes one`);
  }
  const { sqliteStore } = await import('../shared/adapters/local/sqlite/store.ts');
  return sqliteStore(file);
};
