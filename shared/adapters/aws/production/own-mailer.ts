import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../../../ports.ts';
import { sesMailer } from '../mailer.ts';
import { clientOptions, type AwsOptions } from '../trail/aws-options.ts';

/** Mail by SES with the user's own credentials, from wherever they are. */
export const ownMailer = async (options: AwsOptions): Promise<Mailer> =>
  sesMailer(new SESv2Client(await clientOptions(options)));
