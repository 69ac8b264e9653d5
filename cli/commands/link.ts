import { Option, type Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { linkOf, setLink } from '../../shared/app/links.ts';
import { momentsOf } from '../../shared/configuration/date.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { TicketLink } from '../../shared/core/ticket-link.ts';
import { configFlag, formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { line, safe } from '../render/text.ts';
import { placeText } from '../render/words.ts';
import { workJson, workLines, workOf } from '../render/work.ts';
import { UsageError } from '../usage-error.ts';
import { openStore, workspaceFor } from '../workspace.ts';
import { findingNamed } from './show.ts';

interface Flags extends CommonFlags {
  ticket?: string;
  assignee?: string;
  due?: string;
  remove?: true;
}

/** `sagewatch link`: says who mends a finding, in which ticket, and by when. */
export const linkCommand = (program: Command): void => {
  const command = program
    .command('link')
    .summary('link a finding to a ticket, to who mends it, and to a date')
    .description(
      'Links a finding to a ticket, to who mends it, and to the date by which it is to be mended, in the place of the one that\n' +
        'follows from its severity. They are shown wherever the finding is: findings, show, exports, notices, digest.\n' +
        'What is not given stays as it was.',
    )
    .argument('<id>', 'its id, or the beginning of it')
    .option('--ticket <key>', 'the key of the ticket (SEC-12), or its address')
    .option('--assignee <who>', 'who mends it')
    .option('--due <date>', 'by when: 2026-12-01 (the whole of that day, in UTC), or a time with its zone')
    .addOption(new Option('--remove', 'take ticket, assignee and date away').conflicts(['ticket', 'assignee', 'due']));
  storeFlag(command);
  configFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch link 3fa92b1c --ticket SEC-12 --assignee alice@example.com --due 2026-12-01\n  sagewatch link 3fa92b1c --remove --stack prod',
  );
  command.action(async (id: string, flags: Flags) => run(id, flags));
};

const longest = 200;

const wordOf = (flag: string, text: string | undefined): string | undefined => {
  if (text === undefined) return;
  const word = text.trim();
  if (word === '') throw new UsageError(`--${flag} must say something; --remove takes the link away`);
  if (word.length > longest) throw new UsageError(`--${flag}: at most ${longest} characters`);
  if (safe(word) !== word) throw new UsageError(`--${flag} ${word}: characters in it cannot be seen, or move others`);
  return word;
};

const dueOf = (text: string | undefined, now: Instant): Instant | undefined => {
  if (text === undefined) return;
  const last = momentsOf(text)?.last;
  if (last === undefined) throw new UsageError(`--due ${text}: is no date (2026-12-01) and no time with its zone`);
  if (last < now) throw new UsageError(`--due ${text}: that is over`);
  return last;
};

/** What a command line says of a link; null: it is to be taken away. Throws a UsageError where that is nothing, or wrong. */
const givenIn = ({ ticket, assignee, due, remove }: Flags, now: Instant): TicketLink | null => {
  if (remove) return null;
  if ([ticket, assignee, due].every((each) => each === undefined)) {
    throw new UsageError('give --ticket, --assignee or --due, or --remove');
  }
  const given = { ticket: wordOf('ticket', ticket), assignee: wordOf('assignee', assignee), dueAt: dueOf(due, now) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

const run = async (id: string, flags: Flags): Promise<void> => {
  const now = systemClock.now();
  const given = givenIn(flags, now);
  const output = outputOf(flags);
  const store = await openStore(flags, { mustExist: true });
  try {
    const { configuration, waiverOf } = await workspaceFor(flags, now, async () => store);
    const finding = await findingNamed(store, id);
    if (given === null && !(await linkOf(finding.id, store))) throw new UsageError(`${id}: this finding has no link`);
    const link = await setLink(finding.id, given, store);
    const work = workOf(finding, { link, waiver: waiverOf(finding), configuration, now });
    if (output.format === 'json') {
      return output.json({ type: 'link', findingId: finding.id, linked: link !== undefined, ...workJson(work) });
    }
    const { paint } = output;
    output.lines([
      line`${link ? paint.good('linked') : paint.dim('link removed')}  ${finding.controlId}  ${placeText(finding.resource)}`,
      ...workLines(work, paint),
    ]);
  } finally {
    await store.close();
  }
};
