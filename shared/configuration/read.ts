import type { Configuration } from '../core/configuration.ts';
import { configurationOf } from './configuration-of.ts';
import { controlFaults, type KnownControl } from './control-settings.ts';
import { noticeFaults } from './notice-faults.ts';
import { personaFaults } from './persona-faults.ts';
import { problemsOf, type Fault, type Problem } from './problem.ts';
import { schemaFaults } from './schema-faults.ts';
import { configurationSchema } from './schema.ts';
import { secretFaults } from './secret-faults.ts';
import { readYamlTree } from './yaml-tree.ts';

const keysOf = (value: unknown, key: string): readonly string[] => {
  const section = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof section === 'object' && section !== null && !Array.isArray(section) ? Object.keys(section) : [];
};

/**
 * The configuration that the text of a `sagewatch.yml` states, or everything that is wrong with it. Pure, and it never
 * throws. An empty text states the defaults. `controls`: those there are, so that a misspelt id is not taken for one.
 */
export const readConfiguration = (
  text: string,
  fileName: string,
  { controls }: { controls: readonly KnownControl[] },
): { configuration: Configuration; document: unknown } | { problems: readonly Problem[] } => {
  const { tree, faults, lineOf } = readYamlTree(text);
  const failed = (found: readonly Fault[]) => ({ problems: problemsOf(found, fileName, lineOf) });
  const secrets = secretFaults(text);
  if (secrets.length > 0) return failed(secrets);
  if (faults.length > 0) return failed(faults);
  const parsed = configurationSchema.safeParse(tree.value ?? {});
  const wrong = [
    ...(parsed.error ? schemaFaults(parsed.error.issues, tree) : []),
    ...controlFaults(keysOf(tree.value, 'controls'), controls, tree),
    ...personaFaults(parsed.data?.personas, tree),
    ...noticeFaults(parsed.data, controls, tree),
  ];
  return parsed.success && wrong.length === 0
    ? { configuration: configurationOf(parsed.data, controls), document: tree.value ?? {} }
    : failed(wrong);
};
