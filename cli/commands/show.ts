import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { linkOf } from '../../shared/app/links.ts';
import { usersOf } from '../../shared/app/users.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { isoOf } from '../../shared/core/instant.ts';
import type { Store } from '../../shared/ports.ts';
import { configFlag, formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { findingLines } from '../render/finding.ts';
import { findingJson } from '../render/json.ts';
import { waiverJson } from '../render/waiver.ts';
import { workJson, workOf } from '../render/work.ts';
import { UsageError } from '../usage-error.ts';
import { openStore, workspaceFor } from '../workspace.ts';

/** The finding people mean by an id or its beginning; throws a UsageError when none or several do. */
export const findingNamed = async (store: Store, id: string): Promise<Finding> => {
  const finding = /^[0-9a-f]{4,16}$/.test(id) ? await store.finding(id) : undefined;
  if (finding === 'ambiguous') throw new UsageError(`${id}: several findings begin so; write more of the id`);
  if (!finding) throw new UsageError(`${id}: no finding has this id; \`sagewatch findings\` lists them`);
  return finding;
};

/** `sagewatch show`: one finding, whole. */
export const showCommand = (program: Command): void => {
  const command = program
    .command('show')
    .summary('show one finding: evidence, who, when, history, what to do')
    .argument('<id>', 'its id, or the beginning of it');
  storeFlag(command);
  configFlag(command);
  formatFlag(command);
  command.addHelpText('after', '\nExample:\n  sagewatch show 3fa92b1c');
  command.action(async (id: string, flags: CommonFlags) => {
    const output = outputOf(flags);
    const store = await openStore(flags, { mustExist: true });
    try {
      const today = systemClock.now();
      const { catalogue, configuration, controlOf, requirementsOf, waiverOf } = await workspaceFor(
        flags,
        today,
        async () => store,
      );
      const finding = await findingNamed(store, id);
      const [control, waiver, told] = [
        controlOf(finding.controlId),
        waiverOf(finding),
        await store.transitionsOf(finding.id),
      ];
      const work = workOf(finding, { link: await linkOf(finding.id, store), waiver, configuration, now: today });
      const users = finding.kind === 'state' ? await usersOf(finding.resource, store, catalogue) : undefined;
      if (output.format === 'json') {
        output.json({
          type: 'finding',
          ...findingJson(finding, control, waiver),
          ...(users && { usedBy: users.users.map(({ type, arn }) => ({ type, arn })), usedByIsAll: users.isAll }),
          ...workJson(work),
          transitions: told.map(({ change, at, late, waiver: ofMovement, published }) => ({
            change,
            at: isoOf(at),
            ...(late && { late }),
            ...(ofMovement && { waiver: waiverJson(ofMovement) }),
            ...(published && { published }),
          })),
        });
        return;
      }
      const now = (await store.latest()) ?? today;
      output.lines(
        findingLines(
          finding,
          { control, waiver, work, users, told, now, requirements: requirementsOf(control) },
          output.paint,
          output.width,
        ),
      );
    } finally {
      await store.close();
    }
  });
};
