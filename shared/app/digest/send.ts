import { days, hours, minutes, type Instant } from '../../core/instant.ts';
import type { NoticeSettings } from '../../core/notice-settings.ts';
import type { Painter } from '../../digest/charts.ts';
import { everybody, toldBy } from '../../digest/digest-of.ts';
import type { ToldBefore } from '../../digest/digest.ts';
import { editionOf, type Edition } from '../../digest/edition.ts';
import type { DigestFacts, Readers } from '../../digest/facts.ts';
import { weekOf, weeksBefore, type Week } from '../../digest/week.ts';
import type { Board, Book, Clock, Delivery, Mail, Mailer } from '../../ports.ts';

/** Readers, with the addresses of their mail. */
export type Addressed = Readers & { to: readonly string[] };

/** What became of the digest of some readers. */
export interface Handed {
  audience: string;
  /** `board`: published, since it could not be sent by mail; `again`: somebody is at it, or it is tried again soon. */
  outcome: 'mailed' | 'board' | 'had' | 'again' | 'refused';
  /** When they got it. */
  at?: Instant | undefined;
  reason?: string | undefined;
}

export interface Handing {
  book: Book;
  clock: Clock;
  settings: Pick<NoticeSettings, 'timeZone' | 'sender' | 'audiences'>;
  mailer: Mailer;
  /** Where a digest goes that cannot be sent by mail; undefined: nowhere, and that is said. */
  board: Board | undefined;
  /** The facts of a week; the same for all readers. */
  facts(week: Week): Promise<Omit<DigestFacts, 'toldBefore'>>;
  painter(): Promise<Painter>;
  /** Charts could not be painted: the digest goes without them. */
  onUnpainted(error: unknown): void;
}

/** What is kept of the digest of a week for some readers. */
export type Kept =
  | { state: 'begun'; at: Instant }
  | { state: 'failed'; at: Instant; reason: string }
  | { state: 'handed'; at: Instant; by: 'mail' | 'board'; receipt?: string | undefined; told: ToldBefore };

/** Who begins has so long; after it another one takes over: rather twice than never. */
const patience = minutes(15);
/** Records of Sunday night come within minutes; by Monday morning all of them have. */
export const restOf = hours(7);
/** What was told is looked at for the next digest, and by whoever asks which were sent. */
const keptFor = days(400);

/** Under which name it is kept. */
export const entryOf = (week: Week, audience: string): string => `digest ${week.name} ${audience}`;
const beginning = 'digest begins';

/** The week whose digest is due: the last one that was over seven hours ago. */
export const dueWeek = (now: Instant, timeZone: string): Week => weeksBefore(weekOf(now - restOf, timeZone), 1);

/** Those who get a digest: whom the configuration names, or without anybody who reads the board. */
export const audiencesOf = ({ audiences }: Pick<NoticeSettings, 'audiences'>): readonly Addressed[] =>
  audiences.length > 0 ? audiences : [{ ...everybody, to: [] }];

/** What the digest of the week before told its readers. */
export const toldBefore = async (book: Book, week: Week, audience: string): Promise<ToldBefore | undefined> => {
  const name = entryOf(weeksBefore(week, 1), audience);
  const kept = (await book.entries([name])).get(name)?.value as Kept | undefined;
  return kept?.state === 'handed' ? kept.told : undefined;
};

/** A digest as a mail. */
export const mailOf = (
  { subject, text, html, pictures, digest }: Edition,
  { from, to }: { from: string; to: readonly string[] },
): Mail => ({
  from,
  to,
  at: digest.madeAt,
  subject,
  text,
  html,
  pictures: [...pictures].map(([name, png]) => ({ id: pictureId(name), name: `${name}.png`, png })),
  id: `digest-${digest.week.name}-${digest.readers.name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`,
});

/** The id under which a mail carries a picture. */
export const pictureId = (name: string): string => `${name}@sagewatch`;

/** What programs get of a digest that is published: its numbers. */
const summaryOf = ({ digest }: Edition): object => {
  const { week, readers, asOf, now, before } = digest;
  return { type: 'digest', week: week.name, audience: readers.name, asOf: new Date(asOf).toISOString(), now, before };
};

const published = async (edition: Edition, board: Board, reason: string): Promise<Delivery> =>
  board.publish({
    subject: edition.subject,
    text: `${edition.text}\nThis digest comes by this way because ${reason}.\n`,
    summary: summaryOf(edition),
  });

type HandedOver = { by: 'mail' | 'board'; delivery: Delivery; reason?: string | undefined };

