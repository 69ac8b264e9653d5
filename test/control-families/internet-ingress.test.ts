import { expect, test } from 'vitest';
import { internetIngress } from '../../shared/control-families/internet-ingress.ts';
import { completeMap } from '../../shared/core/known-map.ts';

const verdictOn = (...rules: readonly string[]) =>
  internetIngress(completeMap(Object.fromEntries(rules.map((rule) => [rule, '']))), () => true);

test('a rule beside an open one is not told as open', () => {
  expect(verdictOn('tcp 22-22 203.0.113.0/24', 'tcp 22-22 0.0.0.0/0')).toMatchObject({
    message: 'Open to the internet: tcp port 22 from 0.0.0.0/0',
  });
});

test('two halves of all addresses are told together', () => {
  expect(verdictOn('tcp 22-22 0.0.0.0/2', 'tcp 22-22 128.0.0.0/2')).toMatchObject({
    message: 'Open to the internet: tcp port 22 from 0.0.0.0/2; tcp port 22 from 128.0.0.0/2',
  });
  expect(verdictOn('tcp 22-22 0.0.0.0/2', 'tcp 23-23 128.0.0.0/2')).toEqual({ status: 'pass' });
});
