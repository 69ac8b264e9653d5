import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** What is used of the SDK's client. */
export interface Lambda {
  send(command: InvokeCommand): Promise<object>;
}

/** Has a function run once, and does not wait for it. Throws where Lambda does not take the call. */
export const start = async (client: Lambda, functionName: string): Promise<void> => {
  await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event' }));
};

/** A client with the user's own credentials, which asks once: what does not start now starts at its time. */
export const lambdaClient = (region: string): Lambda => new LambdaClient({ region, maxAttempts: 1 });
