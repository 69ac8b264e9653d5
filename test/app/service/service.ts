import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { deliver } from '../../../shared/app/service/deliver.ts';
import type { ReadMessage, WorkMessage } from '../../../shared/app/service/messages.ts';
import { readResource } from '../../../shared/app/service/read.ts';
import { controls, resourceTypes } from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import type { Judged } from '../../../shared/core/wanted-reads.ts';
import type { Queue, Reader, ReadOutcome } from '../../../shared/ports.ts';

/** What AWS answers when it is asked, by ARN; what is not named is not permitted. */
export type Answers = Readonly<Record<string, ReadOutcome>>;

/** The service on one machine: a store, a queue of reads, and an AWS that answers what it is told to. */
export const service = (answers: () => Answers = () => ({})) => {
  const store = sqliteStore(':memory:');
  const sent: { message: WorkMessage; delay: number }[] = [];
  const asked: string[] = [];
  const judged: Judged[] = [];
  let failing = 0;
  const work: Queue<WorkMessage> = {
    send: async (messages, delay = 0) => {
      if (failing > 0) {
        failing--;
        throw new Error('the queue is not there');
      }
      for (const message of messages) sent.push({ message, delay });
    },
  };
  const reader: Reader = {
    get: async (_, { arn }) => {
      asked.push(arn);
      return answers()[arn] ?? { kind: 'unavailable', reason: 'not permitted' };
    },
  };
  const assessing = {
    store,
    clock: { now: () => Date.parse('2030-01-01T00:00:00Z') },
    saved: { state: () => undefined },
    catalogue: catalogueOf(resourceTypes, controls, defaultConfiguration),
    configuration: defaultConfiguration,
    work,
    onJudged: (each: Judged) => judged.push(each),
  };
  return {
    store,
    assessing,
    asked,
    judged,
    deliver: (value: unknown) =>
      deliver({ id: 'm-1', body: typeof value === 'string' ? value : JSON.stringify(value) }, assessing),
    read: (message: ReadMessage) => readResource(message, { ...assessing, reader }),
    /** The messages that were sent since they were last taken. */
    take: () => sent.splice(0),
    /** Takes what was sent and reads it, until nothing more is asked for. */
    settle: async (): Promise<number> => {
      let rounds = 0;
      for (let batch = sent.splice(0); batch.length > 0; batch = sent.splice(0)) {
        if (rounds++ > 20) throw new Error('reads never end');
        for (const { message } of batch) {
          if (message.kind === 'read') await readResource(message, { ...assessing, reader });
        }
      }
      return rounds;
    },
    /** The queue refuses the next sends. */
    failSends: (count: number) => {
      failing = count;
    },
    findings: async () => {
      const all = [];
      for await (const finding of store.findings({})) all.push(finding);
      return all;
    },
  };
};
