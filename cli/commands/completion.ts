import { Argument, type Command } from 'commander';

const shells = ['bash', 'zsh', 'fish'] as const;

/** `sagewatch completion`: what a shell needs to complete commands and flags. */
export const completionCommand = (program: Command): void => {
  program
    .command('completion')
    .summary('print a completion script for your shell')
    .addArgument(new Argument('<shell>').choices([...shells]))
    .addHelpText(
      'after',
      '\nExamples:\n  source <(sagewatch completion bash)\n  sagewatch completion fish > ~/.config/fish/completions/sagewatch.fish',
    )
    .action((shell: (typeof shells)[number]) => {
      process.stdout.write(`${scriptFor(shell, program)}\n`);
    });
};

interface Completed {
  name: string;
  summary: string;
  flags: readonly { long: string; description: string; choices: readonly string[] }[];
}

const completedOf = (program: Command): Completed[] =>
  program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary() || command.description(),
    flags: command.options.map(({ long, description, argChoices }) => ({
      long: long ?? '',
      description,
      choices: argChoices ?? [],
    })),
  }));

const single = (text: string): string => text.replaceAll("'", "'\\''");

const bash = (commands: readonly Completed[]): string =>
  [
    '_sagewatch() {',
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}',
    `  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$word")); return; fi`,
    '  case "${COMP_WORDS[1]} $before" in',
    ...commands.flatMap(({ name, flags }) =>
      flags
        .filter(({ choices }) => choices.length > 0)
        .map(
          ({ long, choices }) =>
            `    '${name} ${long}') COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$word")); return;;`,
        ),
    ),
    '  esac',
    '  case "${COMP_WORDS[1]}" in',
    ...commands.map(
      ({ name, flags }) =>
        `    ${name}) [[ $word == -* ]] && COMPREPLY=($(compgen -W '${flags.map(({ long }) => long).join(' ')}' -- "$word")) || COMPREPLY=($(compgen -f -- "$word"));;`,
    ),
    '  esac',
    '}',
    'complete -o filenames -F _sagewatch sagewatch',
  ].join('\n');

const zsh = (commands: readonly Completed[]): string =>
  ['autoload -Uz bashcompinit && bashcompinit', bash(commands)].join('\n');

const fish = (commands: readonly Completed[]): string =>
  [
    'complete -c sagewatch -f',
    ...commands.map(
      ({ name, summary }) => `complete -c sagewatch -n __fish_use_subcommand -a '${name}' -d '${single(summary)}'`,
    ),
    ...commands.flatMap(({ name, flags }) =>
      flags.map(
        ({ long, description, choices }) =>
          `complete -c sagewatch -n '__fish_seen_subcommand_from ${name}' -l '${long.slice(2)}' -d '${single(description)}'${choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : ' -F'}`,
      ),
    ),
  ].join('\n');

const scriptFor = (shell: (typeof shells)[number], program: Command): string => {
  const commands = completedOf(program);
  if (shell === 'fish') return fish(commands);
  return shell === 'bash' ? bash(commands) : zsh(commands);
};
