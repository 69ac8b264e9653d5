import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { audiencesOf, dueWeek, mailOf, pictureId, toldBefore, type Addressed } from '../../shared/app/digest/send.ts';
import type { NoticeSettings } from '../../shared/core/notice-settings.ts';
import type { Digest } from '../../shared/digest/digest.ts';
import { editionOf, type Edition } from '../../shared/digest/edition.ts';
import { everybody } from '../../shared/digest/facts.ts';
import { weekNamed, weekOf, type Week } from '../../shared/digest/week.ts';
import { digestPlace } from '../digest-place.ts';
import { configFlag, formatFlag, outputOf, storeFlag, type CommonFlags } from '../flags.ts';
import { openFile } from '../opener.ts';
import type { Output } from '../output.ts';
import { digestLines } from '../render/digest.ts';
import { line, type Paint } from '../render/text.ts';
import { UsageError } from '../usage-error.ts';
import { openStore, workspaceFor } from '../workspace.ts';
import { chartPainter, sendDigests } from './digest-send.ts';

interface Flags extends CommonFlags {
  week?: string;
  audience?: string;
  out?: string;
  open?: true;
  send?: true;
  again?: true;
}

/** `sagewatch digest`: what a week came to. */
export const digestCommand = (program: Command): void => {
  const command = program
    .command('digest')
    .summary('tell what a week came to: as text, as a file, or by mail')
    .description(
      'Tells what a week came to: what is open, new and resolved, who and what stands out, how the frameworks stand, what is unknown, and how the watchdog itself is.\n' +
        'A deployed stage sends it every Monday to whom the configuration names (digest.audiences). Without a flag: as text, of the last week that is over.',
    )
    .option('--week <week>', 'which week, as ISO 8601 names it: 2026-W46 (default: the last one that is over)')
    .option('--audience <name>', 'for whom, by the name in the configuration (default: everything)')
    .addOption(new Option('--out <file>', 'write it: .html, .txt, or .eml with everything in it'))
    .addOption(new Option('--open', 'show it in the browser').conflicts('out'))
    .addOption(
      new Option(
        '--send',
        'send it by SES, with your own credentials; who has it already does not get it again',
      ).conflicts(['out', 'open']),
    )
    .addOption(new Option('--again', 'with --send: also to whoever has it already'));
  storeFlag(command);
  configFlag(command);
  formatFlag(command);
  command.addHelpText(
    'after',
    '\nExamples:\n  sagewatch digest --week 2026-W46\n  sagewatch digest --open\n  sagewatch digest --stack prod --audience ml-platform --out digest.eml\n  sagewatch digest --stack prod --send',
  );
  command.action(run);
};

const weekAsked = (name: string | undefined, timeZone: string): Week => {
  const now = systemClock.now();
  if (name === undefined) return dueWeek(now, timeZone);
  const week = weekNamed(name, timeZone);
  if (!week) throw new UsageError(`--week ${name}: there is no such week; this one is ${weekOf(now, timeZone).name}`);
  if (week.since > now) throw new UsageError(`--week ${name}: it is yet to come`);
  return week;
};

const audienceAsked = (name: string | undefined, { audiences }: NoticeSettings): Addressed => {
  if (name === undefined) return { ...everybody, to: [] };
  const found = audiences.find((audience) => audience.name === name);
  if (found) return found;
  const names = audiences.map((audience) => audience.name);
  throw new UsageError(
    names.length === 0
      ? `--audience ${name}: the configuration names no audience (digest.audiences)`
      : `--audience ${name}: nobody is called so; there are ${names.join(', ')}`,
  );
};

const forms = ['.html', '.txt', '.eml'] as const;

const formOf = (file: string): (typeof forms)[number] => {
  const form = forms.find((each) => each === extname(file).toLowerCase());
  if (!form) throw new UsageError(`--out ${file}: it ends with ${forms.join(', ')}`);
  return form;
};

const inFile = (name: string, png: Uint8Array): string =>
  `data:image/png;name=${name};base64,${Buffer.from(png).toString('base64')}`;

/** What a file has in it. */
const contentOf = async (
  form: (typeof forms)[number],
  edition: (as: 'file' | 'mail' | 'text') => Promise<Edition>,
  { to }: Addressed,
  { sender }: NoticeSettings,
): Promise<string | Uint8Array> => {
  if (form === '.txt') return (await edition('text')).text;
  if (form === '.html') return (await edition('file')).html;
  const { mailMime } = await import('../../shared/adapters/mail-mime.ts');
  return mailMime(mailOf(await edition('mail'), { from: sender ?? 'sagewatch@example.invalid', to }));
};

const run = async (flags: Flags): Promise<void> => {
  if (flags.again && !flags.send) throw new UsageError('--again belongs to --send');
  if (flags.out !== undefined) formOf(flags.out);
  const store = await openStore(flags, { mustExist: true });
  try {
    const { configuration } = await workspaceFor(flags, systemClock.now(), async () => store);
    const { notices: settings } = configuration;
    const week = weekAsked(flags.week, settings.timeZone);
    const audience = audienceAsked(flags.audience, settings);
    const place = await digestPlace(flags.stack, { store, configuration, flags });
    if (flags.send) {
      const wanted = flags.audience === undefined ? audiencesOf(settings) : [audience];
      return await sendDigests(wanted, flags, { store, settings, week, place });
    }
    const { to: _, ...readers } = audience;
    const edition = async (as: 'file' | 'mail' | 'text'): Promise<Edition> => {
      const facts = { ...(await place.facts(week)), toldBefore: await toldBefore(store, week, audience.name) };
      return editionOf(facts, readers, week, {
        paint: as === 'text' ? undefined : await chartPainter(),
        sourceOf: as === 'mail' ? (name) => `cid:${pictureId(name)}` : inFile,
      });
    };
    const output = outputOf(flags);
    if (flags.out !== undefined) {
      writeFileSync(flags.out, await contentOf(formOf(flags.out), edition, audience, settings));
      return told(output, 'written', flags.out);
    }
    if (flags.open) {
      const file = join(mkdtempSync(join(tmpdir(), 'sagewatch-')), `digest-${week.name}.html`);
      writeFileSync(file, (await edition('file')).html);
      await openFile(file);
      return told(output, 'opened', file);
    }
    const { text, subject, digest } = await edition('text');
    if (output.format === 'json') return output.json({ type: 'digest', subject, ...digest });
    output.lines([...digestLines(text, output.paint), ...hint(digest, flags, output.paint)]);
  } finally {
    await store.close();
  }
};

/** Of a store that was filled with what happened long ago, the last week tells nothing. */
const hint = ({ week, health }: Digest, flags: Flags, paint: Paint): string[] => {
  const { latest } = health;
  if (flags.week !== undefined || latest === undefined || latest >= week.since) return [];
  const { name } = weekOf(latest, week.timeZone);
  return ['', line`${paint.warn(`The latest record is of ${name}: sagewatch digest --week ${name}`)}`];
};

const told = (output: Output, what: 'written' | 'opened', file: string): void => {
  if (output.format === 'json') output.json({ type: what, file: resolve(file) });
  else output.lines([line`${output.paint.good(what)}  ${file}`]);
};
