import { existsSync, readFileSync } from 'node:fs';
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
import { UsageError } from './usage-error.ts';
import { defaultConfigurationFile } from './workspace-defaults.ts';

/** What the configuration file says; without one, and without a wish for one, the defaults. */
export const configurationFrom = (file: string | undefined): Configuration => {
  const path = file ?? defaultConfigurationFile;
  if (!existsSync(path)) {
    if (file === undefined) return defaultConfiguration;
    throw new UsageError(`${file}: there is no such file; \`sagewatch init\` writes one`);
  }
  const read = readConfiguration(readFileSync(path, 'utf8'), path, { controls });
  if ('configuration' in read) return read.configuration;
  throw new UsageError(read.problems.map(({ message }) => message).join('\n'));
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

/** The configuration with what is derived from it. `now`: the moment at which waivers hold or not. */
export const workspace = (file: string | undefined, now: Instant): Workspace => {
  const configuration = configurationFrom(file);
  const catalogue = catalogueOf(resourceTypes, controls, configuration);
  const byId = new Map(controls.map((control) => [control.id, control]));
  return {
    configuration,
    catalogue,
    controlOf: (id) => byId.get(id as Control['id']),
    isOff: ({ controlId }) => configuration.controls[controlId]?.enabled === false,
    requirementsOf: (control) => {
      const { frameworks } = configuration;
      const all = control ? requirementsOf(control.requirements) : [];
      return frameworks.length === 0 ? all : all.filter(({ framework }) => frameworks.includes(framework));
    },
    waiverOf: (finding) => waiverOf(finding, configuration.waivers, now, aliasesOf(finding.controlId)),
  };
};

/** Opens the store; one that a question is asked of has to be there already. */
export const openStore = async (file: string, { mustExist }: { mustExist: boolean }): Promise<Store> => {
  if (mustExist && file !== ':memory:' && !existsSync(file)) {
    throw new UsageError(`${file}: there is no store yet; \`sagewatch replay SOURCE\` makes one`);
  }
  const { sqliteStore } = await import('../shared/adapters/local/sqlite/store.ts');
  return sqliteStore(file);
};
