import type { Finding, Hand } from '../../core/finding.ts';
import { globalRegions } from '../../core/global-region.ts';
import { partitionOf } from '../../core/resource-ref.ts';
import type { Link } from '../notice.ts';
import { consoleUrl, inUrl, jobPage, resourcePage } from './console-page.ts';

/** Where pages are that notices lead to, beside AWS's own. */
export interface Places {
  /** The folder in which `docs/controls` is published, as `https://git.example.org/sagewatch/blob/main/docs/controls`. */
  controls?: string | undefined;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The page of a CloudTrail event, for 90 days; undefined where no record tells of it. */
export const eventPage = ({ eventId, call }: Pick<Hand, 'eventId' | 'call'>, region: string): string | undefined =>
  call === undefined || region === '' || !uuid.test(eventId)
    ? undefined
    : consoleUrl(partitionOf(region), region, `cloudtrailv2/home?region=${region}#/events/${eventId}`);

/** The page of a control among its service's, headed as `npm run generate` heads it. */
export const controlPage = (id: string, { controls }: Places): string | undefined => {
  if (controls === undefined || !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) return undefined;
  const [service = ''] = id.split('/');
  return `${controls.replace(/\/$/, '')}/${inUrl(service)}.md#${id.replace('/', '')}`;
};

const linkOf = (label: string, url: string | undefined): readonly Link[] => (url === undefined ? [] : [{ label, url }]);

/** Where to read on: the resource, the record of what opened the finding, the control. No link is guessed. */
export const linksOf = (
  { resource, runs, controlId }: Pick<Finding, 'resource' | 'runs' | 'controlId'>,
  opening: Pick<Hand, 'eventId' | 'call'> | undefined,
  /** Where the call was made, as far as it is known. */
  callRegion: string | undefined,
  places: Places,
): readonly Link[] => {
  const partition = resource.arn.split(':')[1] ?? '';
  const region = callRegion ?? (resource.region || globalRegions[partition]) ?? '';
  return [
    ...linkOf('Resource', resourcePage(resource)),
    ...linkOf('Latest job', jobPage(resource, runs?.[0])),
    ...linkOf('CloudTrail event', opening && eventPage(opening, region)),
    ...linkOf('Control', controlPage(controlId, places)),
  ];
};
