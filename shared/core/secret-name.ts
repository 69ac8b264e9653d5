/** What can be a secret: the address of a Slack webhook, the token of a Slack bot. */
export const secretKinds = ['slack-webhook', 'slack-token'] as const;
export type SecretKind = (typeof secretKinds)[number];

/** A kind, or, where there are several of it, with words behind it: `slack-webhook-ml`. Each webhook leads to one Slack channel. */
export type SecretName = SecretKind | `${SecretKind}-${string}`;

export const longestSecretName = 64;

/** What names of a kind look like. */
export const secretNameForm = (kind: SecretKind): RegExp => new RegExp(`^${kind}(-[a-z0-9]+)*$`);

/** What kind of secret a name is of; undefined: it is none. */
export const secretKindOf = (name: string): SecretKind | undefined =>
  name.length > longestSecretName ? undefined : secretKinds.find((kind) => secretNameForm(kind).test(name));

export const isSecretName = (name: string): name is SecretName => secretKindOf(name) !== undefined;
