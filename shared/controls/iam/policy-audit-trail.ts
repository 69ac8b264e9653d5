import { callsOnAnything } from '../../control-families/calls-on-anything.ts';
import { inFrameworks, logProtection } from '../../frameworks/profiles.ts';
import { anyName } from '../../iam/index.ts';

export default callsOnAnything({
  id: 'iam/policy-audit-trail',
  title: 'Policies leave the audit trails alone',
  severity: 'medium',
  rationale:
    'Whoever may stop, delete or redirect the trails can work unseen, and take away the records of what was done before.',
  summary: 'Leave these calls to whoever administers the audit, and name its trails in Resource.',
  warning: 'Tools that deploy trails with this policy stop.',
  requirements: inFrameworks(logProtection, 'soc2'),
  aliases: ['iam-policy-cloudtrail-full'],
  calls: ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'].map((call) => ({
    action: `cloudtrail:${call}`,
    on: ['*', anyName].map((region) => `arn:{partition}:cloudtrail:${region}:{account}:trail/${anyName}`),
  })),
  onWhat: 'on trails of any name',
});
