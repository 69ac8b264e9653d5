import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filled, templateOf, textIn } from '../../shared/digest/email/template.ts';

describe('a template', () => {
  const fill = (source: string, view: Parameters<typeof filled>[1]) => filled(templateOf(source), view);

  test.each([
    ['{{a}}', { a: 'x' }, 'x'],
    ['<p>{{a}}</p>', { a: '<b>&"\'' }, '<p>&lt;b&gt;&amp;&quot;&#39;</p>'],
    ['{{#list}}[{{a}}]{{/list}}', { list: [{ a: '1' }, { a: '2' }] }, '[1][2]'],
    ['{{#list}}[{{a}}]{{/list}}', { list: [] }, ''],
    ['{{#a}}{{#b}}{{c}}{{/b}};{{/a}}', { a: [{ b: [{ c: 'x' }, { c: 'y' }] }, { b: [] }] }, 'xy;;'],
    // What a record says is never read as a template.
    ['{{a}}{{b}}', { a: '{{b}}', b: 'x' }, '{{b}}x'],
    ['{{a}}', { a: 'sagemaker.amazonaws.com' }, 'sagemaker.<wbr>amazonaws.<wbr>com'],
    ['{{a}}', { a: 'from 203.0.113.11 at 09:30' }, 'from 203.0.113.11 at 09:30'],
    ['<i alt="{{=a}}">', { a: 'www.example.com "' }, '<i alt="www.example.com &quot;">'],
    ['{{a}}', { a: 'a\u202eb\nc' }, 'a\\u202eb\\nc'],
  ])('%s with %o is %s', (source, view, expected) => expect(fill(source, view)).toBe(expected));

  test.each(['{{#a}}', '{{/a}}', '{{#a}}{{#b}}{{/a}}{{/b}}', '{{#a}}{{/b}}'])('%s is none', (source) =>
    expect(() => templateOf(source)).toThrow('template:'),
  );
  test.each([
    ['{{a}}', {}],
    ['{{a}}', { a: [] }],
    ['{{#a}}{{/a}}', {}],
    ['{{#a}}{{/a}}', { a: 'x' }],
    // What is around a part is not in it.
    ['{{#a}}{{b}}{{/a}}', { a: [{}], b: 'x' }],
  ])('%s is not filled with %o', (source, view) => expect(() => fill(source, view as never)).toThrow('template: no'));
});

test('any text is nothing but text in HTML', () => {
  const hostile = fc.array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<', '>', '&', '"', "'", '://', '.')),
  );
  fc.assert(
    fc.property(hostile, (parts) => {
      const text = parts.join('');
      const html = textIn(text).replaceAll('<wbr>', '');
      expect(html).not.toMatch(/[<>"']/);
      expect(html.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    }),
  );
});
