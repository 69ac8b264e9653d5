import type { Command } from 'commander';
import type { Control } from '../../shared/core/control.ts';
import type { ResourceType } from '../../shared/core/resource-type.ts';
import { requirementsOf } from '../../shared/frameworks/index.ts';
import { controlNamed, controls } from '../catalogue.ts';
import { formatFlag, outputOf, type CommonFlags } from '../flags.ts';
import { line, table, wrapped, type Paint } from '../render/text.ts';
import { UsageError } from '../usage-error.ts';

const typesOf = ({ appliesTo }: Control): ResourceType[] => [appliesTo].flat() as ResourceType[];

/** `sagewatch controls`: what is watched for. */
export const controlsCommand = (program: Command): void => {
  const command = program
    .command('controls')
    .summary('list the controls, or explain one')
    .argument('[id]', 'a control id or an alias');
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch controls\n  sagewatch controls sagemaker/notebook-root-access',
  );
  command.action((id: string | undefined, flags: CommonFlags) => {
    const output = outputOf(flags);
    if (id === undefined) {
      if (output.format === 'json') for (const control of controls) output.json(jsonOf(control));
      else
        output.lines(
          table(
            output.paint,
            ['Control', 'Severity', 'Kind', 'What holds when it passes'],
            controls.map((control) => [
              control.id,
              output.paint.severity(control.severity),
              control.kind,
              control.title,
            ]),
          ),
        );
      return;
    }
    const control = controlNamed(id);
    if (!control) throw new UsageError(`${id}: there is no such control; \`sagewatch controls\` lists them`);
    if (output.format === 'json') output.json(jsonOf(control));
    else output.lines(pageOf(control, output.paint, output.width));
  });
};

const readBy = (control: Control): readonly string[] =>
  [...control.reads, ...((control.kind === 'state' && control.mayRead) || [])].map(String);

const jsonOf = (control: Control) => ({
  type: 'control',
  id: control.id,
  title: control.title,
  kind: control.kind,
  severity: control.severity,
  appliesTo: typesOf(control).map(({ name }) => name),
  reads: readBy(control),
  ...(control.kind === 'activity' && { watches: control.watches }),
  rationale: control.rationale,
  remediation: { summary: control.remediation.summary, warning: control.remediation.warning },
  requirements: requirementsOf(control.requirements),
  aliases: control.aliases ?? [],
});

const pageOf = (control: Control, paint: Paint, width: number): string[] => {
  const indented = (text: string) => wrapped(text, width - 2).map((part) => line`  ${{ styled: part }}`);
  return [
    line`${paint.bold(control.id)}  ${paint.severity(control.severity)}  ${control.kind} control`,
    line`${control.title}`,
    '',
    line`${paint.bold('Applies to')}  ${typesOf(control)
      .map(({ name }) => name)
      .join(', ')}`,
    line`${paint.bold('Reads')}       ${readBy(control).join(', ') || 'the call itself'}`,
    ...(control.kind === 'activity' ? [line`${paint.bold('Watches')}     ${control.watches.join(', ')}`] : []),
    ...((control.aliases ?? []).length > 0 ? [line`${paint.bold('Also named')}  ${control.aliases?.join(', ')}`] : []),
    '',
    line`${paint.bold('Why')}`,
    ...indented(control.rationale),
    '',
    line`${paint.bold('What to do')}`,
    ...indented(control.remediation.summary),
    ...(control.remediation.warning ? indented(`Mind: ${control.remediation.warning}`) : []),
    '',
    line`${paint.bold('Requirements')}`,
    ...requirementsOf(control.requirements).map(
      ({ framework, id, title }) => line`  ${framework} ${id}  ${paint.dim(title)}`,
    ),
  ];
};
