import { from, type Entry } from '../call.ts';
import { alice, frankfurt, production, terraform, virginia } from '../cast.ts';
import { guardrail, organizationRoot, teamTrail } from '../places.ts';
import { at } from '../time.ts';

const detectorPattern = JSON.stringify({
  source: ['aws.guardduty'],
  'detail-type': ['GuardDuty Finding'],
});

/** A rule that passes on what GuardDuty finds, the team's own trail, and a guardrail of the organization. */
export const watchers = (): Entry[] => {
  const events = from({ region: frankfurt, source: 'events', by: terraform });
  const trail = from({ region: frankfurt, source: 'cloudtrail', by: alice });
  const organizations = from({ region: virginia, source: 'organizations', by: alice });
  const name = 'guardduty-findings-to-security';
  return [
    events(at(9, '06:45:01'), 'PutRule', {
      request: { name, description: '', scheduleExpression: '', eventPattern: detectorPattern, state: 'ENABLED' },
      response: { ruleArn: `arn:aws:events:${frankfurt}:${production}:rule/${name}` },
    }),
    events(at(9, '06:45:03'), 'PutTargets', {
      request: {
        rule: name,
        targets: [{ id: 'security-topic', arn: `arn:aws:sns:${frankfurt}:${production}:security` }],
      },
      response: { failedEntryCount: 0, failedEntries: [] },
    }),
    // Beside the trail `audit`, which wrote the files that you are reading.
    trail(at(9, '07:10:12'), 'CreateTrail', {
      request: {
        name: 'team-trail',
        s3BucketName: 'meadow-trail-logs',
        s3KeyPrefix: '',
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: false,
        enableLogFileValidation: true,
        isOrganizationTrail: false,
        tagsList: [],
      },
      response: {
        name: 'team-trail',
        s3BucketName: 'meadow-trail-logs',
        s3KeyPrefix: '',
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: false,
        trailARN: teamTrail,
        logFileValidationEnabled: true,
        isOrganizationTrail: false,
      },
    }),
    trail(at(9, '07:10:15'), 'StartLogging', { request: { name: teamTrail } }),
    organizations(at(9, '07:20:31'), 'CreatePolicy', {
      request: {
        name: 'keep-the-trail',
        description: 'Nobody stops trails or leaves the organization',
        type: 'SERVICE_CONTROL_POLICY',
        content: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Action: ['organizations:LeaveOrganization', 'cloudtrail:DeleteTrail'],
              Resource: '*',
            },
          ],
        }),
        tags: [],
      },
      response: {
        policy: {
          policySummary: {
            id: guardrail,
            arn: `arn:aws:organizations::${production}:policy/o-exampleorgid/service_control_policy/${guardrail}`,
            name: 'keep-the-trail',
            type: 'SERVICE_CONTROL_POLICY',
            awsManaged: false,
          },
        },
      },
    }),
    organizations(at(9, '07:21:02'), 'AttachPolicy', { request: { policyId: guardrail, targetId: organizationRoot } }),
  ];
};
