import { Option, type Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { activities, activitiesOf, envelopeOf, excessOf, personaIds } from '../../shared/iam/personas/index.ts';
import type { Output } from '../output.ts';
import { excessLines } from '../render/persona.ts';
import { UsageError } from '../usage-error.ts';

/** What `sagewatch policy` can be told of a persona. */
export interface PersonaFlags {
  persona?: string;
  activities?: string[];
  actions?: string[];
  account?: string;
}

export const personaFlags = (command: Command): Command =>
  command
    .addOption(
      new Option('--persona <persona>', 'tell what it allows beyond the work of a persona').choices([...personaIds]),
    )
    .addOption(
      new Option('--activities <id...>', 'of a persona: further activities; of a custom one, all').choices(
        activities.map(({ id }) => id),
      ),
    )
    .option('--actions <action...>', 'of a persona: further actions, with *');

/** Whether it is asked what goes beyond a persona. */
export const wantsExcess = ({ persona, activities: further, actions }: PersonaFlags): boolean => {
  if (persona === undefined && (further ?? actions) !== undefined) {
    throw new UsageError('--activities and --actions are of a persona: say which, --persona custom for none but these');
  }
  if (persona === 'custom' && (further ?? actions) === undefined) {
    throw new UsageError('--persona custom takes --activities or --actions: it has none of its own');
  }
  return persona !== undefined;
};

/** Tells what a permissions policy allows beyond a persona. */
export const tellExcess = (policy: string, flags: PersonaFlags, output: Output): void => {
  const { persona = 'custom', activities: further = [], actions = [], account } = flags;
  const ids = activitiesOf(persona, further);
  const excess = excessOf({ policy, account, now: systemClock.now() }, envelopeOf(ids, actions));
  if (output.format === 'json') output.json({ kind: 'identity', persona, activities: ids, actions, ...excess });
  else output.lines(excessLines(excess, persona, output));
  if ('reason' in excess || excess.grants.length > 0) process.exitCode = 1;
};
