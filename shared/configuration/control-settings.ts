import type { Configuration } from '../core/configuration.ts';
import type { Control } from '../core/control.ts';
import { globMatches, isGlob } from '../core/glob.ts';
import type { NoticeSettings } from '../core/notice-settings.ts';
import type { Fault } from './problem.ts';
import type { ConfigurationDocument } from './schema.ts';
import { didYouMean } from './suggestion.ts';
import type { YamlTree } from './yaml-tree.ts';

/** What has to be known of the controls there are. */
export type KnownControl = Pick<Control, 'id' | 'aliases'>;

type Written = NonNullable<ConfigurationDocument['controls']>;

/** All names of a control. */
export const namesOf = ({ id, aliases = [] }: KnownControl): readonly string[] => [id, ...aliases];

/** Whether a key, a name or a pattern, is about a control. */
export const isNamed = (control: KnownControl, key: string): boolean =>
  namesOf(control).some((name) => (isGlob(key) ? globMatches(key, name) : name === key));

/** Keys under `controls` that name no control, or one that another key names already. */
export const controlFaults = (keys: readonly string[], controls: readonly KnownControl[], tree: YamlTree): Fault[] => {
  const named = new Map<string, string>();
  const faults: Fault[] = [];
  for (const key of keys) {
    const path = ['controls', key];
    const fault = (what: string, expected: string) =>
      faults.push({ offset: tree.keyOffsetOf(path), path, what, expected });
    const found = controls.find((control) => isNamed(control, key));
    if (!found) {
      const what = isGlob(key) ? 'matches no control' : `unknown control${didYouMean(key, controls.flatMap(namesOf))}`;
      fault(what, 'the id of a control (`sagewatch controls` lists them), or a pattern with *');
    } else if (!isGlob(key)) {
      const before = named.get(found.id);
      if (before !== undefined) fault(`is the same control as ${before}`, 'each control once');
      else named.set(found.id, key);
    }
  }
  return faults;
};

type Setting = Written[string];

/** For each control that a key names: its settings, patterns in the order of the file, then what names it; the later counts. */
const settingsOf = (
  written: Written,
  controls: readonly KnownControl[],
): readonly { id: string; settings: readonly Setting[] }[] => {
  const entries = Object.entries(written);
  const inOrder = [...entries.filter(([key]) => isGlob(key)), ...entries.filter(([key]) => !isGlob(key))];
  return controls.flatMap((control) => {
    const settings = inOrder.filter(([key]) => isNamed(control, key)).map(([, setting]) => setting);
    return settings.length === 0 ? [] : [{ id: control.id, settings }];
  });
};

const last = <Value>(values: readonly (Value | null | undefined)[]): Value | undefined =>
  values.findLast((value) => value !== undefined && value !== null) ?? undefined;

/** What is different about each control. */
export const controlSettings = (written: Written, controls: readonly KnownControl[]): Configuration['controls'] =>
  Object.fromEntries(
    settingsOf(written, controls).map(({ id, settings }) => {
      const enabled = last(settings.map((setting) => setting.enabled)) ?? true;
      const severity = last(settings.map((setting) => setting.severity)) ?? null;
      return [id, { enabled, severity }];
    }),
  );

/** How many minutes the findings of a control wait, by id, where that is said of it. */
export const graceOfControls = (
  written: Written,
  controls: readonly KnownControl[],
): NoticeSettings['graceOfControls'] =>
  Object.fromEntries(
    settingsOf(written, controls).flatMap(({ id, settings }) => {
      const grace = last(settings.map((setting) => setting.grace_minutes));
      return grace === undefined ? [] : [[id, grace]];
    }),
  );
