import { isOfBaseline, tellSingly } from '../../core/baseline.ts';
import { currentEpisode, type Finding } from '../../core/finding.ts';
import { minutes, type Instant } from '../../core/instant.ts';
import type { News } from '../../notices/notice.ts';
import { eventBehind, isTogether } from '../../notices/plan/together.ts';
import { toldEntry, toldOf, withTold, type ToldOfResource } from '../../notices/plan/told.ts';
import { isWithheld } from '../../notices/plan/when.ts';
import { changeEntry } from '../change-entry.ts';
import { isUnusualAddress } from './compose.ts';
import { presentFinding, waiverNow, type Desk } from './desk.ts';
import { kept } from './gather.ts';
import { routesNow } from './routes.ts';

/** What is to be told: a transition, or a finding that somebody is to be reminded of. */
export interface Occasion {
  /** Names it: what is told for it is told again for it only. */
  id: string;
  finding: Finding;
  news: News;
  /** Since when it is known of. */
  heardAt: Instant;
  /** What it is told with, where that is known. */
  others?: readonly string[] | undefined;
}

/** That what is told of an occasion is told for it, and nobody else needs to. */
export interface Claim {
  by: string;
  news: News;
  conversation: string;
  isListed?: true | undefined;
  with?: readonly string[] | undefined;
}

/** What people were told of a resource, as it was read. */
export interface Heard {
  told: ToldOfResource;
  version: number;
}

/** What one change does is written at once: it is no older than this when the first of it is heard of. */
const writtenBefore = minutes(2);
/** In a flood most is told in lists, and nobody looks through all of it for each. */
const mostLookedAt = 300;

/** The other findings that an occasion is about, as they now are: those that the same change has opened, or mended. */
export const siblingsOf = async (occasion: Occasion, desk: Desk): Promise<Finding[]> => {
  const ids = occasion.others ?? (await idsOfSameEvent(occasion, desk));
  const found = await Promise.all(ids.map(async (id) => presentFinding(desk, id)));
  return found.filter((each) => each !== undefined);
};

const idsOfSameEvent = async ({ finding, news, heardAt }: Occasion, desk: Desk): Promise<string[]> => {
  const event = eventBehind(finding, news);
  if (event === undefined) return [];
  const ids = new Set<string>();
  let looked = 0;
  for await (const transition of desk.store.transitionsSince(heardAt - writtenBefore)) {
    if (eventBehind(transition.finding, news) === event) ids.add(transition.finding.id);
    if (++looked >= mostLookedAt) break;
  }
  ids.delete(finding.id);
  return [...ids];
};

/** What people were told of the resource of a finding. */
export const readTold = async ({ resource }: Finding, { store }: Desk): Promise<Heard> => {
  const name = toldEntry(resource);
  const entry = (await store.entries([name])).get(name);
  return { told: (entry?.value ?? {}) as ToldOfResource, version: entry?.version ?? 0 };
};

const claimedIn = (told: ToldOfResource, findings: readonly Finding[], claim: Claim, desk: Desk): ToldOfResource =>
  withTold(told, findings, {
    ...claim,
    channelsOf: (finding) => toldOf(told, finding)?.channels ?? routesNow(finding, desk).map(({ channel }) => channel),
  });

const rememberedFor = 12 * kept;

/** Claims the finding of an occasion; false: somebody else wrote meanwhile, and it is to be looked at anew. */
export const claimFirst = async (
  claim: Claim,
  finding: Finding,
  siblings: readonly Finding[],
  { told, version }: Heard,
  desk: Desk,
): Promise<boolean> =>
  desk.store.write(
    toldEntry(finding.resource),
    claimedIn(told, [finding], { ...claim, ...(siblings.length > 0 && { with: siblings.map(({ id }) => id) }) }, desk),
    version,
    desk.clock.now() + rememberedFor,
  );

/** Who tells what one change did, as long as they have not done it. */
interface Leading {
  by: string;
  at: Instant;
  isDone?: true;
}

/** Who leads and dies comes again within this; after it somebody else does it. */
const patience = minutes(5);

const leadingEntry = ({ news, conversation }: Claim): string => `leading ${news} ${conversation}`;

/** Whether a claim's is the word for what one change did to several findings, or somebody else is about to tell of it. */
export const leads = async (claim: Claim, desk: Desk): Promise<boolean> => {
  const now = desk.clock.now();
  const { by } = claim;
  const after = await changeEntry<Leading>(
    desk,
    leadingEntry(claim),
    (before) => (before && !before.isDone && now - before.at < patience ? before : { by, at: now }),
    now + kept,
  );
  return after?.by === by;
};

/** That what one change did was told. */
export const hasLed = async (claim: Claim, desk: Desk): Promise<void> => {
  await changeEntry<Leading>(
    desk,
    leadingEntry(claim),
    (before) => (before?.by === claim.by && !before.isDone ? { ...before, isDone: true } : before),
    desk.clock.now() + kept,
  );
};

/** Whether a finding is kept back for reasons of its own, and does not go along with another. */
const isLeft = (finding: Finding, desk: Desk): boolean =>
  waiverNow(desk, finding) !== undefined ||
  (isOfBaseline(finding) && !tellSingly(finding)) ||
  isWithheld(finding, desk.configuration.notices, isUnusualAddress(currentEpisode(finding)?.openedBy, desk));

/** Claims what goes into the same notice, and nobody else has claimed. Whoever comes again finds what they have claimed before. */
export const claimOthers = async (
  claim: Claim,
  finding: Finding,
  siblings: readonly Finding[],
  desk: Desk,
): Promise<Finding[]> => {
  const { by, news, conversation } = claim;
  const claimed: Finding[] = [];
  for (const [name, ofResource] of Map.groupBy(siblings, ({ resource }) => toldEntry(resource))) {
    let mine: readonly Finding[] = [];
    await changeEntry<ToldOfResource>(
      desk,
      name,
      (before) => {
        const told = before ?? {};
        const isOurs = (other: Finding): boolean => toldOf(told, other)?.by === by;
        const isFree = (other: Finding): boolean =>
          isTogether(finding, other, news, conversation, toldOf(told, other), desk.configuration.notices) &&
          !isLeft(other, desk);
        mine = ofResource.filter((other) => isOurs(other) || isFree(other));
        const fresh = mine.filter((other) => !isOurs(other));
        return fresh.length === 0 ? before : claimedIn(told, fresh, claim, desk);
      },
      desk.clock.now() + rememberedFor,
    );
    claimed.push(...mine);
  }
  return claimed;
};
