import { start, type Got } from './office.ts';

/** What people were told: of which findings, and that they are so or over. */
export const toldIn = (got: readonly Got[]): Map<string, Set<string>> => {
  const told = new Map<string, Set<string>>();
  for (const { notice, channel } of got) {
    const names =
      notice.kind === 'finding'
        ? notice.stories.map(({ findingId, openedAt }) => [findingId, notice.news, openedAt])
        : // What is first looked at is in the summary, whether or not it is told by itself.
          notice.listed.map(({ findingId }) => [findingId, notice.about === 'baseline' ? 'baseline' : 'opened', start]);
    for (const words of names) {
      const name = [channel, ...words].join(' ');
      told.set(name, (told.get(name) ?? new Set()).add(notice.id));
    }
  }
  return told;
};

/** What was told, whatever the notices were. */
export const keysOf = (told: ReadonlyMap<string, unknown>): string[] => [...told.keys()].toSorted();
