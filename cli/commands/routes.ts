import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import type { Named } from '../../shared/core/actor-arns.ts';
import type { Severity } from '../../shared/core/configuration.ts';
import type { Control } from '../../shared/core/control.ts';
import { currentEpisode, type Finding } from '../../shared/core/finding.ts';
import type { KnownMap } from '../../shared/core/known-map.ts';
import type { Known } from '../../shared/core/known.ts';
import { defaultNoticeSettings } from '../../shared/core/notice-settings.ts';
import { ownerOf } from '../../shared/core/owner.ts';
import { refOf, resourceKey, type ResourceRef } from '../../shared/core/resource-ref.ts';
import { gradedSeverity, placementOf } from '../../shared/core/severity.ts';
import type { Store } from '../../shared/ports.ts';
import { aliasesOf, controlNamed } from '../catalogue.ts';
import { configFlag, formatFlag, outputOf, severityFlag, storeFlag, type CommonFlags } from '../flags.ts';
import { routedJson, routedLines, type Asked } from '../render/routes.ts';
import { line } from '../render/text.ts';
import { timeOf } from '../render/words.ts';
import { UsageError } from '../usage-error.ts';
import { defaultStore } from '../workspace-defaults.ts';
import { openStore, workspaceFor, type Workspace } from '../workspace.ts';

interface Flags extends Omit<CommonFlags, 'store'> {
  store?: string;
  control?: string;
  severity?: Severity;
  actor?: string;
}

/** `sagewatch routes`: who is told of what. */
export const routesCommand = (program: Command): void => {
  const command = program
    .command('routes')
    .summary('tell who would be told of findings, and why')
    .description('Channels and routes are part of sagewatch.yml; docs/notices.md tells how they are chosen.');
  command.addHelpText('after', '\nExample:\n  sagewatch routes test exploration --config sagewatch.yml');
  const test = command
    .command('test')
    .summary('tell who would be told of the findings of a resource, and why')
    .description(
      'Tells of each open finding of a resource which channels are told, by which route, and what is left out for them. Nothing is sent.\n' +
        'Of a resource without such a finding, name a control: then it is told of a finding that there might be.',
    )
    .argument('<resource>', 'a name or an ARN, with * for several')
    .option('--control <id>', 'only of this control, an id or an alias; there need not be a finding of it')
    .option('--actor <arn>', 'as if this role or user had done it');
  severityFlag(test, '--severity', 'as if it were of this severity');
  storeFlag(test, { hasDefault: false });
  configFlag(test);
  formatFlag(test);
  test.addHelpText(
    'after',
    '\nExamples:\n  sagewatch routes test exploration\n  sagewatch routes test exploration --severity critical --stack prod\n  sagewatch routes test arn:aws:s3:::training-data --control s3/bucket-policy-tls --config draft.yml',
  );
  test.action(run);
};

/** Without a stage nothing is asked for what was published. */
const unpublished: Pick<Store, 'checkpoint'> = { checkpoint: async () => undefined };

/** A store, unless nobody named one and there is none. */
const storeOf = async (flags: Flags): Promise<Store | undefined> => {
  const { store = defaultStore } = flags;
  if (flags.store === undefined && flags.stack === undefined && !existsSync(store)) return undefined;
  return openStore({ ...flags, store }, { mustExist: true });
};

const run = async (named: string, flags: Flags): Promise<void> => {
  const output = outputOf(flags);
  const control = flags.control === undefined ? undefined : controlNamed(flags.control);
  if (flags.control !== undefined && !control) {
    throw new UsageError(`${flags.control}: there is no such control; \`sagewatch controls\` lists them`);
  }
  if (flags.actor !== undefined && !flags.actor.startsWith('arn:')) {
    throw new UsageError(`--actor ${flags.actor}: the ARN of a role or user is expected`);
  }
  const store = await storeOf(flags);
  try {
    const place = await workspaceFor(flags, systemClock.now(), async () => store ?? unpublished);
    const settings = place.configuration.notices;
    const asked = await askedOf(named, { store, place, control, flags });
    if (output.format === 'json') {
      for (const each of asked) output.json(routedJson(each, settings));
      return;
    }
    for (const [index, each] of asked.entries()) {
      output.lines([...(index > 0 ? [''] : []), ...routedLines(each, settings, output.paint, output.width)]);
    }
    const used = new Set([...settings.routes.flatMap(({ channels }) => channels), ...settings.otherwise]);
    // That the stack's own topic is not used is no oversight: nobody wrote it.
    const idle = Object.entries(settings.channels)
      .filter(([name, channel]) => !used.has(name) && channel !== defaultNoticeSettings.channels[name])
      .map(([name]) => name);
    if (idle.length > 0) output.lines(['', line`${output.paint.dim(`No route names: ${idle.join(', ')}`)}`]);
  } finally {
    await store?.close();
  }
};

