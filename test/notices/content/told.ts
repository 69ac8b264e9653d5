import { controls, resourceTypes } from '../../../shared/catalogue.ts';
import { changesOf } from '../../../shared/cloudtrail/changes-of.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { compareChanges, type Change } from '../../../shared/core/change.ts';
import { defaultConfiguration, type Configuration } from '../../../shared/core/configuration.ts';
import { currentEpisode, type Finding } from '../../../shared/core/finding.ts';
import { applied, heardOf } from '../../../shared/core/known.ts';
import { resourceKey } from '../../../shared/core/resource-ref.ts';
import type { Members, TrailRecord } from '../../../shared/core/trail-record.ts';
import { requirementsOf } from '../../../shared/frameworks/index.ts';
import { storyOf, type StoryInput } from '../../../shared/notices/content/story.ts';
import type { Story } from '../../../shared/notices/notice.ts';
import { run } from '../../fixtures/run.ts';

/** When stories of tests are told. */
export const now = Date.parse('2026-11-02T12:00:00Z');

const stateBefore = (changes: readonly Change[], opening: Change, derived?: (state: never) => Members) => {
  const own = changes.filter((each) => resourceKey(each.resource) === resourceKey(opening.resource));
  const earlier = own.slice(0, own.indexOf(opening));
  const [first] = earlier;
  if (!first) return undefined;
  const { state } = earlier.reduce((known, each) => applied(known, each).after, heardOf(first.resource));
  return { ...state, ...derived?.(state as never) };
};

/** What records come to, told: the findings of the controls with what the store would have beside them. */
export const told = (
  records: readonly TrailRecord[],
  {
    configuration = defaultConfiguration,
    more = {},
  }: { configuration?: Configuration; more?: Partial<StoryInput> } = {},
): { story: (controlId: string) => Story; finding: (controlId: string) => Finding } => {
  const catalogue = catalogueOf(resourceTypes, controls, configuration);
  const changes = records
    .flatMap((each) => {
      const classified = changesOf(each, catalogue);
      return classified.class === 'evaluated' ? classified.changes : [];
    })
    .toSorted(compareChanges);
  const { findings, world } = run(records, configuration);
  const finding = (controlId: string): Finding => {
    const found = findings.find((each) => each.controlId === controlId);
    if (!found) throw new Error(`no finding of ${controlId}: ${findings.map((each) => each.controlId).join(', ')}`);
    return found;
  };
  return {
    finding,
    story: (controlId) => {
      const found = finding(controlId);
      const control = controls.find(({ id }) => id === controlId);
      const byEvent = (eventId: string | undefined) =>
        changes.find((each) => each.eventId === eventId && resourceKey(each.resource) === resourceKey(found.resource));
      const episode = currentEpisode(found);
      const opening = byEvent(episode?.openedBy.eventId);
      const type = catalogue.types.get(found.resource.type);
      return storyOf({
        finding: found,
        control,
        requirements: control ? requirementsOf(control.requirements) : [],
        configuration,
        at: now,
        opening,
        closing: byEvent(episode?.resolvedBy?.eventId),
        raising: byEvent(episode?.raised?.by.eventId),
        before: opening && stateBefore(changes, opening, type?.derived as never),
        known: world.known.get(resourceKey(found.resource)),
        followed: [...world.known.values()]
          .filter(({ resource }) => JSON.stringify(found.evidence).includes(resource.arn))
          .map(({ state }) => state),
        ...more,
      });
    },
  };
};
