import { createReadStream, existsSync } from 'node:fs';
import type { Command } from 'commander';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { assess } from '../../shared/app/assess.ts';
import { eventsBefore } from '../../shared/app/events-before.ts';
import { intake } from '../../shared/app/intake.ts';
import { readLog } from '../../shared/cloudtrail/log-file.ts';
import { readRecord } from '../../shared/cloudtrail/record.ts';
import { actorName } from '../../shared/core/actor-name.ts';
import type { Change } from '../../shared/core/change.ts';
import type { Control } from '../../shared/core/control.ts';
import type { Evaluation } from '../../shared/core/evaluate.ts';
import type { Transition } from '../../shared/core/finding.ts';
import type { ResourceRef } from '../../shared/core/resource-ref.ts';
import type { Outcome } from '../../shared/core/verdict.ts';
import { configFlag, formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import type { Output } from '../output.ts';
import { line, type Paint, type Styled } from '../render/text.ts';
import { placeText } from '../render/words.ts';
import { tellNote } from '../telling.ts';
import { UsageError } from '../usage-error.ts';
import { openStore, workspaceFor } from '../workspace.ts';

/** `sagewatch explain`: why a record came out as it did. */
export const explainCommand = (program: Command): void => {
  const command = program
    .command('explain')
    .summary('tell which controls looked at a record, and why each decided as it did')
    .description(
      'Reads one or more records, in any form that replay takes, and tells for each: what it changes, every control that looked at it, the verdict, and what it rests on.\n' +
        'Nothing is kept. With --store or --stack, what is known there from before the record is used; without, what only a store could know is unknown.',
    )
    .argument('<file>', 'a file, or - for standard input');
  storeFlag(command, { hasDefault: false });
  configFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch explain event.json\n  aws cloudtrail lookup-events --max-results 1 | sagewatch explain -\n  sagewatch explain event.json --stack prod   # with what the service knew before it',
  );
  command.action(async (file: string, flags: CommonFlags) => run(file, flags));
};

interface Looked {
  control: Control;
  resource: ResourceRef;
  evaluation: Evaluation;
}

/** Why an outcome is what it is, in words. */
const whyOf = (outcome: Outcome): string => {
  switch (outcome.status) {
    case 'pass':
      return '';
    case 'fail':
      return outcome.message;
    case 'not-applicable':
      return outcome.reason;
    case 'unknown':
      return `not known: ${outcome.missing.join(', ')}`;
    case 'error':
      return `the control broke: ${outcome.error instanceof Error ? outcome.error.message : String(outcome.error)}`;
  }
};

const run = async (file: string, flags: CommonFlags): Promise<void> => {
  if (file !== '-' && !existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  const output = outputOf(flags);
  const store = await openStore({ store: ':memory:' }, { mustExist: false });
  const known =
    flags.stack === undefined && flags.store === undefined ? undefined : await openStore(flags, { mustExist: true });
  const { configuration, catalogue } = await workspaceFor(flags, systemClock.now(), async () => known ?? store);
  const bytes: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file);
  const saved = awsManagedPolicies();
  let records = 0;
  try {
    for await (const items of readLog(bytes)) {
      for (const item of items) {
        if (item.kind === 'note') {
          tellNote(output, file, item.message);
          continue;
        }
        if (item.kind === 'skipped') throw new UsageError(`${file}: ${item.reason}`);
        records++;
        if (item.kind === 'broken') {
          explained(output, { class: 'quarantined', reason: item.reason, position: item.position });
          continue;
        }
        const taken = intake(item.value, catalogue);
        if ('quarantine' in taken) {
          explained(output, { class: 'quarantined', reason: taken.quarantine, position: item.position });
          continue;
        }
        if (!('event' in taken)) continue;
        const looked: Looked[] = [];
        const assessing = { store, clock: systemClock, saved, catalogue, configuration };
        if (known) await assess(await eventsBefore(taken.event, known, catalogue), [], assessing);
        const { transitions } = await assess([taken.event], [], {
          ...assessing,
          onEvaluation: (control, resource, evaluation) => looked.push({ control, resource, evaluation }),
        });
        const read = readRecord(item.value);
        explained(output, {
          class: taken.event.class,
          position: item.position,
          name:
            read.kind === 'record'
              ? `${read.record.eventSource}:${read.record.eventName}`
              : read.kind === 'state-change'
                ? read.event.detailType
                : '',
          changes: taken.event.changes,
          looked,
          transitions,
        });
      }
    }
  } finally {
    await store.close();
    await known?.close();
  }
  if (records === 0) throw new UsageError(`${file}: there is no record in it`);
};

interface Explanation {
  class: string;
  position: number;
  reason?: string;
  name?: string;
  changes?: readonly Change[];
  looked?: readonly Looked[];
  transitions?: readonly Transition[];
}

const explained = (output: Output, explanation: Explanation): void => {
  if (output.format === 'json') output.json(jsonOf(explanation));
  else output.lines(linesOf(explanation, output.paint));
};

const jsonOf = ({ changes = [], looked = [], transitions = [], ...rest }: Explanation) => ({
  type: 'explanation',
  ...rest,
  changes: changes.map(({ resource, effect, state, asynchronous }) => ({
    resource,
    effect,
    state,
    ...(asynchronous && { asynchronous }),
  })),
  evaluations: looked.map(({ control, resource, evaluation: { outcome, evidence } }) => ({
    control: control.id,
    resource: resource.arn,
    verdict: outcome.status,
    why: whyOf(outcome),
    ...(outcome.status === 'unknown' && { missing: outcome.missing }),
    evidence,
  })),
  transitions: transitions.map(({ change, finding }) => ({
    change,
    control: finding.controlId,
    severity: finding.severity,
    resource: finding.resource.arn,
  })),
});

const verdictMark = (paint: Paint, status: Outcome['status']): Styled => {
  const marks = {
    pass: paint.good,
    fail: paint.bad,
    'not-applicable': paint.dim,
    unknown: paint.warn,
    error: paint.bad,
  };
  return marks[status](status.padEnd(14));
};

const linesOf = (explanation: Explanation, paint: Paint): string[] => {
  const { name = '', reason, changes = [], looked = [], transitions = [], position } = explanation;
  const call = changes[0]?.call;
  return [
    line`${paint.bold(name || `at byte ${position}`)}  ${explanation.class}${reason === undefined ? '' : `: ${reason}`}${call ? `  by ${actorName(call.actor)}` : ''}`,
    ...changes.flatMap(({ resource, effect, asynchronous, state }) => [
      line`  ${effect}${asynchronous ? ' (asked for)' : ''}  ${placeText(resource)}  ${paint.dim(resource.type)}`,
      ...(Object.keys(state).length > 0 ? [line`    ${paint.dim('states')} ${JSON.stringify(state)}`] : []),
    ]),
    ...looked.flatMap(({ control, evaluation: { outcome, evidence } }) => [
      line`  ${verdictMark(paint, outcome.status)}  ${paint.bold(control.id)}${whyOf(outcome) === '' ? '' : `  ${whyOf(outcome)}`}`,
      ...(Object.keys(evidence).length > 0 ? [line`                  ${paint.dim(JSON.stringify(evidence))}`] : []),
    ]),
    ...transitions.map(
      ({ change, finding }) =>
        line`  ${paint.accent(change)}  ${finding.controlId}  ${paint.severity(finding.severity)}`,
    ),
    ...(explanation.class === 'irrelevant' ? ['  No control or resource type watches this call.'] : []),
    ...(explanation.class === 'failedCall' ? ['  The call failed, and no control watches failures of it.'] : []),
    '',
  ];
};
