import type { Call } from '../../shared/core/change.ts';
import type { Configuration } from '../../shared/core/configuration.ts';
import type { ActivityControl, Related, StateControl } from '../../shared/core/control.ts';
import type { FactsOf, ResourceType, StateOf } from '../../shared/core/resource-type.ts';

/** What a row may say beside what the control reads. */
export interface RowContext {
  /** A part of the message that a failing row must give. */
  expect?: string;
  /** The name of the resource, where it matters. */
  named?: string;
  related?: Related;
  configuration?: Partial<Configuration>;
}

export type StateRow<R extends ResourceType, Field extends keyof StateOf<R>> = Pick<StateOf<R>, Field> & RowContext;
export type ActivityRow<R extends ResourceType, Fact extends keyof FactsOf<R>> = Pick<FactsOf<R>, Fact> &
  RowContext & {
    call?: Partial<Omit<Call, 'actor'>> & { actor?: Partial<Call['actor']> };
    before?: Partial<StateOf<R>>;
    after?: Partial<StateOf<R>>;
  };

interface Rows<Row> {
  pass: Record<string, Row>;
  fail: Record<string, Row>;
  notApplicable?: Record<string, Row>;
  unknown?: Record<string, Row>;
  /** A CloudTrail record (requestParameters and what else matters; the rest is filled in) that must open the finding. */
  record: RecordFixture | readonly RecordFixture[];
  /** What has to be configured for that; the rest is the default. */
  configuration?: Partial<Configuration>;
}

/** The members of a record that matter for a test; `test/fixtures/record.ts` fills in the rest of the envelope. */
export interface RecordFixture {
  eventSource: string;
  eventName: string;
  requestParameters?: object | null;
  responseElements?: object | null;
  [member: string]: unknown;
}

export interface Cases extends Rows<any> {
  control: StateControl | ActivityControl;
}

/** A state control's truth table: each row states only what the control reads, and what it may read. */
export const cases = <R extends ResourceType, Field extends keyof StateOf<R>, Known extends keyof StateOf<R> = never>(
  control: StateControl<R, Field, Known>,
  rows: Rows<StateRow<R, Field> & Partial<Pick<StateOf<R>, Known>>>,
): Cases => ({ control, ...rows });

/** An activity control's truth table: the facts it reads, and what matters of the call. */
export const activityCases = <R extends ResourceType, Fact extends keyof FactsOf<R>>(
  control: ActivityControl<R, Fact>,
  rows: Rows<ActivityRow<R, Fact>>,
): Cases => ({ control, ...rows });
