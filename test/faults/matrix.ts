import { isDeepStrictEqual } from 'node:util';
import { dayOf, type Day, type Door, type Ends } from './day.ts';
import { endStateOf, type EndState } from './end-state.ts';
import { faults, gate, type Fault, type Gate } from './faults.ts';
import { parts, type Part } from './story.ts';

/** One line of the table: what happens when a fault strikes at a boundary. */
export interface Row {
  boundary: string;
  faults: readonly string[];
  atOnce: string;
  heals: string;
  end: string;
}

/** A day without faults: how it stands after each part, and how often each boundary is passed. */
export interface Undisturbed {
  states: ReadonlyMap<Part, EndState>;
  gate: Gate;
}

/** Whether something is asked of the table. */
export const isStore = (boundary: string): boolean => /^(store|large commit):/.test(boundary);

const watched = parts.slice(1);

/** Goes through a day; how it stood after each part, which ends early once it stands as it should after the first night. */
const statesOf = async (day: Day, isEnough: (part: Part, state: EndState) => boolean) => {
  const states = new Map<Part, EndState>();
  for (const part of parts) {
    await day.goThrough(part);
    if (part === 'morning') continue;
    const state = await endStateOf(day);
    states.set(part, state);
    if (part === 'night' && isEnough(part, state)) break;
  }
  return states;
};

export const undisturbed = async (): Promise<Undisturbed> => {
  const passing = gate();
  return { states: await statesOf(dayOf({ gate: passing }), () => false), gate: passing };
};

const failing: Readonly<Record<Exclude<keyof Ends, 'kinds'>, readonly [atOnce: string, heals: string]>> = {
  message: ['the message fails', 'it comes again'],
  'record of the stream': ['the record of the stream fails', 'it comes again'],
  'scheduled run': ['the run fails', 'it is started again'],
};

/** What reads and lists come to that did not throw. */
const kinds: Readonly<Record<string, readonly [atOnce: string, heals: string]>> = {
  unavailable: ['it stays unknown; the log names the permission', ''],
  'put off': ['nothing is concluded from answers that contradict each other', 'it is asked again a minute later'],
};

const later: Readonly<Record<Part, string>> = {
  morning: '',
  events: '',
  hours: 'the hourly job',
  night: 'the nightly look',
  'next night': 'the next nightly look',
};

/** How it stands: as without the fault, with the same told in another order and so at other times, or otherwise. */
const endOf = (state: EndState | undefined, right: EndState | undefined): string => {
  if (isDeepStrictEqual(state, right)) return 'the same';
  if (!state || !right) return 'nothing';
  const names = Object.keys(right) as (keyof EndState)[];
  const different = names.filter((name) => !isDeepStrictEqual(state[name], right[name]));
  const isTold = isDeepStrictEqual(state.handed, state.transitions);
  const isSame = different.every((name) => name === 'transitions' || name === 'handed');
  return isTold && isSame ? 'the same; told at another time' : `not the same: ${different.join(', ')}`;
};

/** What became of a fault, from what failed because of it and from which part of the day on all was as without it. */
const outcomeOf = ({ ends, laidAside }: Day, states: ReadonlyMap<Part, EndState>, { states: right }: Undisturbed) => {
  const endAt = (part: Part | undefined): string => (part ? endOf(states.get(part), right.get(part)) : 'nothing');
  const last = [...states.keys()].at(-1);
  const wrong = watched.filter((part) => states.has(part) && !endAt(part).startsWith('the same'));
  const healing = watched[watched.indexOf(wrong.at(-1) ?? 'morning') + 1];
  const healer = wrong.length > 0 && healing ? [later[healing]] : [];
  if (laidAside.length > 0) {
    return { atOnce: 'it lies in the dead-letter queue in the end', heals: healer.join(), end: endAt(last) };
  }
  const failed = Object.entries(failing).filter(([what]) => ends[what as keyof typeof failing] > 0);
  const told = [...ends.kinds].flatMap((kind) => (kinds[kind] ? [kinds[kind]] : []));
  const atOnce = [...failed, ...Object.entries(told)].map(([, [what]]) => what);
  const heals = [...failed.map(([, [, how]]) => how), ...told.map(([, how]) => how), ...healer];
  return {
    atOnce: atOnce.length > 0 ? atOnce.join('; ') : 'nothing fails',
    heals: [...new Set(heals.filter((how) => how !== ''))].join('; '),
    end: endAt(last),
  };
};

