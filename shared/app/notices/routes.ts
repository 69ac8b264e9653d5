import { currentEpisode, type Finding } from '../../core/finding.ts';
import { ownerOf } from '../../core/owner.ts';
import { routesOf, type RoutedChannel } from '../../notices/plan/route.ts';
import type { Desk } from './desk.ts';

/** Who is told of a finding, as the configuration now is. */
export const routesNow = (
  finding: Finding,
  { configuration, controlOf, aliasesOf }: Pick<Desk, 'configuration' | 'controlOf' | 'aliasesOf'>,
): readonly RoutedChannel[] =>
  routesOf(
    finding,
    {
      aliases: aliasesOf(finding.controlId),
      requirements: controlOf(finding.controlId)?.requirements ?? {},
      owner: ownerOf(finding, currentEpisode(finding)?.openedBy.actor, configuration),
    },
    configuration.notices,
  );
