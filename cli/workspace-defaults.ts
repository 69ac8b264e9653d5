/** Where things are when nobody says otherwise; apart from the rest, because `--help` needs nothing else. */
export const defaultStore = './.sagewatch/store.db';
export const defaultConfigurationFile = './sagewatch.yml';
