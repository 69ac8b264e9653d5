/** Whose account, and where: what the user's own AWS configuration leaves open. */
export interface AwsOptions {
  profile?: string | undefined;
  region?: string | undefined;
}

/** For every client: the user's credentials, read anew each time, so that who logs in again meanwhile is noticed. */
export const clientOptions = async ({ profile, region }: AwsOptions) => {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return {
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    credentials: fromNodeProviderChain({ ...(profile !== undefined && { profile }), ignoreCache: true }),
    maxAttempts: 6,
    retryMode: 'adaptive',
  };
};