/** By mail; where nobody can be written to, or mail is refused for good, on the board, saying why. */
const handOver = async (edition: Edition, to: readonly string[], handing: Handing): Promise<HandedOver> => {
  const { mailer, board, settings } = handing;
  const otherwise = async (reason: string): Promise<HandedOver> => ({
    by: 'board',
    delivery: board ? await published(edition, board, reason) : { kind: 'refused', reason },
    reason,
  });
  if (settings.sender === null) return otherwise('no sender of mail is configured');
  if (to.length === 0) return otherwise('no audience is configured');
  const delivery = await mailer.send(mailOf(edition, { from: settings.sender, to }));
  return delivery.kind === 'refused'
    ? otherwise(`it could not be sent by mail: ${delivery.reason}`)
    : { by: 'mail', delivery };
};

/** A digest with its charts, or without them where they cannot be painted: it says the same. */
const editionFor = async (
  readers: Readers,
  week: Week,
  { book, facts, painter, onUnpainted }: Handing,
): Promise<Edition> => {
  const gathered = { ...(await facts(week)), toldBefore: await toldBefore(book, week, readers.name) };
  const made = (paint?: Painter) =>
    editionOf(gathered, readers, week, { paint, sourceOf: (picture) => `cid:${pictureId(picture)}` });
  try {
    return made(await painter());
  } catch (error) {
    onUnpainted(error);
    return made();
  }
};

/** Whether somebody has it already, or is at it. */
const isTaken = (kept: Kept | undefined, now: Instant): boolean =>
  kept?.state === 'handed' || (kept?.state === 'begun' && now - kept.at < patience);

/**
 * A stage that was deployed in the middle of a week has nothing to say of the week before. The first look remembers when
 * watching began.
 */
const watchedIn = async (week: Week, { book, clock }: Handing): Promise<boolean> => {
  const entry = (await book.entries([beginning])).get(beginning);
  const began = (entry?.value as { at: Instant } | undefined)?.at ?? clock.now();
  if (!entry) await book.write(beginning, { at: began }, 0);
  return began < week.until;
};

/**
 * Hands the digest of a week to its readers, unless they have it. `again`: also where they have. Who hands over remembers it
 * before and after: whoever dies in between is followed by somebody who does it once more, and never by nobody.
 */
export const handDigestTo = async (
  { to, ...readers }: Addressed,
  week: Week,
  handing: Handing,
  { again = false }: { again?: boolean } = {},
): Promise<Handed> => {
  const { book, clock } = handing;
  const audience = readers.name;
  const name = entryOf(week, audience);
  const entry = (await book.entries([name])).get(name);
  const kept = entry?.value as Kept | undefined;
  if (!again && isTaken(kept, clock.now())) {
    return kept?.state === 'handed' ? { audience, outcome: 'had', at: kept.at } : { audience, outcome: 'again' };
  }
  const keep = async (value: Kept, version: number) => book.write(name, value, version, clock.now() + keptFor);
  const version = entry?.version ?? 0;
  if (!(await keep({ state: 'begun', at: clock.now() }, version))) return { audience, outcome: 'again' };
  const edition = await editionFor(readers, week, handing);
  const { by, delivery, reason } = await handOver(edition, to, handing);
  const at = clock.now();
  if (delivery.kind !== 'delivered') {
    await keep({ state: 'failed', at, reason: delivery.reason }, version + 1);
    return { audience, outcome: delivery.kind === 'later' ? 'again' : 'refused', reason: delivery.reason };
  }
  await keep({ state: 'handed', at, by, receipt: delivery.receipt, told: toldBy(edition.digest) }, version + 1);
  return { audience, outcome: by === 'mail' ? 'mailed' : 'board', at, ...(reason !== undefined && { reason }) };
};

/**
 * Hands the digest that is due to everybody who gets one and did not get it yet, whether anything happened or not. It is asked
 * every hour: what failed is tried again then, what was handed over is not handed over twice.
 */
export const handOutDigests = async (handing: Handing): Promise<readonly Handed[]> => {
  const { clock, settings } = handing;
  const week = dueWeek(clock.now(), settings.timeZone);
  if (!(await watchedIn(week, handing))) return [];
  let gathered: ReturnType<Handing['facts']> | undefined;
  const once = { ...handing, facts: async () => (gathered ??= handing.facts(week)) };
  const handed: Handed[] = [];
  for (const audience of audiencesOf(settings)) handed.push(await handDigestTo(audience, week, once));
  return handed;
};
