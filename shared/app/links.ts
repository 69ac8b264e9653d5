import type { Finding } from '../core/finding.ts';
import type { Instant } from '../core/instant.ts';
import type { TicketLink } from '../core/ticket-link.ts';
import type { Book, Store } from '../ports.ts';
import { changeEntry } from './change-entry.ts';

type Linked = Pick<Store, 'entries'>;

const entryOf = (findingId: string): string => `link ${findingId}`;

/** What is kept; null where a link was taken away. */
type Kept = { ticket: string | null; assignee: string | null; dueAt: Instant | null } | null;

const linkFrom = (value: unknown): TicketLink | undefined => {
  const kept = value as Kept | undefined;
  if (!kept) return;
  const { ticket, assignee, dueAt } = kept;
  return {
    ...(ticket !== null && { ticket }),
    ...(assignee !== null && { assignee }),
    ...(dueAt !== null && { dueAt }),
  };
};

const keptOf = ({ ticket, assignee, dueAt }: TicketLink): Kept => ({
  ticket: ticket ?? null,
  assignee: assignee ?? null,
  dueAt: dueAt ?? null,
});

/** The links of those findings that have one, by the findings' ids. */
export const linksOf = async (
  findingIds: readonly string[],
  store: Linked,
): Promise<ReadonlyMap<string, TicketLink>> => {
  const entries = await store.entries(findingIds.map(entryOf));
  return new Map(
    findingIds.flatMap((id) => {
      const link = linkFrom(entries.get(entryOf(id))?.value);
      return link ? [[id, link] as const] : [];
    }),
  );
};

/** The link of a finding, if it has one. */
export const linkOf = async (findingId: string, store: Linked): Promise<TicketLink | undefined> =>
  (await linksOf([findingId], store)).get(findingId);

const readAtOnce = 100;

/** Findings as they come, each with its link. */
export const withLinks = async function* (
  findings: AsyncIterable<Finding>,
  store: Linked,
): AsyncGenerator<{ finding: Finding; link: TicketLink | undefined }> {
  const linked = async (some: readonly Finding[]) => {
    const links = await linksOf(
      some.map(({ id }) => id),
      store,
    );
    return some.map((finding) => ({ finding, link: links.get(finding.id) }));
  };
  let waiting: Finding[] = [];
  for await (const finding of findings) {
    waiting.push(finding);
    if (waiting.length < readAtOnce) continue;
    yield* await linked(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield* await linked(waiting);
};

/**
 * Links a finding: what is given stands in the place of what was, and the rest stays; null takes the link away. Gives what
 * there is then. Throws where others keep writing the same link.
 */
export const setLink = async (
  findingId: string,
  given: TicketLink | null,
  store: Book,
): Promise<TicketLink | undefined> => {
  const kept = await changeEntry<Kept>({ store }, entryOf(findingId), (before) =>
    given === null ? null : keptOf({ ...linkFrom(before), ...given }),
  );
  return linkFrom(kept);
};
