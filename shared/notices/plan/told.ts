import type { Severity } from '../../core/configuration.ts';
import type { Finding } from '../../core/finding.ts';
import { resourceKey, type ResourceRef } from '../../core/resource-ref.ts';
import { isOfWaiver, type News } from '../notice.ts';

/** What people were told of one finding. */
export interface ToldOfFinding {
  /** Which opening of it this is about: `episodeCount`. */
  episode: number;
  said: readonly News[];
  /** As it was last told. */
  severity: Severity;
  /** What it was last told for: the message that comes again tells it again, any other leaves it. */
  by: string;
  conversation: string;
  channels: readonly string[];
  /** The other findings that it was told with, as far as nobody else has told them: who comes again tells the same. */
  with?: readonly string[] | undefined;
  /** It was told in a list: what becomes of it is in the digest. */
  isListed?: true | undefined;
  /** The news of waivers that were told, by what they were told for: there may be several of one finding. */
  ofWaivers?: readonly string[] | undefined;
}

/** What people were told of the findings of one resource, by finding. It is one entry of the book: what is told together is claimed together. */
export type ToldOfResource = Readonly<Record<string, ToldOfFinding>>;

/** The name of a resource's entry in the book. */
export const toldEntry = (resource: Pick<ResourceRef, 'arn'>): string => `told ${resourceKey(resource)}`;

/** What was told of the present episode of a finding. */
export const toldOf = (told: ToldOfResource, { id, episodeCount }: Finding): ToldOfFinding | undefined => {
  const entry = Object.hasOwn(told, id) ? told[id] : undefined;
  return entry && entry.episode === episodeCount ? entry : undefined;
};

/** So many news of waivers are remembered of one finding. */
const mostOfWaivers = 20;

/** How many findings of one resource are remembered: those that were told of last. */
const mostRemembered = 200;

/** With what is told now, which is the newest. */
export const withTold = (
  told: ToldOfResource,
  findings: readonly Finding[],
  {
    news,
    channelsOf,
    ...rest
  }: Pick<ToldOfFinding, 'by' | 'conversation' | 'isListed' | 'with'> & {
    news: News;
    channelsOf(finding: Finding): readonly string[];
  },
): ToldOfResource => {
  const fresh = findings.map((finding): [string, ToldOfFinding] => {
    const before = toldOf(told, finding);
    const ofWaivers = [...(before?.ofWaivers ?? []), ...(isOfWaiver(news) ? [rest.by] : [])].slice(-mostOfWaivers);
    return [
      finding.id,
      {
        ...rest,
        episode: finding.episodeCount,
        severity: finding.severity,
        channels: channelsOf(finding),
        said: [...new Set([...(before?.said ?? []), news])],
        ...(ofWaivers.length > 0 && { ofWaivers }),
      },
    ];
  });
  const ids = new Set(fresh.map(([id]) => id));
  const others = Object.entries(told).filter(([id]) => !ids.has(id));
  return Object.fromEntries([...others, ...fresh].slice(-mostRemembered));
};
