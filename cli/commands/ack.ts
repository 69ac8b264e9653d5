import type { Command } from 'commander';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { assess } from '../../shared/app/assess.ts';
import { eventKey } from '../../shared/app/event.ts';
import { configFlag, formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { transitionJson } from '../render/json.ts';
import { line } from '../render/text.ts';
import { placeText } from '../render/words.ts';
import { UsageError } from '../usage-error.ts';
import { openStore, workspaceFor } from '../workspace.ts';
import { findingNamed } from './show.ts';

interface Flags extends CommonFlags {
  by: string;
  reason: string;
}

/** `sagewatch ack`: takes note of an incident. */
export const ackCommand = (program: Command): void => {
  const command = program
    .command('ack')
    .summary('take note of an incident')
    .description(
      'Acknowledges an incident: what somebody did cannot be undone by a later state. More of the same afterwards opens a new one.\n' +
        'A finding about a state is not acknowledged: mend the resource, or waive it with an end date (`sagewatch waive`).',
    )
    .argument('<id>', 'its id, or the beginning of it')
    .requiredOption('--by <who>', 'who takes note')
    .requiredOption('--reason <text>', 'why it is all right, or what was done about it');
  storeFlag(command);
  configFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExample:\n  sagewatch ack 3fa92b1c --by alice@example.com --reason "break-glass test, ticket SEC-12"',
  );
  command.action(async (id: string, flags: Flags) => run(id, flags));
};

const run = async (id: string, { by, reason, ...flags }: Flags): Promise<void> => {
  if (!by.trim() || !reason.trim()) throw new UsageError('--by and --reason must say something');
  const output = outputOf(flags);
  const store = await openStore(flags, { mustExist: true });
  try {
    const { configuration, catalogue, controlOf } = await workspaceFor(flags, systemClock.now(), async () => store);
    const finding = await findingNamed(store, id);
    if (finding.kind !== 'activity') {
      throw new UsageError(
        `${id}: this finding is about a state; it resolves when ${finding.resource.name} is mended, or a waiver covers it`,
      );
    }
    if (finding.status !== 'open') throw new UsageError(`${id}: this incident is not open`);
    const at = (await store.latest()) ?? systemClock.now();
    const eventId = `acknowledgement ${finding.id} ${finding.count}`;
    const acknowledgement = { findingId: finding.id, by, reason, count: finding.count };
    const change = {
      eventId,
      resource: finding.resource,
      effect: 'acknowledge' as const,
      at,
      order: at,
      state: {},
      acknowledgement,
    };
    const { transitions } = await assess([{ key: eventKey(eventId), at, class: 'evaluated', changes: [change] }], [], {
      store,
      clock: systemClock,
      saved: awsManagedPolicies(),
      catalogue,
      configuration,
    });
    if (transitions.length === 0) throw new UsageError(`${id}: there was more of it meanwhile; look at it again`);
    for (const transition of transitions) {
      if (output.format === 'json') output.json(transitionJson(transition, controlOf(finding.controlId)));
      else
        output.lines([
          line`${output.paint.good('acknowledged')}  ${finding.controlId}  ${placeText(finding.resource)}  by ${by}`,
        ]);
    }
  } finally {
    await store.close();
  }
};
