import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { remoteAccess } from '../../frameworks/profiles.ts';
import { space } from '../../resources/sagemaker/space.ts';

export default defineControl({
  id: 'sagemaker/space-remote-access',
  title: 'Spaces of Studio accept no connections from editors elsewhere',
  severity: 'medium',
  appliesTo: space,
  reads: ['remoteAccess'],
  rationale:
    'An editor on a laptop reads and copies all that the space can, past the browser and the networks that Studio is bound to.',
  remediation: {
    summary: 'Switch remote access off, or approve it by a waiver where people are meant to work like that.',
    command: ({ name, region }) => {
      const [domainId, spaceName] = name.split('/');
      return shell`aws sagemaker update-space --region ${region} --domain-id ${domainId} --space-name ${spaceName} --space-settings ${'RemoteAccess=DISABLED'}`;
    },
    warning:
      'Whoever works in the space through such an editor loses the connection; the application may have to be stopped first.',
  },
  requirements: remoteAccess,
  aliases: ['sagemaker-space-remote-access'],
  evaluate: ({ remoteAccess: access }) =>
    access === 'ENABLED'
      ? fail('Editors on other machines can connect to the space, through a tunnel of Systems Manager')
      : pass,
});
