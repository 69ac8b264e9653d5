import type { Told, TrailFacts } from '../../../app/service/doctor-facts.ts';
import { gapsOf } from '../../../resources/cloudtrail/selector-gaps.ts';
import { advancedSelectorsOf, basicSelectorsOf } from '../../../resources/cloudtrail/selectors.ts';
import type { StackAccess } from '../production/stack-access.ts';
import { asked } from './asked.ts';

interface Trail {
  Name?: string;
  TrailARN?: string;
  HomeRegion?: string;
  IsMultiRegionTrail?: boolean;
  LogFileValidationEnabled?: boolean;
}

/** The trails that a Region sees, those of other Regions and of the organization too; each is asked about where it is at home. */
export const trailFacts = async (access: StackAccess): Promise<Told<readonly TrailFacts[]>> => {
  const { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } =
    await import('@aws-sdk/client-cloudtrail');
  const factsOf = async (trail: Trail): Promise<TrailFacts> => {
    const { TrailARN, Name = '', HomeRegion } = trail;
    const named = TrailARN ?? Name;
    return {
      name: Name,
      isMultiRegion: trail.IsMultiRegionTrail === true,
      isValidated: trail.LogFileValidationEnabled === true,
      isLogging: await asked(async () => {
        const client = await access.client('cloudtrail', HomeRegion);
        const output = (await client.send(new GetTrailStatusCommand({ Name: named }))) as { IsLogging?: boolean };
        return output.IsLogging === true;
      }),
      gaps: await asked(async () => {
        const client = await access.client('cloudtrail', HomeRegion);
        const output = (await client.send(new GetEventSelectorsCommand({ TrailName: named }))) as {
          EventSelectors?: unknown;
          AdvancedEventSelectors?: unknown;
        };
        return gapsOf(basicSelectorsOf(output.EventSelectors), advancedSelectorsOf(output.AdvancedEventSelectors));
      }),
    };
  };
  return asked(async () => {
    const client = await access.client('cloudtrail');
    const { trailList = [] } = (await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }))) as {
      trailList?: Trail[];
    };
    return Promise.all(trailList.map(factsOf));
  });
};
