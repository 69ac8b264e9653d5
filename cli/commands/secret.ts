import type { Command } from 'commander';
import { secretParameter } from '../../shared/app/service/names.ts';
import { isSecretName, secretKindOf, type SecretKind } from '../../shared/core/secret-name.ts';
import { formatFlag, outputOf, stackOnlyFlag, type CommonFlags } from '../flags.ts';
import { line, table } from '../render/text.ts';
import { timeOf } from '../render/words.ts';
import { readSecret } from '../secret-input.ts';
import { UsageError } from '../usage-error.ts';
import { openStack } from '../workspace.ts';

type Flags = Omit<CommonFlags, 'store' | 'config'> & { stack: string };

/** `sagewatch secret`: what a deployed stage is told in secret. */
export const secretCommand = (program: Command): void => {
  const command = program
    .command('secret')
    .summary('give a deployed stage its secrets')
    .description(
      'Secrets are kept as SecureStrings of SSM Parameter Store, encrypted with the key of the stage. No command prints one.',
    );
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch secret set slack-webhook --stack prod < webhook.txt\n  sagewatch secret list --stack prod',
  );
  formatFlag(
    stackOnlyFlag(
      command
        .command('set')
        .summary('set a secret, read from standard input')
        .description(
          'Reads the value from standard input: on a terminal, nothing of it is shown. It is never an argument, which a shell would remember.',
        )
        .argument('<name>', 'slack-webhook or slack-token; for several, with words behind it: slack-webhook-ml'),
    ),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  sagewatch secret set slack-webhook --stack prod\n  pass show slack | sagewatch secret set slack-token --stack prod\n  sagewatch secret set slack-webhook-ml --stack prod   # a second webhook, for another Slack channel',
    )
    .action(set);
  formatFlag(stackOnlyFlag(command.command('list').summary('list which secrets are set, without their values')))
    .addHelpText('after', '\nExample:\n  sagewatch secret list --stack prod')
    .action(list);
};

/** What a value has to look like: the wrong thing pasted is found out here, and not by nobody being told anything. */
const forms: Readonly<Record<SecretKind, { form: RegExp; example: string }>> = {
  'slack-webhook': { form: /^https:\/\/hooks\.slack(-gov)?\.com\/\S+$/, example: 'https://hooks.slack.com/services/…' },
  'slack-token': { form: /^xox[a-z]-\S+$/, example: 'xoxb-…' },
};

const set = async (name: string, flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const kind = secretKindOf(name);
  if (kind === undefined || !isSecretName(name)) {
    throw new UsageError(
      `${name}: a secret is called slack-webhook or slack-token, or that with words behind it: slack-webhook-ml`,
    );
  }
  const access = await openStack(flags);
  const value = await readSecret(process.stdin, (text) => process.stderr.write(text), name);
  const { form, example } = forms[kind];
  if (!form.test(value)) throw new UsageError(`${name}: it does not look like one (${example}); nothing was set`);
  const { setSecret } = await import('../../shared/adapters/aws/production/secrets.ts');
  const version = await setSecret(access, name, value);
  const parameter = secretParameter(flags.stack, name);
  if (output.format === 'json') output.json({ type: 'secret', name, parameter, version });
  else
    output.lines([
      line`${output.paint.good('set')}  ${name}  in ${parameter}${version === undefined ? '' : `, version ${version}`}`,
    ]);
};

const list = async (flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const { keptSecrets } = await import('../../shared/adapters/aws/production/secrets.ts');
  const secrets = await keptSecrets(await openStack(flags));
  if (output.format === 'json') {
    for (const { name, set: kept } of secrets) {
      output.json({
        type: 'secret',
        name,
        isSet: kept !== undefined,
        ...(kept && { ...kept, at: kept.at === undefined ? undefined : new Date(kept.at).toISOString() }),
      });
    }
    return;
  }
  const { paint } = output;
  output.lines(
    table(
      paint,
      ['Secret', 'Set', 'Version', 'By'],
      secrets.map(({ name, set: kept }) => [
        name,
        kept ? (kept.at === undefined ? 'yes' : timeOf(kept.at)) : paint.dim('not set'),
        kept?.version === undefined ? '' : String(kept.version),
        kept?.by ?? '',
      ]),
    ),
  );
};
