import { hours, type Instant } from '../../core/instant.ts';
import { domainOf, senderOf } from '../../core/mail-address.ts';
import type { NoticeSettings } from '../../core/notice-settings.ts';
import type { Told } from '../../core/told.ts';
import type { Book, Clock } from '../../ports.ts';
import type { DoctorFacts } from '../service/doctor-facts.ts';
import type { DoctorLine } from '../service/doctor.ts';
import { audiencesOf, dueWeek, entryOf, restOf, type Kept } from './send.ts';

/** How it stands with the digests of a stage. */
export interface DigestStanding {
  sender: string | null;
  /** Whom the configuration names. */
  audiences: readonly string[];
  /** The last week whose digest was due, and since when. */
  week: string;
  dueSince: Instant;
  /** Of each who gets one, what became of it; undefined: nothing yet. */
  handed: readonly { audience: string; kept: Kept | undefined }[];
}

/** Looks up how it stands with the digests. */
export const digestStanding = async (
  book: Pick<Book, 'entries'>,
  settings: Pick<NoticeSettings, 'sender' | 'audiences' | 'timeZone'>,
  clock: Clock,
): Promise<DigestStanding> => {
  const week = dueWeek(clock.now(), settings.timeZone);
  const names = audiencesOf(settings).map(({ name }) => name);
  const entries = await book.entries(names.map((name) => entryOf(week, name)));
  return {
    sender: settings.sender,
    audiences: settings.audiences.map(({ name }) => name),
    week: week.name,
    dueSince: week.until + restOf,
    handed: names.map((audience) => ({
      audience,
      kept: entries.get(entryOf(week, audience))?.value as Kept | undefined,
    })),
  };
};

type Verdict = Omit<DoctorLine, 'id'>;

const pass = (text: string): Verdict => ({ status: 'pass', text });
const fail = (text: string, todo: string): Verdict => ({ status: 'fail', text, todo });

/** The function is run every hour; after so many something is wrong. */
const patience = hours(3);

/** An address may send where it is verified itself, or its domain, or one above that. (SES developer guide, identities) */
const maySend = (sender: string, verified: readonly string[]): boolean => {
  const address = sender.toLowerCase();
  const domain = domainOf(address);
  return verified.some((name) => {
    const identity = name.toLowerCase();
    return identity === address || identity === domain || domain.endsWith(`.${identity}`);
  });
};

const overdue = (
  { week, dueSince, handed }: DigestStanding,
  { now, createdAt }: Pick<DoctorFacts, 'now' | 'createdAt'>,
): Verdict | undefined => {
  const late = handed.filter(({ kept }) => kept?.state !== 'handed').map(({ audience }) => audience);
  const isNew = createdAt === undefined || createdAt >= dueSince - restOf;
  if (late.length === 0 || isNew || now - dueSince < patience) return undefined;
  const reason = handed.map(({ kept }) => (kept?.state === 'failed' ? kept.reason : undefined)).find(Boolean);
  return fail(
    `that of ${week} was not handed to ${late.join(', ')}${reason === undefined ? '' : `: ${reason}`}`,
    'It is tried every hour; the log of the function digest tells what goes wrong',
  );
};

const byMail = (standing: DigestStanding, sender: string, facts: DoctorFacts): Verdict => {
  const late = overdue(standing, facts);
  if (late) return late;
  const { audiences, week, handed } = standing;
  const { mail } = facts;
  const { address } = senderOf(sender);
  if (mail.kind === 'told' && !maySend(address, mail.value.verified)) {
    return fail(
      `SES can't send as ${address} yet; until it can, the digest goes to the topic of findings, as text`,
      `Verify it in SES, in the Region of the stage: aws sesv2 create-email-identity --email-identity ${address}`,
    );
  }
  const done =
    handed.length > 0 && handed.every(({ kept }) => kept?.state === 'handed') ? `; that of ${week} has gone` : '';
  return pass(`goes by mail to ${audiences.join(', ')}${done}`);
};

const byTopic = (standing: DigestStanding, facts: DoctorFacts): Verdict => {
  const late = overdue(standing, facts);
  if (late) return late;
  const lacking = standing.sender === null ? 'no sender of mail is configured' : 'no audience is configured';
  const text = `goes to the topic of findings, as text: ${lacking}`;
  const { findings } = facts;
  if (findings.kind === 'unknown')
    return { status: 'unknown', text: `${text}; whether anybody subscribes is not known`, todo: findings.reason };
  return (findings.value?.confirmed ?? 0) > 0
    ? pass(text)
    : fail(
        `${text}, to which nobody subscribes`,
        'Name a sender and who gets it in sagewatch.yml (email.from, digest.audiences), or subscribe somebody to the topic',
      );
};

/** How it stands with the weekly digest, as a line of the doctor's. */
export const digestLine = (digest: Told<DigestStanding>, facts: DoctorFacts): DoctorLine => {
  const id = 'digest';
  if (digest.kind === 'unknown') {
    return { id, status: 'unknown', text: digest.reason, todo: 'Mend that, then run this again' };
  }
  const { sender, audiences } = digest.value;
  return {
    id,
    ...(sender !== null && audiences.length > 0 ? byMail(digest.value, sender, facts) : byTopic(digest.value, facts)),
  };
};
