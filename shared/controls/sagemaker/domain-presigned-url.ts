import { presignedUrl } from '../../control-families/presigned-url.ts';
import { somebodyElse } from '../../control-families/somebody-else.ts';
import { shell } from '../../core/shell.ts';
import { domain } from '../../resources/sagemaker/domain.ts';

export default presignedUrl({
  id: 'sagemaker/domain-presigned-url',
  title: 'Presigned URLs of Studio are asked for by people for themselves, from known networks, for a working day',
  severity: 'high',
  appliesTo: domain,
  watches: ['CreatePresignedDomainUrl'],
  reads: ['userProfileName', 'sessionExpirationDurationInSeconds'],
  sessionFact: 'sessionExpirationDurationInSeconds',
  remediation: {
    summary:
      'Ask who it was. If nobody can tell, delete the applications of the profile, which ends its sessions, and bind the permission to your networks and to the profile of the caller.',
    command: ({ name, region }, { userProfileName }) =>
      shell`aws sagemaker list-apps --region ${region} --domain-id-equals ${name} --user-profile-name-equals ${userProfileName}`,
    warning: 'Deleting an application loses what was not saved in it.',
  },
  aliases: ['sagemaker-presigned-domain-url'],
  also: ({ call, facts: { userProfileName } }) => {
    const caller = userProfileName === null ? undefined : somebodyElse(userProfileName, call.actor);
    return caller ? [`by ${caller} for the profile of somebody else, ${userProfileName}`] : [];
  },
});
