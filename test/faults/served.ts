import { dynamoStore, type DynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import { awsLister } from '../../shared/adapters/aws/readers/lister.ts';
import type { Sends } from '../../shared/adapters/aws/readers/operation.ts';
import { awsReader } from '../../shared/adapters/aws/readers/reader.ts';
import { queueBacklog } from '../../shared/adapters/aws/service/backlog.ts';
import { lookupHistory } from '../../shared/adapters/aws/service/lookup-history.ts';
import { sqsQueue } from '../../shared/adapters/aws/sqs-queue.ts';
import type { NoticeMessage, WorkMessage } from '../../shared/app/service/messages.ts';
import type { Queue } from '../../shared/ports.ts';
import { directClientOf } from '../adapters/dynamo/direct-client.ts';
import type { fakeDynamo, Handle } from '../adapters/dynamo/fake-dynamo.ts';
import { boundaryOf, dynamoFailure } from './dynamo-boundaries.ts';
import type { Fault, Gate, Run } from './faults.ts';
import type { Queues } from './queues.ts';
import { answerOf, remembered, type Part } from './story.ts';

/** What the SDK throws in the end. */
const awsError = (name: string, status = 400): Error =>
  Object.assign(new Error(`AWS says ${name}`), { name, $metadata: { httpStatusCode: status } });

const thrown = (fault: Fault): Error => {
  if (fault === 'is denied') return awsError('AccessDeniedException', 403);
  if (fault.startsWith('is refused')) return awsError('InternalFailure', 500);
  return fault.startsWith('is throttled') ? awsError('ThrottlingException') : awsError('TimeoutError');
};

export interface Serving {
  gate: Gate;
  dynamo: ReturnType<typeof fakeDynamo>;
  queues: Queues;
  clock: { now: () => number };
  part: () => Part;
}

const sleep = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** The store of one process, all of whose requests pass the gate. */
export const storeIn = (run: Run, { gate, dynamo, clock }: Serving): DynamoStore => {
  const handle: Handle = (call) =>
    gate.ask(run, boundaryOf(call), { act: () => dynamo.handle(call), fails: dynamoFailure });
  return dynamoStore({ table: 'sagewatch', client: directClientOf(handle), clock, sleep, mostActions: 15 });
};

/** A queue of one process: what SQS takes of a request is there, whatever is answered. */
const queueIn = <Message>(run: Run, name: keyof Queues, { gate, queues, clock }: Serving): Queue<Message> =>
  sqsQueue(async ({ Entries: entries = [] }) => {
    const take = (some: typeof entries): void => {
      for (const { MessageBody: body = '', DelaySeconds: delay = 0 } of some) {
        queues[name].push({ body, at: clock.now() + delay * 1_000, receives: 0 });
      }
    };
    return gate.ask(run, `queue of ${name}: messages are sent`, {
      act: async () => {
        take(entries);
        return { Failed: [] };
      },
      fails: async (fault) => {
        if (fault !== 'is done in part') throw thrown(fault);
        const half = Math.floor(entries.length / 2);
        take(entries.slice(0, half));
        return { Failed: entries.slice(half).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })) };
      },
    });
  }, `https://queue/${name}`);

interface Lookup {
  EndTime: Date;
  NextToken?: string;
  LookupAttributes: readonly [{ AttributeKey: string }];
}

/** All that there is by then, none of it root's: the hours before this one were not looked at. */
const lookedUp = ({ EndTime, NextToken, LookupAttributes: [attribute] }: Lookup) => {
  if (attribute.AttributeKey === 'Username') return { Events: [] };
  const all = remembered.filter(({ eventTime }) => Date.parse(eventTime) <= EndTime.getTime());
  const from = Number(NextToken ?? 0);
  const Events = all.slice(from, from + 6).map((record) => ({ CloudTrailEvent: JSON.stringify(record) }));
  return { Events, ...(from + 6 < all.length && { NextToken: String(from + 6) }) };
};

const asksOf = (command: string): string => {
  if (command === 'LookupEvents') return 'CloudTrail: what it remembers';
  return /^List(Keys|NotebookInstances)$/.test(command) ? 'AWS: a page of a list' : 'AWS: what a resource is';
};

/** Everything by which AWS is asked in one process. */
export const servedIn = (run: Run, serving: Serving) => {
  const { gate, clock } = serving;
  const sends: Sends = {
    send: ({ constructor, input }: { constructor: { name: string }; input: Record<string, unknown> }) => {
      const command = constructor.name.replace(/Command$/, '');
      const answer = async (isStale: boolean): Promise<object> => {
        if (command === 'LookupEvents') return lookedUp(input as unknown as Lookup);
        const found = answerOf(command, input, { part: serving.part(), isStale });
        if (!found) throw awsError('AccessDeniedException', 403);
        return found;
      };
      return gate.ask(run, asksOf(command), {
        act: () => answer(false),
        fails: (fault) => {
          if (fault === 'is answered as things were before') return answer(true);
          throw thrown(fault);
        },
      });
    },
  };
  const clientsFor = async () => sends;
  const cloudWatch = {
    send: () =>
      gate.ask(run, 'CloudWatch: how long events wait', {
        act: async () => ({}),
        fails: (fault) => Promise.reject<object>(thrown(fault)),
      }),
  };
  return {
    store: storeIn(run, serving),
    reader: awsReader(clientsFor, clock),
    lister: awsLister(clientsFor),
    history: lookupHistory(clientsFor, async () => {}),
    backlog: queueBacklog(cloudWatch, 'events', clock),
    work: queueIn<WorkMessage>(run, 'work', serving),
    events: queueIn<unknown>(run, 'events', serving),
    notices: queueIn<NoticeMessage>(run, 'notices', serving),
  };
};
