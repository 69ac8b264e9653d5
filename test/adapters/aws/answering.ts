import type { Sends } from '../../../shared/adapters/aws/readers/operation.ts';
import { awsReader } from '../../../shared/adapters/aws/readers/reader.ts';
import { resourceTypes } from '../../../shared/catalogue.ts';
import { refOf } from '../../../shared/core/resource-ref.ts';

/** Where a resource is whose ARN does not say so. */
export const place = { account: '111122223333', region: 'eu-central-1' };
/** When AWS is asked. */
export const now = Date.parse('2026-11-02T12:00:00Z');

type Answer = object | Error;

/** An AWS that answers commands by their names, one answer after the other; the last one stays. */
export const aws = (answers: Readonly<Record<string, Answer | readonly Answer[]>>) => {
  const asked: { service: string; command: string; input: object; account: string }[] = [];
  const counts = new Map<string, number>();
  const clientsFor = async (service: string, { account }: { account: string }): Promise<Sends> => ({
    send: async (made: { constructor: { name: string }; input: object }) => {
      const command = made.constructor.name.replace(/Command$/, '');
      asked.push({ service, command, input: made.input, account });
      const all = [answers[command] ?? {}].flat() as Answer[];
      const count = counts.get(command) ?? 0;
      counts.set(command, count + 1);
      const answer = all[Math.min(count, all.length - 1)] ?? {};
      if (answer instanceof Error) throw answer;
      return { $metadata: { httpStatusCode: 200 }, ...answer };
    },
  });
  return { asked, reader: awsReader(clientsFor, { now: () => now }) };
};

/** An error as the SDK throws it. */
export const error = (name: string, message = 'no', status = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

/** A type of the catalogue. */
export const typeNamed = (name: string) => {
  const type = resourceTypes.find((each) => each.name === name);
  if (!type) throw new Error(`no type ${name}`);
  return type;
};

/** What an AWS that answers so makes of a resource. */
export const read = (name: string, arn: string, answers: Parameters<typeof aws>[0]) =>
  aws(answers).reader.get(typeNamed(name), refOf(name, arn, place));
