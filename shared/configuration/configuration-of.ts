import {
  defaultConfiguration,
  type Configuration,
  type RolePersona,
  type TagReading,
  type Waiver,
} from '../core/configuration.ts';
import { activitiesOf } from '../iam/personas/index.ts';
import { controlSettings, type KnownControl } from './control-settings.ts';
import { momentsOf } from './date.ts';
import { noticeSettingsOf } from './notice-settings-of.ts';
import type { ConfigurationDocument } from './schema.ts';
import { networkOf } from './values.ts';

type Section<Name extends keyof ConfigurationDocument> = NonNullable<ConfigurationDocument[Name]>;

const tagReadingOf = (
  written: { key?: string | null | undefined; values?: Record<string, string> | null | undefined } | null | undefined,
  usual: TagReading | null,
): TagReading | null => {
  if (written === null) return null;
  return {
    key: written?.key ?? usual?.key ?? '',
    values: { ...usual?.values, ...written?.values },
  };
};

const dueDaysOf = (
  written: ConfigurationDocument['due_days'],
  usual: Configuration['dueDays'],
): Configuration['dueDays'] => ({
  critical: written?.critical ?? usual.critical,
  high: written?.high ?? usual.high,
  medium: written?.medium ?? usual.medium,
  low: written?.low ?? usual.low,
});

/** The waiver that a checked section comes to. */
export const waiverOf = (written: Section<'waivers'>[number]): Waiver => ({
  ...written,
  // Of a date that is the end, its last moment counts; of an approval, its first: a date alone stays one.
  approved: momentsOf(written.approved ?? '')?.first ?? null,
  until: momentsOf(written.until)?.last ?? 0,
  ticket: written.ticket ?? null,
});

const personaOf = ({ roles, tags, persona, activities, actions }: Section<'personas'>[number]): RolePersona => ({
  roles: roles ?? [],
  tags: tags ?? {},
  persona,
  activities: activitiesOf(persona, activities ?? []),
  actions: actions ?? [],
});

/** The configuration that a checked document comes to: what it does not say has its default. */
export const configurationOf = (written: ConfigurationDocument, controls: readonly KnownControl[]): Configuration => {
  const usual = defaultConfiguration;
  return {
    accounts: Object.fromEntries(
      Object.entries(written.accounts ?? {}).map(([id, { environment, data_class: dataClass, owner }]) => [
        id,
        { environment: environment ?? null, dataClass: dataClass ?? null, owner: owner ?? null },
      ]),
    ),
    tags: {
      environment: tagReadingOf(written.tags?.environment, usual.tags.environment),
      dataClass: tagReadingOf(written.tags?.data_class, usual.tags.dataClass),
      owner: tagReadingOf(written.tags?.owner, usual.tags.owner),
    },
    regulatedDataClasses:
      written.regulated_data_classes?.map((name) => name.toLowerCase()) ?? usual.regulatedDataClasses,
    organization: written.organization ?? usual.organization,
    trustedAccounts: written.trusted_accounts ?? usual.trustedAccounts,
    networks: written.networks?.map((network) => networkOf(network) ?? network) ?? usual.networks,
    vpcEndpoints: written.vpc_endpoints ?? usual.vpcEndpoints,
    approved: {
      lifecycleConfigs: written.approved?.lifecycle_configs ?? usual.approved.lifecycleConfigs,
      gitHosts: written.approved?.git_hosts?.map((host) => host.toLowerCase()) ?? usual.approved.gitHosts,
      boundaries: written.approved?.boundaries ?? usual.approved.boundaries,
    },
    detectorRules: written.detector_rules ?? usual.detectorRules,
    personas: (written.personas ?? []).map(personaOf),
    controls: controlSettings(written.controls ?? {}, controls),
    dueDays: dueDaysOf(written.due_days, usual.dueDays),
    controlMetrics: written.control_metrics ?? usual.controlMetrics,
    frameworks: [...new Set(written.frameworks)],
    waivers: (written.waivers ?? []).map(waiverOf),
    notices: noticeSettingsOf(written, controls),
  };
};
