import { isGlob } from '../core/glob.ts';
import { defaultNoticeSettings } from '../core/notice-settings.ts';
import { isNamed, namesOf, type KnownControl } from './control-settings.ts';
import { quoted, type Fault } from './problem.ts';
import type { ConfigurationDocument } from './schema.ts';
import { didYouMean } from './suggestion.ts';
import type { YamlTree } from './yaml-tree.ts';

type Path = readonly PropertyKey[];

/** A channel that there is not would mean that nobody is told. */
const channelFaults = (written: ConfigurationDocument, tree: YamlTree): Fault[] => {
  const there = [...new Set([...Object.keys(defaultNoticeSettings.channels), ...Object.keys(written.channels ?? {})])];
  const named: { path: Path; name: string }[] = [
    ...(written.routes ?? []).flatMap(({ channels }, index) =>
      channels.map((name, at) => ({ path: ['routes', index, 'channels', at], name })),
    ),
    ...(written.notices?.otherwise ?? []).map((name, at) => ({ path: ['notices', 'otherwise', at], name })),
  ];
  return named
    .filter(({ name }) => !there.includes(name))
    .map(({ path, name }) => ({
      offset: tree.offsetOf(path),
      path,
      what: `unknown channel ${quoted(name)}${didYouMean(name, there)}`,
      expected: `one of ${there.join(', ')}, or another that \`channels\` defines`,
    }));
};

/** A misspelt control would make a route that never fits. */
const controlFaults = (written: ConfigurationDocument, controls: readonly KnownControl[], tree: YamlTree): Fault[] =>
  (written.routes ?? []).flatMap((route, index) =>
    (route.controls ?? []).flatMap((name, at): Fault[] => {
      if (controls.some((control) => isNamed(control, name))) return [];
      const path = ['routes', index, 'controls', at];
      const what = isGlob(name)
        ? `${quoted(name)} matches no control`
        : `unknown control ${quoted(name)}${didYouMean(name, controls.flatMap(namesOf))}`;
      const expected = 'the id of a control (`sagewatch controls` lists them), or a pattern with *';
      return [{ offset: tree.offsetOf(path), path, what, expected }];
    }),
  );

/** Email without a sender would never be sent. */
const senderFaults = ({ email, channels, digest }: ConfigurationDocument, tree: YamlTree): Fault[] => {
  if (typeof email?.from === 'string') return [];
  const first =
    Object.entries(channels ?? {})
      .filter(([, { kind }]) => kind === 'email')
      .map(([name]): Path => ['channels', name])[0] ??
    (digest?.audiences ?? []).map((_, index): Path => ['digest', 'audiences', index])[0];
  if (!first) return [];
  const path = ['email', 'from'];
  const expected = 'whom the email comes from that is sent here, such as Sagewatch <sagewatch@example.com>';
  return [{ offset: email ? tree.offsetOf(path) : tree.offsetOf(first), path, what: 'is missing', expected }];
};

/** Two audiences of one name could not be told apart: each gets one digest a week. */
const audienceFaults = ({ digest }: ConfigurationDocument, tree: YamlTree): Fault[] =>
  (digest?.audiences ?? []).flatMap(({ name }, index, all): Fault[] => {
    if (all.findIndex((other) => other.name === name) === index) return [];
    const path = ['digest', 'audiences', index, 'name'];
    return [{ offset: tree.offsetOf(path), path, what: `${quoted(name)} is here twice`, expected: 'each name once' }];
  });

/** What a document that fits the schema says of notices and cannot mean. */
export const noticeFaults = (
  written: ConfigurationDocument | undefined,
  controls: readonly KnownControl[],
  tree: YamlTree,
): Fault[] =>
  written
    ? [
        ...channelFaults(written, tree),
        ...controlFaults(written, controls, tree),
        ...senderFaults(written, tree),
        ...audienceFaults(written, tree),
      ]
    : [];
