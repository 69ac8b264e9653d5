import { presignedUrl } from '../../control-families/presigned-url.ts';
import { shell } from '../../core/shell.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default presignedUrl({
  id: 'sagemaker/notebook-presigned-url',
  title: 'Presigned URLs of notebook instances are asked for by people, from known networks, for a working day',
  severity: 'high',
  appliesTo: notebookInstance,
  watches: ['CreatePresignedNotebookInstanceUrl'],
  reads: ['sessionExpirationDurationInSeconds'],
  sessionFact: 'sessionExpirationDurationInSeconds',
  remediation: {
    summary:
      'Ask who it was. If nobody can tell, stop the notebook instance, which ends its sessions, and bind the permission to your networks with aws:SourceIp or aws:SourceVpce.',
    command: ({ name, region }) =>
      shell`aws sagemaker stop-notebook-instance --region ${region} --notebook-instance-name ${name}`,
    warning: 'Stopping ends what runs on the instance.',
  },
  aliases: ['sagemaker-presigned-notebook-url'],
});
