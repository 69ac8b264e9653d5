import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * What the bundles of functions have in place of the SDK's chain of credential providers: Lambda puts its credentials into
 * the environment, and all others would only be carried along.
 */
export const defaultProvider = fromEnv;