interface Asking {
  store: Store | undefined;
  place: Workspace;
  control: Control | undefined;
  flags: Flags;
}

const askedOf = async (named: string, asking: Asking): Promise<readonly Asked[]> => {
  const { store, place, control } = asking;
  const known = store ? await store.resources(named) : [];
  const byKey = new Map(known.map((each) => [resourceKey(each.resource), each]));
  const found: Asked[] = [];
  if (store) {
    for await (const finding of store.findings({ status: 'open', resource: named, control: control?.id })) {
      if (!place.isOff(finding)) found.push(ofFinding(finding, byKey.get(resourceKey(finding.resource)), asking));
    }
  }
  if (found.length > 0) return found;
  if (!control) {
    throw new UsageError(`${named}: no open finding of it is in the store; name a control to ask about: --control ID`);
  }
  const types = [control.appliesTo].flat().map(({ name }) => name);
  const about = known.filter(({ resource }) => types.includes(resource.type));
  if (about.length > 0) return about.map((each) => imagined(each.resource, each, control, asking));
  if (known.length > 0) throw new UsageError(`${named}: ${control.id} is about ${types.join(', ')}, and it is none`);
  if (!/^arn:[^:*?]+:[^:*?]+:[^*?]+$/.test(named)) {
    throw new UsageError(`${named}: nothing of this name was ever seen; name it by its ARN`);
  }
  return [imagined(refOf('', named, { account: '', region: '' }), undefined, control, asking)];
};

const tagsOf = (known: Known | undefined): KnownMap | undefined => known?.state['tags'] as KnownMap | undefined;

const actorOf = ({ actor }: Flags): Named | undefined =>
  actor === undefined ? undefined : { arn: actor, principal: actor, session: undefined };

const concernsOf = (
  finding: Pick<Finding, 'controlId' | 'placement' | 'resource'>,
  actor: Named | undefined,
  known: Known | undefined,
  { configuration, controlOf }: Workspace,
): Asked['concerns'] => ({
  aliases: aliasesOf(finding.controlId),
  requirements: controlOf(finding.controlId)?.requirements ?? {},
  owner: ownerOf(finding, actor, configuration, tagsOf(known)),
});

const ofFinding = (finding: Finding, known: Known | undefined, { place, flags }: Asking): Asked => {
  const actor = actorOf(flags) ?? currentEpisode(finding)?.openedBy.actor;
  const waiver = place.waiverOf(finding);
  return {
    id: finding.id,
    finding: { ...finding, severity: flags.severity ?? finding.severity },
    concerns: concernsOf(finding, actor, known, place),
    notes: [
      ...(place.controlOf(finding.controlId) ? [] : ['Its control is not in the catalogue any more.']),
      ...(waiver ? [`A waiver covers it until ${timeOf(waiver.until)}.`] : []),
    ],
  };
};

/** A finding that there might be: of a resource as it is known, or of one that only its ARN tells of. */
const imagined = (
  resource: ResourceRef,
  known: Known | undefined,
  control: Control,
  { place, flags }: Asking,
): Asked => {
  const { configuration } = place;
  const placement = placementOf(configuration, resource.account, tagsOf(known));
  const base = configuration.controls[control.id]?.severity ?? control.severity;
  const graded = gradedSeverity(base, placement, undefined, configuration.regulatedDataClasses);
  const finding = { controlId: control.id, severity: flags.severity ?? graded.result, resource, placement };
  const concerns = concernsOf(finding, actorOf(flags), known, place);
  const isAccountKnown = resource.account !== '';
  const toldByAccount = isAccountKnown
    ? ': what is told of it is told of its account'
    : ', and its ARN names no account';
  return {
    id: undefined,
    finding,
    concerns,
    notes: [
      ...(configuration.controls[control.id]?.enabled === false ? ['This control is switched off.'] : []),
      ...(tagsOf(known) ? [] : [`Its tags are not known${toldByAccount}.`]),
      ...(flags.severity ? [] : ['Public access or an administrator would make it graver.']),
      ...(concerns.owner.by === 'default' &&
      flags.actor === undefined &&
      configuration.notices.ownersOfActors.length > 0
        ? ['Who did it may say who answers for it: --actor ARN.']
        : []),
    ],
  };
};
