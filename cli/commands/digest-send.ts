import { systemClock } from '../../shared/adapters/local/clock.ts';
import { handDigestTo, type Addressed, type Handed } from '../../shared/app/digest/send.ts';
import { isoOf } from '../../shared/core/instant.ts';
import type { NoticeSettings } from '../../shared/core/notice-settings.ts';
import type { Painter } from '../../shared/digest/charts.ts';
import type { Week } from '../../shared/digest/week.ts';
import type { Store } from '../../shared/ports.ts';
import type { DigestPlace } from '../digest-place.ts';
import { outputOf, type CommonFlags } from '../flags.ts';
import { line } from '../render/text.ts';
import { UsageError } from '../usage-error.ts';

/** What paints charts; loaded only where some are wanted. */
export const chartPainter = async (): Promise<Painter> =>
  (await import('../../shared/adapters/local/charts.ts')).chartPainter();

const marks = {
  mailed: 'sent',
  board: 'published',
  had: 'not sent',
  again: 'not sent yet',
  refused: 'not sent',
} as const;

const whyOf = ({ outcome, at, reason }: Handed): string => {
  if (outcome === 'had' && at !== undefined) return `they have it since ${isoOf(at)}; --again sends it once more`;
  if (outcome === 'again' && reason === undefined) return 'somebody is at it just now';
  return reason ?? '';
};

/** Sends the digest of a week by mail to those who get one, with the user's own credentials. */
export const sendDigests = async (
  audiences: readonly Addressed[],
  flags: Pick<CommonFlags, 'format'> & { again?: true },
  { store, settings, week, place }: { store: Store; settings: NoticeSettings; week: Week; place: DigestPlace },
): Promise<void> => {
  const output = outputOf(flags);
  if (settings.sender === null) throw new UsageError('--send: the configuration names no sender (email.from)');
  if (settings.audiences.length === 0)
    throw new UsageError('--send: the configuration names nobody (digest.audiences)');
  const handing = {
    book: store,
    clock: systemClock,
    settings,
    mailer: await place.mailer(),
    board: undefined,
    facts: place.facts,
    painter: chartPainter,
    onUnpainted: (error: unknown) => {
      throw error;
    },
  };
  for (const audience of audiences) {
    const handed = await handDigestTo(audience, week, handing, { again: flags.again ?? false });
    const { outcome } = handed;
    if (outcome === 'refused' || outcome === 'again') process.exitCode = 1;
    if (output.format === 'json') {
      output.json({ type: 'sent', week: week.name, ...handed, to: audience.to });
      continue;
    }
    const { paint } = output;
    const mark = { mailed: paint.good, board: paint.good, had: paint.dim, again: paint.bad, refused: paint.bad }[
      outcome
    ];
    const why = whyOf(handed);
    output.lines([
      line`${mark(marks[outcome])}  ${week.name} to ${audience.name} (${audience.to.join(', ')})${why === '' ? '' : `: ${why}`}`,
    ]);
  }
};
