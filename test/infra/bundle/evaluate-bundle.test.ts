import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packedActionTable } from '../../../infra/bundle/packed-action-table.ts';
import plugins from '../../../infra/bundle/plugins.ts';
import { adviceLeftOut, advice, withoutAdvice } from '../../../infra/bundle/without-advice.ts';
import { withoutJsonSchema } from '../../../infra/bundle/without-json-schema.ts';
import { localFiles } from '../../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { replay } from '../../../shared/app/replay.ts';
import * as catalogue from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import * as actions from '../../../shared/iam/data/actions.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'sagewatch-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = { bundle: true, format: 'esm', platform: 'node', target: 'node24', absWorkingDir: root } as const;

/** The catalogue and the action table as evaluate has them. */
let bundled: typeof catalogue & typeof actions;
let evaluate: Metafile;

beforeAll(async () => {
  const outfile = join(folder, 'bundled.mjs');
  const contents = "export * from './shared/catalogue.ts'; export * from './shared/iam/data/actions.ts';";
  await build({
    ...options,
    stdin: { contents, resolveDir: root },
    outfile,
    mainFields: ['module', 'main'],
    plugins: [packedActionTable, withoutJsonSchema, withoutAdvice],
  });
  bundled = (await import(outfile)) as typeof bundled;
  const { metafile } = await build({
    ...options,
    entryPoints: ['functions/evaluate/handler.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    plugins: [...plugins],
    write: false,
  });
  evaluate = metafile;
}, 60_000);

/** The sources that something of is in the bundle. */
const sources = () =>
  Object.entries(Object.values(evaluate.outputs)[0]?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);

describe('what is left out of controls', () => {
  test.each([
    ["f({ id: 'a', rationale: 'b', title: 'c' })", "f({ id: 'a',  title: 'c' })"],
    ["f({ id: 'a', remediation: { summary: 'b', command: () => `c${{ rationale }}` } })", "f({ id: 'a',  })"],
    ['f({ requirements: nist(1), ...declared, rationale })', 'f({  ...declared,  })'],
    [
      "f({ evaluate: (x): string => ({ rationale: 'b' }).rationale })",
      'f({ evaluate: (x): string => ({  }).rationale })',
    ],
    ["f({ [rationale]: 'b', 'rationale-x': 1 })", "f({ [rationale]: 'b', 'rationale-x': 1 })"],
    ['const { rationale, remediation = 1 } = x;', 'const { rationale, remediation = 1 } = x;'],
    ["g('rationale: b'); x.requirements", "g('rationale: b'); x.requirements"],
  ])('%s', (source, left) => expect(adviceLeftOut(source)).toBe(left));

  test('is all of what they say to people, of every control, and nothing else', () => {
    expect(bundled.controls.map(({ id }) => id)).toEqual(catalogue.controls.map(({ id }) => id));
    for (const [index, control] of catalogue.controls.entries()) {
      const rest = Object.fromEntries(Object.entries(control).filter(([name]) => !advice.includes(name)));
      const told = (of: object) =>
        JSON.stringify(of, (_, value: unknown) => (typeof value === 'function' ? 'f' : value));
      expect(told(bundled.controls[index] ?? {}), control.id).toBe(told(rest));
    }
  });
  test('is read by nothing in evaluate', () => {
    const readers = sources()
      .filter((path) => /^(shared|functions)\//.test(path) && !path.startsWith('shared/iam/'))
      .filter((path) => /\.(rationale|remediation|requirements)\b/.test(readFileSync(join(root, path), 'utf8')));
    expect(readers).toEqual([]);
  });
  test('takes the frameworks along, but for their ids', () => {
    expect(sources().filter((path) => path.startsWith('shared/frameworks/'))).toEqual(['shared/frameworks/ids.ts']);
  });
});

test('evaluate carries no client of the SDK', () => {
  expect(sources().filter((path) => /@(aws-sdk|smithy)\//.test(path))).toEqual([]);
});

test('the packed action table is the table', () => {
  expect({ ...bundled.actionTable }).toEqual(actions.actionTable);
  expect(Object.keys(bundled.actionTable)).toEqual(Object.keys(actions.actionTable));
  expect([bundled.tableVersion, bundled.tableDate]).toEqual([actions.tableVersion, actions.tableDate]);
});

test('what is bundled finds what the sources find', async () => {
  const findingsBy = async ({ controls, resourceTypes }: typeof catalogue) => {
    const store = sqliteStore(':memory:');
    await replay((await localFiles([join(root, 'examples/trail')])).files, {
      store,
      clock: { now: () => Date.parse('2026-11-24T00:00:00Z') },
      saved: { state: () => undefined },
      catalogue: catalogueOf(resourceTypes, controls, defaultConfiguration),
      configuration: defaultConfiguration,
    });
    const findings = await Array.fromAsync(store.findings({}));
    await store.close();
    return findings;
  };
  const found = await findingsBy(catalogue);
  expect(found.length).toBeGreaterThan(50);
  expect(await findingsBy(bundled)).toEqual(found);
});
