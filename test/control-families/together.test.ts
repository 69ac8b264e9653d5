import { expect, test } from 'vitest';
import { together } from '../../shared/control-families/together.ts';
import { fail, notApplicable, pass, unknown } from '../../shared/core/verdict.ts';

test('one failure decides, and its words are the words of the whole', () =>
  expect(together([pass, fail('a'), unknown('b')])).toEqual(fail('a')));
test('several failures are told one by one', () =>
  expect(together([fail('a'), fail('b')])).toEqual(fail('a; b', { details: ['a', 'b'] })));
test('what is not known comes before a pass', () =>
  expect(together([pass, unknown('b'), unknown('b', 'c')])).toEqual(unknown('b', 'c')));
test('what does not apply does not matter, unless none of it does', () => {
  expect(together([pass, notApplicable('x')])).toEqual(pass);
  expect(together([notApplicable('x'), notApplicable('y')])).toEqual(notApplicable('x'));
});
test('nothing to judge passes', () => expect(together([])).toEqual(pass));
