import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Source {
  path: string;
  text: string;
  /** Paths of the repository, or names of packages. */
  imports: string[];
}

const sourcesIn = (folder: string): Source[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), 'utf8');
      const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target = '']) =>
        target.startsWith('.') ? relative(root, resolve(root, dirname(path), target)) : target,
      );
      return { path, text, imports };
    });

const sources = ['shared', 'cli', 'functions', 'infra'].flatMap(sourcesIn);
const within = (...folders: readonly string[]) =>
  sources.filter(({ path }) => folders.some((folder) => path.startsWith(folder)));
const isIn = (target: string, ...folders: readonly string[]) =>
  folders.some((folder) => target === folder || target.startsWith(folder));
const isOurs = (target: string) => isIn(target, 'shared/', 'cli/', 'functions/', 'infra/', 'test/');

/** Imports of some sources that go to our own files but to none of the allowed places. */
const strays = (from: readonly Source[], allowed: readonly string[]): string[] =>
  from.flatMap(({ path, imports }) =>
    imports.filter((target) => isOurs(target) && !isIn(target, ...allowed)).map((target) => `${path} → ${target}`),
  );

describe('who may import whom', () => {
  test.each([
    // The types of requirements are part of what a control is.
    ['shared/core/', ['shared/core/', 'shared/frameworks/index.ts']],
    ['shared/iam/', ['shared/iam/']],
    ['shared/event-pattern/', ['shared/event-pattern/']],
    ['shared/frameworks/', ['shared/frameworks/']],
    ['shared/cloudtrail/', ['shared/cloudtrail/', 'shared/core/']],
    ['shared/delivery/', ['shared/delivery/', 'shared/event-pattern/', 'shared/cloudtrail/', 'shared/core/']],
    ['shared/resources/', ['shared/resources/', 'shared/core/', 'shared/iam/']],
    [
      'shared/control-families/',
      ['shared/control-families/', 'shared/core/', 'shared/frameworks/', 'shared/resources/', 'shared/iam/'],
    ],
    [
      'shared/controls/',
      ['shared/control-families/', 'shared/core/', 'shared/frameworks/', 'shared/resources/', 'shared/iam/'],
    ],
    ['shared/configuration/', ['shared/configuration/', 'shared/core/', 'shared/frameworks/', 'shared/iam/']],
    ['shared/notices/', ['shared/notices/', 'shared/core/', 'shared/frameworks/', 'shared/iam/']],
    ['shared/digest/', ['shared/digest/', 'shared/notices/', 'shared/core/', 'shared/frameworks/']],
    ['shared/exports/', ['shared/exports/', 'shared/core/', 'shared/frameworks/']],
    ['shared/ports.ts', ['shared/core/', 'shared/notices/notice.ts']],
    [
      'shared/app/',
      [
        'shared/app/',
        'shared/core/',
        'shared/cloudtrail/',
        'shared/notices/',
        'shared/digest/',
        'shared/frameworks/index.ts',
        'shared/ports.ts',
      ],
    ],
    [
      'shared/adapters/',
      [
        'shared/adapters/',
        'shared/app/',
        'shared/core/',
        'shared/cloudtrail/',
        'shared/resources/',
        'shared/notices/',
        'shared/digest/',
        'shared/ports.ts',
      ],
    ],
    ['cli/', ['cli/', 'shared/']],
    ['functions/', ['functions/', 'shared/']],
    ['infra/', ['infra/', 'shared/', 'test/controls/']],
  ])('%s', (folder, allowed) => expect(strays(within(folder), allowed)).toEqual([]));

  test('a control imports no other control', () => {
    expect(
      within('shared/controls/').filter(({ imports }) => imports.some((target) => isIn(target, 'shared/controls/'))),
    ).toEqual([]);
  });
  test('only the adapters for AWS import the SDK, and commands load them only when they need them', () => {
    const users = sources.filter(({ imports }) => imports.some((target) => target.startsWith('@aws-sdk/')));
    expect(users.filter(({ path }) => !path.startsWith('shared/adapters/aws/')).map(({ path }) => path)).toEqual([]);
    const eager = within('cli/').filter(({ text }) => /^import (?!type).*adapters\/aws/m.test(text));
    expect(eager.map(({ path }) => path)).toEqual([]);
  });
  test('only functions import middy and read the environment; the command line reads what terminals agree on', () => {
    expect(
      sources
        .filter(({ imports }) => imports.some((target) => target.startsWith('@middy/')))
        .filter(({ path }) => !path.startsWith('functions/')),
    ).toEqual([]);
    const readers = sources.filter(({ path, text }) => text.includes('process.env') && !path.startsWith('functions/'));
    expect(readers.filter(({ path }) => !path.startsWith('cli/')).map(({ path }) => path)).toEqual([]);
  });
  test('the time is read in the clocks only', () => {
    const readers = sources.filter(({ text }) => /Date\.now\(\)|new Date\(\)/.test(text)).map(({ path }) => path);
    expect(readers.filter((path) => !/adapters\/(aws|local)\/clock\.ts$/.test(path))).toEqual([]);
  });
});

describe('words and shape', () => {
  test('files are kebab-case and at most 300 lines', () => {
    for (const { path, text } of sources) {
      expect(path.split('/').at(-1), path).toMatch(/^[a-z0-9.]+(-[a-z0-9.]+)*\.ts$/);
      if (path !== 'shared/catalogue.ts' && !text.includes('oxlint-disable max-lines')) {
        expect(text.split('\n').length, path).toBeLessThanOrEqual(300);
      }
    }
  });
  test('one word a concept, the one that everybody uses', () => {
    const banned =
      /\b(alerts?|violations?|suppress\w*|allowlists?|whitelists?|blacklists?|backfill\w*|check result)\b/i;
    const offenders = within(
      'shared/core/',
      'shared/app/',
      'shared/controls/',
      'shared/control-families/',
      'shared/notices/',
      'shared/digest/',
    ).flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (banned.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(offenders).toEqual([]);
  });
  test('ids of controls are neutral words', () => {
    const ids = within('shared/controls/').map(({ path }) => path.replace('shared/controls/', '').replace('.ts', ''));
    expect(ids.filter((id) => /(^|-|\/)(no|not|without|missing|un[a-z]+)(-|$)/.test(id))).toEqual([]);
  });
});
