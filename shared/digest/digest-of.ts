import type { Placement } from '../core/configuration.ts';
import type { Control } from '../core/control.ts';
import { withOwner } from '../core/owner.ts';
import { told } from '../core/told.ts';
import { artifactOf } from './artifact.ts';
import { compareTexts, firstOf, sum } from './counting.ts';
import type { Digest, ToldBefore, WeekInNumbers } from './digest.ts';
import { everybody, type DigestFacts, type Readers, type Undecided } from './facts.ts';
import { frameworkLines } from './frameworks.ts';
import { byGravity, itemsAt, titlesOf } from './items.ts';
import { failingWorkloads, noisiestControls, riskiestActors } from './rankings.ts';
import { sharesByAge, sharesByEnvironment, sharesByOwner } from './shares.ts';
import { movedIn, standingAt, stretchesOf, weekInNumbers, type Judging, type Stretch } from './standing.ts';
import { unknownLines } from './unknowns.ts';
import { waiversAt } from './waivers.ts';
import { weeksBefore, type Week } from './week.ts';

/** How many weeks a digest looks back, its own among them. */
export const weeksShown = 5;

/** How many of what is open are told by name; of what only moved, half of it. */
export const listedAtMost = 12;

/** Whether something is for these readers; owners are named in any letter case, as in routes. */
const isFor = ({ accounts, owners }: Readers) => {
  const names = new Set(owners.map((owner) => owner.toLowerCase()));
  return (account: string, owner?: string | null): boolean =>
    (accounts.length === 0 || accounts.includes(account)) &&
    (names.size === 0 || owner === undefined || (owner !== null && names.has(owner.toLowerCase())));
};

const judgingBy = ({ configuration, controls }: DigestFacts): Judging => {
  const aliases = new Map<string, readonly string[]>(controls.map((control) => [control.id, control.aliases ?? []]));
  return { configuration, aliasesOf: (id) => aliases.get(id) ?? [] };
};

const figures: readonly [name: string, of: (numbers: Pick<ToldBefore, 'standing' | 'moved'>) => number][] = [
  ['critical and open', ({ standing }) => standing.open.critical],
  ['open', ({ standing }) => sum(standing.open)],
  ['overdue', ({ standing }) => sum(standing.overdue)],
  ['opened', ({ moved }) => moved.opened],
  ['reopened', ({ moved }) => moved.reopened],
  ['resolved', ({ moved }) => moved.resolved],
];

/** Where what was told of the week before is not what is known of it now: something came late, or a waiver was given. */
const correctedIn = (before: WeekInNumbers, toldBefore: ToldBefore | undefined): Digest['corrected'] =>
  toldBefore?.week !== before.week
    ? []
    : figures
        .map(([name, of]) => ({ name, told: of(toldBefore), now: of(before) }))
        .filter((figure) => figure.told !== figure.now);

const scopeOf = (facts: DigestFacts, ofReaders: ReturnType<typeof isFor>, most: number): Digest['scope'] => {
  const { configuration, accounts, controls, switchedOff } = facts;
  const placements: Readonly<Record<string, Placement>> = configuration.accounts;
  const lines = accounts
    .filter((account) => ofReaders(account))
    .toSorted(compareTexts)
    .map((id) => ({
      id,
      name: configuration.notices.accountNames[id],
      environment: placements[id]?.environment ?? null,
      owner: placements[id]?.owner ?? null,
    }));
  return { accounts: firstOf(lines, most), controls: controls.length, switchedOff };
};

const unknownOf = (
  { undecided }: DigestFacts,
  isTheirs: (each: Undecided) => boolean,
  most: number,
): Digest['unknown'] => {
  if (undecided.kind === 'unknown') return undecided;
  const theirs = undecided.value.filter(isTheirs);
  return told({ pairs: theirs.length, lines: firstOf(unknownLines(theirs), most) });
};

const exposed = ({ exposures }: DigestFacts, stretches: readonly Stretch[]): Stretch[] => {
  const places = new Set(exposures.map(({ findingId, openedAt }) => `${findingId} ${openedAt}`));
  return stretches.filter(({ finding, episode }) => places.has(`${finding.id} ${episode.openedAt}`));
};

const healthFor = (facts: DigestFacts, ofReaders: ReturnType<typeof isFor>): Digest['health'] => {
  const { health } = facts;
  const { silent } = health;
  return {
    ...health,
    silent: silent.kind === 'told' ? told(silent.value.filter(({ account }) => ofReaders(account))) : silent,
  };
};

