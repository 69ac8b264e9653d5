import type { Severity } from '../../shared/core/configuration.ts';
import type { ChannelSettings, NoticeSettings } from '../../shared/core/notice-settings.ts';
import type { Owner } from '../../shared/core/owner.ts';
import { fitOf, routeName, routesOf, type Concerns, type Routable } from '../../shared/notices/plan/route.ts';
import { line, table, wrapped, type Paint } from './text.ts';
import { placeText } from './words.ts';

/** A finding, one of the store or one that there might be, as `routes test` asks about it. */
export interface Asked {
  /** Undefined: there is no such finding. */
  id: string | undefined;
  finding: Routable & { severity: Severity };
  concerns: Concerns;
  /** What is to be known of it besides: what was assumed, what is not known. */
  notes: readonly string[];
}

const places: Readonly<Record<Owner['by'], string>> = {
  tag: 'its tag says so',
  account: 'its account says so',
  actor: 'who did it says so',
  default: 'the default',
};

const ownerText = ({ owner, by }: Owner): string => (owner === null ? 'nobody is named' : `${owner} (${places[by]})`);

const targetOf = (channel: ChannelSettings | undefined): string => {
  switch (channel?.kind) {
    case undefined:
      return 'not defined';
    case 'slack-webhook':
      return `Slack, by webhook ${channel.secret}`;
    case 'slack-bot':
      return `Slack ${channel.channel}, by bot`;
    case 'sns':
      return channel.topic ?? "SNS, the stack's own topic";
    case 'event-bus':
      return `event bus ${channel.bus}`;
    case 'email':
      return `email to ${channel.to.join(', ')}`;
  }
};

const unfit = (
  { finding, concerns }: Asked,
  { routes }: NoticeSettings,
): readonly { route: string; because: string }[] =>
  routes.flatMap((route, index) => {
    const { fits, because } = fitOf(route, finding, concerns);
    return fits ? [] : [{ route: routeName(index), because }];
  });

/** Who would be told of a finding, and why, as programs read it. */
export const routedJson = (asked: Asked, settings: NoticeSettings) => {
  const { id, finding, concerns, notes } = asked;
  return {
    type: 'routed',
    ...(id !== undefined && { finding: id }),
    control: finding.controlId,
    severity: finding.severity,
    resource: finding.resource,
    placement: finding.placement,
    owner: concerns.owner,
    told: routesOf(finding, concerns, settings).map(({ channel, redact, because }) => ({
      channel,
      settings: settings.channels[channel],
      redact,
      because,
    })),
    others: unfit(asked, settings),
    notes,
  };
};

/** The same for people. */
export const routedLines = (asked: Asked, settings: NoticeSettings, paint: Paint, width: number): string[] => {
  const { id, finding, concerns, notes } = asked;
  const { environment, dataClass } = finding.placement;
  const others = unfit(asked, settings);
  return [
    line`${paint.severity(finding.severity)}  ${paint.bold(finding.controlId)}  ${placeText(finding.resource)}  ${paint.dim(id ?? 'no finding: if there were one')}`,
    line`  owner ${ownerText(concerns.owner)}, environment ${environment ?? 'not told'}, data class ${dataClass ?? 'not told'}`,
    ...notes.flatMap((note) => wrapped(note, width - 2).map((part) => line`  ${paint.warn({ styled: part })}`)),
    ...table(
      paint,
      ['  Told', 'Where', 'Left out', 'Why'],
      routesOf(finding, concerns, settings).map(({ channel, redact, because }) => [
        line`  ${channel}`,
        targetOf(settings.channels[channel]),
        redact.join(', ') || 'nothing',
        because.join('; '),
      ]),
    ),
    ...(others.length > 0 ? [line`  ${paint.dim('Not by')}`] : []),
    ...others.map(({ route, because }) => line`    ${route}: ${because}`),
  ];
};
