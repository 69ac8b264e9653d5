import type { FrameworkId } from '../frameworks/index.ts';
import type { Instant } from './instant.ts';
import { defaultNoticeSettings, type NoticeSettings } from './notice-settings.ts';

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

export const environments = ['prod', 'dev', 'sandbox'] as const;
export type Environment = (typeof environments)[number];

export const waiverTypes = ['false-positive', 'risk-accepted', 'compensating-control', 'planned-change'] as const;
export type WaiverType = (typeof waiverTypes)[number];

/** An approved exception. It covers findings, and never makes them pass. */
export interface Waiver {
  /** A control id, a former id of it, or a pattern with `*`. */
  control: string;
  /** An ARN or a name, or a pattern of one with `*`. */
  resource: string;
  type: WaiverType;
  reason: string;
  requester: string;
  approver: string;
  /** When it was approved (a date alone: the start of that day). A resource that was re-created since is another, and is not covered. */
  approved: Instant | null;
  /** The last moment it holds. */
  until: Instant;
  ticket: string | null;
}

/** What the organisation says of an account, or of what carries a tag. */
export interface Placement {
  environment: Environment | null;
  dataClass: string | null;
  owner: string | null;
}

/** How a tag is read: its key, and what its values mean where they are not the words themselves. */
export interface TagReading {
  key: string;
  values: Readonly<Record<string, string>>;
}

/** What whoever holds some roles does. */
export interface RolePersona {
  /** Names or ARNs, with `*`; empty: of any name. */
  roles: readonly string[];
  /** Tags that the role carries, all of them; values with `*`. Empty: none is asked for. */
  tags: Readonly<Record<string, string>>;
  /** `data-scientist`, `mlops`, `compute` or `custom`. */
  persona: string;
  /** The ids of all activities: the persona's own and further ones. */
  activities: readonly string[];
  /** Further actions, with `*`. */
  actions: readonly string[];
}

/** What the organisation told Sagewatch about itself: `sagewatch.yml`, or its defaults. */
export interface Configuration {
  accounts: Readonly<Record<string, Placement>>;
  tags: { environment: TagReading | null; dataClass: TagReading | null; owner: TagReading | null };
  /** Data classes that raise a severity. */
  regulatedDataClasses: readonly string[];
  /** The organisation's id (`o-…`) and the accounts it trusts beside its own. */
  organization: string | null;
  trustedAccounts: readonly string[];
  /** CIDR blocks and VPC endpoints that people of the organisation come from; empty: not told. */
  networks: readonly string[];
  vpcEndpoints: readonly string[];
  approved: {
    /** Names of lifecycle configurations, with `*`; empty: not told. */
    lifecycleConfigs: readonly string[];
    /** Hosts that notebooks may clone from; empty: not told. */
    gitHosts: readonly string[];
    /** Names of managed policies that may limit roles, with `*`; empty: not told. */
    boundaries: readonly string[];
  };
  /** EventBridge rules (names with `*`) that feed a detector, this one or another. */
  detectorRules: readonly string[];
  /** Which roles are of which persona; the first that fits a role counts. */
  personas: readonly RolePersona[];
  controls: Readonly<Record<string, { enabled: boolean; severity: Severity | null }>>;
  /** Within how many days a finding should be mended, by its severity. */
  dueDays: Readonly<Record<Severity, number>>;
  /** Whether CloudWatch is told how many findings of each control are open: a metric each, which costs. */
  controlMetrics: boolean;
  /** The frameworks that reports show; empty: all. */
  frameworks: readonly FrameworkId[];
  waivers: readonly Waiver[];
  /** Who is told, how, and when. */
  notices: NoticeSettings;
}

/** What holds when nobody wrote a configuration. */
export const defaultConfiguration: Configuration = {
  accounts: {},
  tags: {
    environment: {
      key: 'environment',
      values: { production: 'prod', development: 'dev', staging: 'dev', test: 'dev' },
    },
    dataClass: { key: 'data-class', values: {} },
    owner: { key: 'owner', values: {} },
  },
  regulatedDataClasses: ['phi', 'cardholder', 'pii'],
  organization: null,
  trustedAccounts: [],
  networks: [],
  vpcEndpoints: [],
  approved: { lifecycleConfigs: [], gitHosts: [], boundaries: [] },
  detectorRules: ['*sagewatch*', '*cloudtrail*', '*security*', '*guardduty*', '*compliance*', '*audit*', '*siem*'],
  personas: [],
  controls: {},
  dueDays: { critical: 1, high: 7, medium: 30, low: 90 },
  controlMetrics: false,
  frameworks: [],
  waivers: [],
  notices: defaultNoticeSettings,
};