/**
 * What a week came to, for some readers. A function of the facts: the same findings give the same numbers for the same week.
 * `most`: how many of a list are told by name; the numbers are of all.
 */
export const digestOf = (facts: DigestFacts, readers: Readers, week: Week, most: number = listedAtMost): Digest => {
  const { configuration, controls, now: madeAt } = facts;
  const ofReaders = isFor(readers);
  const isOn = new Set<string>(controls.map(({ id }: Control) => id));
  const theirs = facts.findings
    .filter(({ controlId }) => isOn.has(controlId))
    .map((finding) => withOwner(finding, configuration))
    .filter(({ resource, placement }) => ofReaders(resource.account, placement.owner));
  const stretches = stretchesOf(theirs).toSorted(byGravity);
  const judging = judgingBy(facts);
  const asOf = Math.min(madeAt, week.until);
  const [lastWeek, ...earlier] = Array.from({ length: weeksShown - 1 }, (_, index) => weeksBefore(week, index + 1));
  const numbersOf = (each: Week) => weekInNumbers(stretches, each, asOf, judging);
  const before = numbersOf(lastWeek ?? week);
  const now = numbersOf(week);
  const at = standingAt(stretches, asOf, judging);
  const { opened, reopened, resolved } = movedIn(stretches, week);
  const item = itemsAt(asOf, judging, titlesOf(controls));
  const listOf = (some: readonly Stretch[], count = most) => {
    const { listed, more } = firstOf(some, count);
    return { listed: listed.map(item), more };
  };
  const half = Math.ceil(most / 2);
  const began = [...opened, ...reopened];
  const titleOf = titlesOf(controls);
  const isTheirs = ({ controlId, resource }: Undecided) =>
    (controlId === undefined || isOn.has(controlId)) && ofReaders(resource.account);
  const { undecided } = facts;
  const frameworks = frameworkLines(
    { now: at, earlier: standingAt(stretches, week.since, judging) },
    {
      undecided: undecided.kind === 'told' ? undecided.value.filter(isTheirs) : undefined,
      wanted: configuration.frameworks,
      controls,
      toldBefore: facts.toldBefore?.week === before.week ? facts.toldBefore : undefined,
    },
  );
  const heardLate = new Set(facts.heardLate);
  const isOverdue = new Set(at.overdue);
  const byOwner = sharesByOwner(at.open);
  return {
    week,
    readers,
    madeAt,
    asOf,
    weeks: [...earlier.map(numbersOf).toReversed(), before, now],
    now,
    before,
    corrected: correctedIn(before, facts.toldBefore),
    frameworks,
    scope: scopeOf(facts, ofReaders, most),
    opened: listOf(opened),
    reopened: listOf(reopened, half),
    resolved: listOf(resolved, half),
    exposures: listOf(exposed(facts, stretches), half),
    heardLate: theirs.filter(({ id }) => heardLate.has(id)).length,
    open: {
      list: listOf(at.unwaived.filter((stretch) => !isOverdue.has(stretch))),
      byAge: sharesByAge(at.open, asOf),
      byEnvironment: sharesByEnvironment(at.open),
      byOwner: firstOf(byOwner, most),
    },
    overdue: listOf(at.overdue),
    noisiest: firstOf(noisiestControls(began, titleOf), Math.min(most, 5)),
    actors: firstOf(riskiestActors(began), Math.min(most, 5)),
    workloads: firstOf(failingWorkloads(stretches, at.open, week), most),
    waivers: waiversAt(at.open, asOf, {
      judging,
      controls,
      isAll: readers.accounts.length === 0 && readers.owners.length === 0,
      most,
    }),
    unknown: unknownOf(facts, isTheirs, most),
    health: healthFor(facts, ofReaders),
    artifact: artifactOf(facts.partition, frameworks),
  };
};

/** What is kept of a digest that was sent: the next one compares with it. */
export const toldBy = ({ week, madeAt, now, frameworks }: Digest): ToldBefore => ({
  week: week.name,
  at: madeAt,
  standing: now.standing,
  moved: { opened: now.moved.opened, reopened: now.moved.reopened, resolved: now.moved.resolved },
  unknown: Object.fromEntries(
    frameworks.flatMap(({ id, now: { unknown } }) => (unknown === undefined ? [] : [[id, unknown]])),
  ),
});

export { everybody };
