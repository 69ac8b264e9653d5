/** A message as it waits in a queue. */
export interface Waiting {
  body: string;
  /** When it can be taken. */
  at: number;
  /** How often it was taken. */
  receives: number;
}

export interface Queues {
  events: Waiting[];
  work: Waiting[];
  notices: Waiting[];
}

/** Who takes a message so often and fails lays it aside (`maxReceiveCount` of infra/queues.yml). */
export const mostReceives = 5;