/** Whom it costs nothing: the same run asks again, or a record outranks what a read says. */
const unnoticed: Partial<Record<Fault, string>> = {
  'is answered as things were before': 'the record outranks the read',
};

const sameAs = (right: Undisturbed) => (part: Part, state: EndState) =>
  isDeepStrictEqual(state, right.states.get(part));

const struckRow = async (boundary: string, fault: Fault, right: Undisturbed): Promise<Row> => {
  const striking = gate(boundary, fault, right.gate.passages);
  const day = dayOf({ gate: striking });
  const states = await statesOf(day, sameAs(right));
  if (striking.strikes() === 0) throw new Error(`${boundary} is never struck`);
  const { heals, ...outcome } = outcomeOf(day, states, right);
  return {
    boundary,
    faults: [fault],
    ...outcome,
    heals: heals === '' ? (unnoticed[fault] ?? 'the same run asks again') : heals,
  };
};

const outage: Fault = 'is refused for hours, at every try';
/** Where the store is out of reach for longer than messages come again. */
const longAt = /: (which events were handled|the commit|a transition is marked as handed on|it is decided)$/;

/** What can happen at a boundary. What the SDK tries again by itself is seen only where the requests themselves pass. */
const faultsAt = (boundary: string): readonly Fault[] => {
  if (isStore(boundary)) return longAt.test(boundary) ? [...faults, outage] : faults;
  const usual = faults.filter((fault) => !fault.endsWith('once'));
  if (boundary.startsWith('queue of events')) return [...usual, 'is done in part'];
  if (boundary.startsWith('queue')) return [...usual, 'is done in part', outage];
  if (boundary === 'AWS: what a resource is') {
    return [...usual, 'is denied', 'is answered as things were before', outage];
  }
  return boundary === 'AWS: a page of a list' ? [...usual, 'is denied'] : usual;
};

/** Rows of boundaries, in the order in which a day passes them; faults that come to the same in one row. */
export const rowsOf = async (right: Undisturbed, isMeant: (boundary: string) => boolean): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const boundary of right.gate.boundaries()) {
    if (!isMeant(boundary)) continue;
    const own: Row[] = [];
    for (const fault of faultsAt(boundary)) {
      const row = await struckRow(boundary, fault, right);
      const same = own.find(({ atOnce, heals, end }) =>
        isDeepStrictEqual([atOnce, heals, end], [row.atOnce, row.heals, row.end]),
      );
      if (same) own.splice(own.indexOf(same), 1, { ...same, faults: [...same.faults, fault] });
      else own.push(row);
    }
    rows.push(...own);
  }
  return rows;
};

/** What happens where nothing fails, but messages come twice or not at all. */
export const doorRows = async (right: Undisturbed, doors: readonly Door[]): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const door of doors) {
    const day = dayOf({ gate: gate(), door });
    const { heals, ...outcome } = outcomeOf(day, await statesOf(day, sameAs(right)), right);
    rows.push({
      boundary: 'what comes in',
      faults: [door],
      ...outcome,
      heals: heals === '' ? 'it changes nothing' : heals,
    });
  }
  return rows;
};

const cells = (...texts: readonly string[]): string => `| ${texts.join(' | ')} |`;

/** The table as it stands in the document. */
export const tableOf = (rows: readonly Row[]): string =>
  [
    cells('where', 'what happens there', 'at once', 'what heals it', 'in the end'),
    cells('---', '---', '---', '---', '---'),
    ...rows.map(({ boundary, faults: each, atOnce, heals, end }) =>
      cells(boundary, each.join('; '), atOnce, heals, end),
    ),
  ].join('\n');
