import { describe, expect, test } from 'vitest';
import { patternsOf } from '../../../shared/adapters/local/files/pattern.ts';
import { SourceError } from '../../../shared/core/source-error.ts';

describe('what a glob matches below its base', () => {
  test.for([
    ['logs/*.json', 'logs', 'a.json', 'inside'],
    ['logs/*.json', 'logs', 'a.json.gz', 'outside'],
    ['logs/*.json', 'logs', 'sub/a.json', 'outside'],
    ['logs/*/a.json', 'logs', 'sub', 'towards'],
    ['logs/*/a.json', 'logs', 'sub/a.json', 'inside'],
    ['logs/*/a.json', 'logs', 'sub/sub/a.json', 'outside'],
    ['logs/2026-*', 'logs', '2026-01/deep/file', 'inside'],
    ['logs/**', 'logs', 'any/thing', 'inside'],
    ['logs/**/*.json', 'logs', 'a.json', 'inside'],
    ['logs/**/*.json', 'logs', 'b/c/a.json', 'inside'],
    ['logs/**/*.json', 'logs', 'b/c', 'towards'],
    ['logs/**/eu-*/**/*.gz', 'logs', 'x/eu-west-1/2026/a.gz', 'inside'],
    ['logs/**/eu-*/**/*.gz', 'logs', 'x/us-east-1/2026/a.gz', 'towards'],
    ['/var/l?g/x[0-9]', '/var', 'log/x7', 'inside'],
    ['/var/l?g/x[!0-9]', '/var', 'log/x7', 'outside'],
    ['*.json', '.', 'a.json', 'inside'],
    ['/*', '/', 'a', 'inside'],
    ['a(1).+*', '.', 'a(1).+x', 'inside'],
  ] as const)('%s: %s and %s is %s', ([text, base, path, match]) => {
    const [pattern, ...others] = patternsOf(text);
    expect(others).toEqual([]);
    expect(pattern?.base).toBe(base);
    expect(pattern?.match(path.split('/'))).toBe(match);
  });

  test('braces stand for each of their choices', () => {
    expect(patternsOf('a/{b,c/d}/{1,{2,3}}.json').map(({ base }) => base)).toEqual([
      'a/b/1.json',
      'a/b/2.json',
      'a/b/3.json',
      'a/c/d/1.json',
      'a/c/d/2.json',
      'a/c/d/3.json',
    ]);
    expect(patternsOf('a{b}').map(({ base, match }) => [base, match(['a{b}'])])).toEqual([['.', 'inside']]);
  });

  test('a range that is none is told', () => {
    expect(() => patternsOf('a/[z-a]')).toThrow(SourceError);
  });
});
