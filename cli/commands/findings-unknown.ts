import { systemClock } from '../../shared/adapters/local/clock.ts';
import { caselessGlobMatches } from '../../shared/core/glob.ts';
import { isoOf } from '../../shared/core/instant.ts';
import type { Known } from '../../shared/core/known.ts';
import { undecidedGroups, type UndecidedGroup } from '../../shared/core/undecided.ts';
import { controlNamed } from '../catalogue.ts';
import { outputOf, type CommonFlags } from '../flags.ts';
import { line, table } from '../render/text.ts';
import { openStore, workspaceFor, type Workspace } from '../workspace.ts';

export interface UnknownFlags extends CommonFlags {
  control?: string;
  resource?: string;
  account?: string;
}

const isLike = (typed: string | undefined, ...texts: readonly string[]): boolean =>
  typed === undefined || texts.some((text) => caselessGlobMatches(typed, text));

const isAsked = ({ control, resource, account }: UnknownFlags) => {
  const wanted = control === undefined ? undefined : (controlNamed(control)?.id ?? control);
  return {
    known: ({ resource: { arn, name, account: own } }: Known) =>
      isLike(resource, arn, name) && (account === undefined || own === account),
    group: ({ controlId }: UndecidedGroup) =>
      controlId === undefined ? wanted === undefined : isLike(wanted, controlId),
  };
};

const jsonOf = (
  { account, controlId, missing, permission, unreadSince, resources }: UndecidedGroup,
  { controlOf }: Workspace,
) => ({
  type: 'unknown',
  account,
  ...(controlId !== undefined && { control: controlId, title: controlOf(controlId)?.title }),
  missing,
  ...(permission !== undefined && { permission }),
  ...(unreadSince !== undefined && { unreadSince: isoOf(unreadSince) }),
  count: resources.length,
  resources: resources.map(({ type, arn }) => ({ type, arn })),
});

const shownNames = 3;

/** The first of them by name, and how many more there are; all of a type where it could not be listed. */
const namesOf = (resources: UndecidedGroup['resources']): string => {
  const names = resources
    .slice(0, shownNames)
    .map(({ name, type, region }) => (name === '*' ? `all ${type} of ${region || 'the account'}` : name));
  const more = resources.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** Lists what controls could not decide, with what is missing. Nothing of it counts as passing. */
export const listUnknown = async (flags: UnknownFlags): Promise<void> => {
  const output = outputOf(flags);
  const store = await openStore(flags, { mustExist: true });
  try {
    const place = await workspaceFor(flags, systemClock.now(), async () => store);
    const asked = isAsked(flags);
    const known = (await Array.fromAsync(store.undecided())).filter(asked.known);
    const groups = undecidedGroups(known)
      .filter(asked.group)
      .filter(({ controlId }) => controlId === undefined || !place.isOff({ controlId }));
    if (output.format === 'json') {
      for (const group of groups) output.json(jsonOf(group, place));
      return;
    }
    const { paint } = output;
    if (groups.length === 0) return output.lines([line`${paint.good('Everything could be decided.')}`]);
    output.lines([
      ...table(
        paint,
        ['Account', 'Control', 'Missing', 'Permission', 'Count', 'Resources'],
        groups.map(({ account, controlId, missing, permission, resources }) => [
          account,
          controlId ?? paint.dim('any'),
          missing.join(', '),
          permission === undefined ? '' : paint.warn(permission),
          String(resources.length),
          namesOf(resources),
        ]),
      ),
      '',
      line`${paint.dim('What is unknown neither passes nor fails. A permission is missing for the reading role of that account, or a policy there denies it; what else is missing is read by the next sweep.')}`,
    ]);
  } finally {
    await store.close();
  }
};
