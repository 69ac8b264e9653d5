import { together } from '../../control-families/together.ts';
import { defineControl, type Context } from '../../core/control.ts';
import { caselessGlobMatches } from '../../core/glob.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../../core/verdict.ts';
import { softwareIntegrity } from '../../frameworks/profiles.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';
import { isRepositoryUrl, maskedCredentials } from '../../resources/sagemaker/repository-url.ts';

/** The URL of a repository that a notebook names; undefined: it names a code repository that is not known. */
const urlOf = (nameOrUrl: string, { related }: Context): string | undefined => {
  if (isRepositoryUrl(nameOrUrl)) return nameOrUrl;
  const named = related['codeRepositories']?.find(
    ({ resource }) => resource.name.toLowerCase() === nameOrUrl.toLowerCase(),
  );
  const url = named?.state['repositoryUrl'];
  return typeof url === 'string' ? url : undefined;
};

const judged = (url: string, { configuration }: Context): Verdict => {
  if (url.includes(maskedCredentials)) return fail(`Credentials stand in the URL of ${url}`);
  if (/^http:/i.test(url)) return fail(`${url} is cloned over plain HTTP`);
  const { gitHosts } = configuration.approved;
  if (gitHosts.length === 0) return notApplicable('nobody told which git hosts are approved');
  const host = URL.parse(url)?.hostname ?? url;
  return gitHosts.some((pattern) => caselessGlobMatches(pattern, host))
    ? pass
    : fail(`${host} is no approved git host`);
};

export default defineControl({
  id: 'sagemaker/notebook-code-repositories',
  title: 'Notebook instances clone repositories of approved hosts only',
  severity: 'medium',
  appliesTo: notebookInstance,
  reads: ['defaultCodeRepository', 'additionalCodeRepositories'],
  follows: { codeRepositories: ['repositoryUrl'] },
  rationale:
    'What a notebook clones at its start runs with its role and sees its data; it should come from where it should.',
  remediation: {
    summary:
      'Stop the notebook instance, have it clone from an approved host over HTTPS, with credentials in Secrets Manager.',
    command: ({ name, region }) =>
      shell`aws sagemaker describe-notebook-instance --region ${region} --notebook-instance-name ${name} --query ${'[DefaultCodeRepository,AdditionalCodeRepositories]'}`,
    warning:
      'The instance has to be stopped to change its repositories; credentials in a URL stand in CloudTrail for good.',
  },
  requirements: softwareIntegrity,
  aliases: ['sagemaker-notebook-untrusted-git'],
  evaluate: ({ defaultCodeRepository, additionalCodeRepositories }, context) => {
    const names = [
      ...(defaultCodeRepository === null ? [] : [defaultCodeRepository]),
      ...(additionalCodeRepositories ?? []),
    ];
    if (names.length === 0) return pass;
    return together(
      names.map((name) => {
        const url = urlOf(name, context);
        return url === undefined ? unknown(`the URL of code repository ${name}`) : judged(url, context);
      }),
    );
  },
});
