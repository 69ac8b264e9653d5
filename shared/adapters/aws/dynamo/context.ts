import type { Clock, Sleep } from '../../../ports.ts';
import type { Retention } from './retention.ts';
import type { Table } from './table.ts';
import type { Texts } from './texts.ts';

/** What every part of the store works with. */
export interface Context {
  table: Table;
  texts: Texts;
  clock: Clock;
  sleep: Sleep;
  retention: Retention;
  /** How much one transaction takes. */
  mostActions: number;
}
