import type { Command } from 'commander';
import { actorName } from '../../shared/core/actor-name.ts';
import type { Change } from '../../shared/core/change.ts';
import { compareTransitions, type Transition } from '../../shared/core/finding.ts';
import { isoOf } from '../../shared/core/instant.ts';
import type { Known } from '../../shared/core/known.ts';
import { resourceKey } from '../../shared/core/resource-ref.ts';
import type { Store } from '../../shared/ports.ts';
import { formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { line, table, type Paint } from '../render/text.ts';
import { lastDayOf, waiverJson } from '../render/waiver.ts';
import { placeText, timeOf } from '../render/words.ts';
import { UsageError } from '../usage-error.ts';
import { openStore } from '../workspace.ts';

interface Flags extends CommonFlags {
  at?: string;
}

const verbs: Record<Change['effect'], string> = {
  create: 'created',
  put: 'put',
  update: 'changed',
  delete: 'deleted',
  run: 'ran',
  act: 'used',
  observe: 'AWS told',
  absent: 'AWS told: gone',
  failed: 'creation failed',
  acknowledge: 'acknowledged',
};

/** `sagewatch who`: the history of a resource. */
export const whoCommand = (program: Command): void => {
  const command = program
    .command('who')
    .summary('tell who created, changed, used or deleted a resource')
    .description('Tells the history of a resource: who did what, when, from which address, in which session.')
    .argument('<resource>', 'a name or an ARN, with * for several')
    .option('--at <time>', 'the moment you ask about: marks what was last done by then');
  storeFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch who churn-endpoint --at 2026-11-02T15:00:00Z\n  sagewatch who arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration',
  );
  command.action(async (resource: string, flags: Flags) => run(resource, flags));
};

const jsonOf = (known: Known, change: Change) => ({
  type: 'change',
  resource: known.resource,
  effect: change.effect,
  at: isoOf(change.at),
  call: change.call && `${change.call.source}:${change.call.name}`,
  actor: change.call?.actor,
  address: change.call?.address,
  userAgent: change.call?.userAgent,
  eventId: change.call?.eventId ?? change.eventId,
  ...(change.call?.errorCode !== undefined && { errorCode: change.call.errorCode }),
  ...(change.run && { run: change.run }),
  state: change.state,
});

/** How waivers moved the findings of a resource, in their order. */
const waiverMovements = async (known: Known, store: Store): Promise<Transition[]> => {
  const moved: Transition[] = [];
  for await (const { id, resource } of store.findings({ resource: known.resource.arn })) {
    if (resourceKey(resource) !== resourceKey(known.resource)) continue;
    moved.push(...(await store.transitionsOf(id)).filter(({ waiver }) => waiver !== undefined));
  }
  return moved.toSorted(compareTransitions);
};

const waiverLines = (moved: readonly Transition[], paint: Paint): string[] =>
  moved.length === 0
    ? []
    : [
        ...table(
          paint,
          ['', 'When', 'What', 'Approved by', 'Until', 'Why', 'Finding'],
          moved.map(({ change, at, finding, waiver }) => [
            ' ',
            timeOf(at),
            change === 'waived' ? `${finding.controlId} waived` : `${finding.controlId}: no waiver any more`,
            waiver?.approver ?? '',
            waiver ? lastDayOf(waiver) : '',
            waiver?.reason ?? '',
            finding.id.slice(0, 8),
          ]),
        ),
      ];

const movementJson = (known: Known, { change, at, finding, waiver, published }: Transition) => ({
  type: 'waiver',
  resource: known.resource,
  change,
  at: isoOf(at),
  findingId: finding.id,
  control: finding.controlId,
  ...(waiver && { waiver: waiverJson(waiver) }),
  ...(published && { published }),
});

const historyLines = (known: Known, changes: readonly Change[], marked: Change | undefined, paint: Paint): string[] => [
  line`${paint.bold(placeText(known.resource))}  ${known.exists === false ? 'gone' : known.exists ? 'there' : 'heard of'}  ${paint.dim(known.resource.arn)}`,
  ...table(
    paint,
    ['', 'When', 'What', 'Who', 'From', 'Call', 'Event'],
    changes.map((change) => [
      change === marked ? paint.accent('→') : ' ',
      timeOf(change.at),
      `${verbs[change.effect]}${change.run ? ` ${change.run.name}` : ''}${change.asynchronous ? ' (asked for)' : ''}`,
      change.acknowledgement?.by ?? actorName(change.call?.actor),
      change.call?.address ?? '',
      `${change.call?.name ?? ''}${change.call?.errorCode ? ` (${change.call.errorCode})` : ''}`,
      change.call?.eventId ?? change.eventId,
    ]),
  ),
];

const run = async (named: string, flags: Flags): Promise<void> => {
  const { timeFrom } = await import('../sources.ts');
  const output = outputOf(flags);
  const moment = flags.at === undefined ? undefined : timeFrom(flags.at);
  const store = await openStore(flags, { mustExist: true });
  try {
    const found = await store.resources(named);
    if (found.length === 0)
      throw new UsageError(`${named}: nothing of this name was ever seen; * stands for any part of a name`);
    for (const [index, known] of found.entries()) {
      const changes = await store.history(resourceKey(known.resource));
      const moved = await waiverMovements(known, store);
      if (output.format === 'json') {
        for (const change of changes)
          if (moment === undefined || change.at <= moment) output.json(jsonOf(known, change));
        for (const each of moved) if (moment === undefined || each.at <= moment) output.json(movementJson(known, each));
        continue;
      }
      const marked = moment === undefined ? undefined : changes.findLast(({ at }) => at <= moment);
      output.lines([
        ...(index > 0 ? [''] : []),
        ...historyLines(known, changes, marked, output.paint),
        ...waiverLines(moved, output.paint),
      ]);
    }
  } finally {
    await store.close();
  }
};
