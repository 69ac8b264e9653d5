/** What may happen where something is asked of AWS. What goes on does so until the run of the function is over. */
export const faults = [
  'is refused',
  'the process dies before it',
  'the process dies after it',
  'is throttled once',
  'is throttled on and on',
  'the answer is lost once',
  'the answers are lost on and on',
] as const;

/** What only some of what is asked can do: reads can be denied or stale, and a queue can take some messages and others not. */
export const furtherFaults = [
  'is denied',
  'is answered as things were before',
  'is done in part',
  'is refused for hours, at every try',
] as const;

export type Fault = (typeof faults)[number] | (typeof furtherFaults)[number];

/** A process died: it does nothing more, and hears nothing more. */
export class Dead extends Error {}

/** A run of a function, on what it was given: the texts of its messages, or a name. */
export interface Run {
  given: readonly string[];
  isDead: boolean;
  /** What it waits for; a process that fails leaves some of it at its work. */
  underWay: Set<Promise<unknown>>;
  passages: number;
  isStruck: boolean;
}

export const runOf = (given: readonly string[]): Run => ({
  given,
  isDead: false,
  underWay: new Set(),
  passages: 0,
  isStruck: false,
});

/** What is asked of AWS: how it is done, and what its failures look like there. */
export interface Asking<Answer> {
  act: () => Promise<Answer>;
  /** The failure that AWS answers with, thrown or returned. */
  fails: (fault: Fault) => Answer | Promise<Answer>;
}

const goesOn = (fault: Fault): boolean => fault.endsWith('on and on');
/** An outage: it strikes whatever comes by, not once in what comes of each message. */
export const isLong = (fault: Fault): boolean => fault.endsWith('at every try');
const isLost = (fault: Fault): boolean => fault.startsWith('the answer');

/**
 * Where everything that is asked of AWS passes. At one boundary one fault strikes: once in what comes of each message, in turn
 * at the first, second, … passage of it; what comes again after that passes.
 */
export const gate = (boundary?: string, fault?: Fault, usual: ReadonlyMap<string, number> = new Map()) => {
  const struck = new Set<string>();
  const passages = new Map<string, number>();
  let turn = 0;
  let isArmed = false;

  const passageOf = (run: Run, at: string): string => [...run.given, at].join('\n');

  const strikes = (run: Run, at: string): boolean => {
    if (!isArmed || at !== boundary || fault === undefined) return false;
    if (isLong(fault)) {
      turn++;
      run.isStruck = true;
      return true;
    }
    if (run.isStruck) return goesOn(fault);
    if (run.given.some((each) => struck.has(each))) return false;
    run.passages++;
    // Which of its passages it is to be depends on how many there are when nothing fails.
    const count = usual.get(passageOf(run, at)) ?? 1;
    if (run.passages !== 1 + (turn % count)) return false;
    turn++;
    run.isStruck = true;
    for (const each of run.given) struck.add(each);
    return true;
  };

  const asked = async <Answer>(run: Run, at: string, { act, fails }: Asking<Answer>): Promise<Answer> => {
    if (isArmed) passages.set(passageOf(run, at), (passages.get(passageOf(run, at)) ?? 0) + 1);
    if (!strikes(run, at) || fault === undefined) return act();
    if (fault === 'the process dies before it' || fault === 'the process dies after it') {
      run.isDead = true;
      if (fault === 'the process dies after it') await act();
      throw new Dead();
    }
    if (isLost(fault)) await act();
    return fails(fault);
  };

  return {
    fault,
    /** Otherwise nothing strikes, and nothing is counted. */
    arm: (isMeant: boolean) => {
      isArmed = isMeant;
    },
    /** How often each boundary was passed in each run that was given the same. */
    passages,
    /** How often the fault struck. */
    strikes: () => turn,
    boundaries: () => new Set([...passages.keys()].map((name) => name.slice(name.lastIndexOf('\n') + 1))),
    ask: async <Answer>(run: Run, at: string, asking: Asking<Answer>): Promise<Answer> => {
      if (run.isDead) throw new Dead();
      const answer = asked(run, at, asking);
      run.underWay.add(answer);
      try {
        const known = await answer;
        // What it asked for before it died is answered to nobody.
        if (run.isDead) throw new Dead();
        return known;
      } finally {
        run.underWay.delete(answer);
      }
    },
  };
};

export type Gate = ReturnType<typeof gate>;
