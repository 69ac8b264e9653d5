import { defineActivityControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { accountManagement, withRequirements, workloadLeastPrivilege } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';

export default defineActivityControl({
  id: 'sagemaker/notebook-role-change',
  title: 'Nobody gives an existing notebook instance another role',
  severity: 'high',
  appliesTo: notebookInstance,
  watches: ['UpdateNotebookInstance'],
  reads: ['roleArn'],
  rationale:
    'Whoever works on the notebook gets what its role may do. Passing it a stronger role leaves no trace in IAM: CloudTrail has no PassRole event.',
  remediation: {
    summary:
      'Ask who changed it and compare the two roles. If nobody can tell, stop the notebook instance and put the former role back.',
    command: ({ name, region }) =>
      shell`aws sagemaker stop-notebook-instance --region ${region} --notebook-instance-name ${name}`,
    warning: 'Stopping ends what runs on the instance.',
  },
  requirements: withRequirements(accountManagement, workloadLeastPrivilege),
  aliases: ['sagemaker-notebook-role-swapped'],
  evaluate: ({ facts: { roleArn }, before }) => {
    if (roleArn === null) return notApplicable('the update names no role');
    const former = before?.roleArn;
    if (former === undefined) return unknown('the role it had before');
    // IAM compares names without case.
    if (former.toLowerCase() === roleArn.toLowerCase()) return pass;
    return fail(`The role of an existing notebook instance was changed from ${former} to ${roleArn}`);
  },
});
