import type { Finding, Transition } from '../../shared/core/finding.ts';
import { resourceKey } from '../../shared/core/resource-ref.ts';

/** What a finding is about. Its id tells its incarnation too, which a first life that is heard of late moves on. */
const subjectOf = ({ controlId, resource, principal }: Finding): string =>
  [controlId, resourceKey(resource), principal ?? ''].join('\n');

/** What was told twice, and what is so and nobody was told: nothing, where no transition was lost or doubled. */
export const untoldIn = ({
  findings,
  transitions,
}: {
  findings: readonly Finding[];
  transitions: readonly Transition[];
}): string[] => {
  const times = Map.groupBy(transitions, ({ id }) => id);
  const told = Map.groupBy(transitions, ({ finding }) => subjectOf(finding));
  const twice = [...times].flatMap(([id, { length }]) => (length > 1 ? [`${id} is told twice`] : []));
  const never = findings.flatMap((finding) => {
    const changes = new Set((told.get(subjectOf(finding)) ?? []).map(({ change }) => change));
    const isOpened = changes.has('opened') || changes.has('reopened');
    return isOpened && (finding.status === 'open' || changes.has('resolved'))
      ? []
      : [`${subjectOf(finding)} is untold`];
  });
  return [...twice, ...never];
};
