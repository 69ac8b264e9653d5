import type { DynamoOptions } from '../../../shared/adapters/aws/dynamo/store.ts';
import type { Answer, Handle } from './fake-dynamo.ts';

interface Refused {
  __type: string;
  message: string;
}

const nameOf = ({ body }: Answer): string => {
  const { __type: type } = body as Refused;
  return type.slice(type.indexOf('#') + 1);
};

/** What a client tries again by itself, and how often at most. */
const isTriedAgain = (answer: Answer): boolean => answer.status >= 500 || nameOf(answer) === 'ThrottlingException';
const tries = 4;

/**
 * What stands for a client where there are very many requests: they go to a function as they are, without the way
 * over HTTP, which takes longer than all the rest.
 */
export const directClientOf = (handle: Handle): DynamoOptions['client'] => ({
  ask: async (operation, input): Promise<never> => {
    const call = { operation, input };
    for (let attempt = 1; ; attempt++) {
      const answer = await handle(call);
      if (answer.status === 200) return answer.body as never;
      if (attempt < tries && isTriedAgain(answer)) continue;
      const { message, ...members } = answer.body as Refused;
      throw Object.assign(new Error(message), members, { name: nameOf(answer) });
    }
  },
});
