/** What stands in a URL in the place of credentials that somebody wrote into it. */
export const maskedCredentials = '***@';

/** A code repository is named by its URL or by the name of a code repository resource. */
export const isRepositoryUrl = (nameOrUrl: string): boolean => nameOrUrl.includes('://');

/** A user name alone is no secret (`https://git@host`); a password is, and so is a token in the place of the user. */
const credentials = /(:\/\/)([^/@\s]*:[^/\s]*|[^/@\s]{20,})@/;

/** A URL with its credentials masked: they are not copied any further. */
export const withoutCredentials = (url: unknown): unknown =>
  typeof url === 'string' ? url.replace(credentials, `$1${maskedCredentials}`) : url;
