import { Logger } from '@aws-lambda-powertools/logger';

/** Structured lines, at the level of the environment. Neither requests nor secrets are ever put into one. */
export const logger = new Logger({ serviceName: 'sagewatch' });
