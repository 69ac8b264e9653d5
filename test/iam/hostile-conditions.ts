const variable = (number: number): string => `\${aws:PrincipalTag/k${number}}`;
const tag = 'aws:ResourceTag/t';

/** Conditions that tie keys by variables so that trying all there is would take for ever. */
export const hostileConditions: Readonly<Record<string, object>> = {
  'many variables between stars': {
    StringLike: {
      [tag]: Array.from({ length: 200 }, (_, first) =>
        Array.from({ length: 20 }, (__, at) => variable((first + at) % 30)).join('*'),
      ),
    },
  },
  'a chain of hundreds of keys': {
    StringEquals: Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [`aws:RequestTag/k${at}`, `\${aws:RequestTag/k${at + 1}}-x`]),
    ),
  },
  'long texts around variables': {
    StringLike: {
      [tag]: [`${'x'.repeat(20_000)}*`, [1, 2, 3].map(variable).join('*')],
      'aws:PrincipalTag/k1': `${'x'.repeat(30_000)}*`,
    },
    StringLikeIfExists: { [tag]: [1, 2, 3, 4].map(variable).join('') },
  },
  'variables side by side': {
    StringEquals: { [tag]: Array.from({ length: 60 }, (_, at) => variable(at)).join('') },
    StringLike: { [tag]: `${'a'.repeat(3_000)}*b` },
    Null: { [tag]: 'false' },
  },
  'wildcards around variables': {
    StringLike: { [tag]: '?'.repeat(100_000), 'aws:PrincipalTag/k1': '*?'.repeat(30_000) },
    StringLikeIfExists: { [tag]: `${variable(1)}?*?${variable(2)}` },
  },
};
