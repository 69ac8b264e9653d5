import {
  defaultNoticeSettings,
  type Audience,
  type ChannelSettings,
  type NoticeSettings,
  type PlannedChange,
  type Route,
} from '../core/notice-settings.ts';
import { graceOfControls, type KnownControl } from './control-settings.ts';
import { momentsOf } from './date.ts';
import type { ConfigurationDocument } from './schema.ts';

type Section<Name extends keyof ConfigurationDocument> = NonNullable<ConfigurationDocument[Name]>;

const channelOf = (written: Section<'channels'>[string]): ChannelSettings =>
  written.kind === 'sns' ? { kind: 'sns', topic: written.topic ?? null } : written;

const routeOf = (written: Section<'routes'>[number]): Route => ({
  severities: written.severities ?? [],
  controls: written.controls ?? [],
  frameworks: written.frameworks ?? [],
  accounts: written.accounts ?? [],
  environments: written.environments ?? [],
  dataClasses: written.data_classes ?? [],
  owners: written.owners ?? [],
  channels: [...new Set(written.channels)],
  redact: [...new Set(written.redact)],
});

const plannedChangeOf = ({
  actor,
  resources,
  from,
  until,
  reason,
}: NonNullable<Section<'notices'>['planned_changes']>[number]): PlannedChange => ({
  actor: actor ?? null,
  resources,
  // A date alone is the whole of its day.
  from: momentsOf(from)?.first ?? 0,
  until: momentsOf(until)?.last ?? 0,
  reason,
});

const audienceOf = ({ name, to, accounts, owners }: NonNullable<Section<'digest'>['audiences']>[number]): Audience => ({
  name,
  to,
  accounts: accounts ?? [],
  owners: owners ?? [],
});

const accountNamesOf = (accounts: ConfigurationDocument['accounts']): NoticeSettings['accountNames'] =>
  Object.fromEntries(
    Object.entries(accounts ?? {}).flatMap(([id, { name }]) =>
      name === undefined || name === null ? [] : [[id, name]],
    ),
  );

/** How people are told, as a checked document says; what it does not say has its default. */
export const noticeSettingsOf = (written: ConfigurationDocument, controls: readonly KnownControl[]): NoticeSettings => {
  const usual = defaultNoticeSettings;
  const { notices } = written;
  const channels = Object.entries(written.channels ?? {}).map(([name, channel]) => [name, channelOf(channel)] as const);
  return {
    timeZone: written.time_zone ?? usual.timeZone,
    graceMinutes: notices?.grace_minutes ?? usual.graceMinutes,
    graceOfControls: graceOfControls(written.controls ?? {}, controls),
    gatherMinutes: notices?.gather_minutes ?? usual.gatherMinutes,
    hourlyLimit: notices?.hourly_limit ?? usual.hourlyLimit,
    channels: { ...usual.channels, ...Object.fromEntries(channels) },
    routes: (written.routes ?? []).map(routeOf),
    otherwise: notices?.otherwise ? [...new Set(notices.otherwise)] : usual.otherwise,
    ownersOfActors: written.owners ?? usual.ownersOfActors,
    defaultOwner: written.default_owner ?? usual.defaultOwner,
    automation: notices?.automation ?? usual.automation,
    plannedChanges: (notices?.planned_changes ?? []).map(plannedChangeOf),
    accountNames: accountNamesOf(written.accounts),
    sender: written.email?.from ?? usual.sender,
    audiences: (written.digest?.audiences ?? []).map(audienceOf),
    waiverDays: written.waiver_max_days ?? usual.waiverDays,
  };
};
