import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Backlog, Clock, Lister, Reader, Sleep, TrailHistory } from '../../../ports.ts';
import { readingClients, type ReadingFrom } from '../readers/clients.ts';
import { awsLister } from '../readers/lister.ts';
import { awsReader } from '../readers/reader.ts';
import { queueBacklog } from './backlog.ts';
import { lookupHistory } from './lookup-history.ts';

/** Everything by which AWS is asked: what is, what there is, what happened, and what waits. */
export interface Reading {
  reader: Reader;
  lister: Lister;
  history: TrailHistory;
  backlog: Backlog;
}

/** Asks AWS with the function's own credentials, and in other accounts as their reader. `events`: the URL of the queue of events. */
export const deployedReading = (from: ReadingFrom & { events: string }, clock: Clock, sleep: Sleep): Reading => {
  const clientsFor = readingClients(from);
  return {
    reader: awsReader(clientsFor, clock),
    lister: awsLister(clientsFor),
    history: lookupHistory(clientsFor, sleep),
    backlog: queueBacklog(new CloudWatchClient({}), from.events.slice(from.events.lastIndexOf('/') + 1), clock),
  };
};
