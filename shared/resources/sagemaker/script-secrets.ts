/** Credentials whose form gives them away. */
const forms: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b(?<!EXAMPLE)/],
  [
    'an AWS secret access key',
    /aws_?secret_?access_?key["'\s]*[:= ]\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])(?<!EXAMPLEKEY)/i,
  ],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{30,}/],
  ['a Slack token', /\bxox[abeprs]-[A-Za-z0-9-]{10,}/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['an API key', /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{32,}/],
];

/** A password within a URL; variables and placeholders are none. */
const urlPassword = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@'"]*:([^\s@/'"]+)@/gi;

/** A variable whose name says that it holds a secret, and the text it is given. */
const assignment =
  /\b[A-Z0-9_]*(?:password|passwd|secret|token|api_?key|access_?key|credential)s?["']?\s*(?:=|:)\s*(["']?)([^\s"'#;&|]+)\1/gi;

const variableOrPath = /^[$`<{(/~.*%]|^(?:https?|s3|arn|file):|\$\{|\$\(|\$[A-Za-z_]/i;
const placeholder = /^(?:x+|\*+|none|null|true|false|changeme|example|todo)$|your|placeholder|redacted|dummy|<.*>/i;

const isLiteral = (value: string): boolean => !variableOrPath.test(value) && !placeholder.test(value);

/** Words and names of things have letters or digits; what was made up to be hard to guess has both, and is long. */
const isHardToGuess = (value: string): boolean => value.length >= 12 && /[A-Za-z]/.test(value) && /\d/.test(value);

/** What kinds of credentials a text holds; never the credentials. */
export const secretKinds = (text: string): string[] => {
  const found = forms.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);
  const inUrl = [...text.matchAll(urlPassword)].some(([, password]) => password !== undefined && isLiteral(password));
  const assigned = [...text.matchAll(assignment)].some(
    ([, , value]) => value !== undefined && isLiteral(value) && isHardToGuess(value),
  );
  return [
    ...found,
    ...(inUrl ? ['a password in a URL'] : []),
    // What has a name of its own was told already.
    ...(assigned && found.length === 0 ? ['a password or token'] : []),
  ];
};
