import { awsError, failureOf, type AwsFailure } from '../trail/aws-error.ts';

/** A client of the SDK, as far as it is used. */
export interface Sends {
  // The commands of a client have a type each.
  send(command: any): Promise<any>;
}

/** What nobody but people can mend. The rest is thrown as it is: whoever asks may know what to make of it. */
const forPeople = new Set<AwsFailure>([
  'interrupted',
  'expired',
  'no-credentials',
  'not-known',
  'denied',
  'network',
  'no-region',
]);

/** The permission that a command takes: AWS names most after the operation. A bundler may count classes of one name. */
const permissionOf = (service: string, command: object): string =>
  `${service}:${command.constructor.name.replace(/Command\d*$/, '')}`;

/**
 * A client whose failures say what was tried, and what people can do about it. `what`: what it is about, as people say it;
 * `service`: as in a permission.
 */
export const told = <Client extends Sends>(client: Client, what: string, service: string): Pick<Client, 'send'> => ({
  send: async (command: object) => {
    try {
      return (await client.send(command)) as unknown;
    } catch (error) {
      if (!forPeople.has(failureOf(error))) throw error;
      throw awsError(error, { what, permission: permissionOf(service, command) }, 'source');
    }
  },
});
