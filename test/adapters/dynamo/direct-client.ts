import type { DynamoOptions } from '../../../shared/adapters/aws/dynamo/store.ts';
import type { Handle } from './fake-dynamo.ts';

interface Refused {
  __type: string;
  message: string;
}

/**
 * What stands for a client of the SDK where there are very many requests: they go to a function as they are, without the way
 * over HTTP, which takes longer than all the rest; and nothing is tried again.
 */
export const directClientOf = (handle: Handle): DynamoOptions['client'] => ({
  // A command of the SDK is as many types as there are operations.
  send: async (command: { constructor: { name: string }; input: object }): Promise<never> => {
    const operation = command.constructor.name.replace(/Command$/, '');
    const { status, body } = await handle({ operation, input: command.input });
    if (status === 200) return body as never;
    const { __type: type, message, ...members } = body as Refused;
    throw Object.assign(new Error(message), members, { name: type.slice(type.indexOf('#') + 1) });
  },
});
