import { parseArgs } from 'node:util';
import { defaultKept, keptBounds } from '../../shared/adapters/aws/dynamo/retention.ts';
import { stageForm } from '../../shared/app/service/names.ts';
import { globalRegionOf } from '../../shared/core/global-region.ts';
import { partitionOf } from '../../shared/core/resource-ref.ts';

/** Something that was asked for wrongly, told for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** How a stage is deployed. */
export interface Settings {
  stage: string;
  /** Where the service runs. */
  region: string;
  /** Where it watches; the home Region, and the one of the global services, always among them. */
  regions: readonly string[];
  /** Empty: this account alone. */
  organization: string;
  /** Who is told when Sagewatch itself is in trouble; empty: nobody. */
  opsEmail: string;
  /** Dollars a month above which somebody is told; undefined: nobody is. */
  monthlyBudget: number | undefined;
  logLevel: string;
  /** Whether there is a dashboard: an account pays for its fourth. */
  hasDashboard: boolean;
  /** For how many days the ledger, and findings after they were resolved, are kept. */
  keptDays: typeof defaultKept;
}

/** What was asked for on the command line: what is not named stays as it is, or is the default. */
export interface Asked {
  stage: string;
  region?: string | undefined;
  regions?: string | undefined;
  organization?: string | undefined;
  'ops-email'?: string | undefined;
  'monthly-budget'?: string | undefined;
  'log-level'?: string | undefined;
  dashboard?: string | undefined;
  'keep-ledger'?: string | undefined;
  'keep-findings'?: string | undefined;
  /** Even where nothing of ours is new: the parameters of the store may be. */
  force?: boolean | undefined;
}

const regionForm = /^[a-z]{2}(-[a-z]+)+-\d$/;

const text = { type: 'string' } as const;

/** What a command line asks for, checked as far as that goes without asking AWS. */
export const askedFor = (words: readonly string[]): Asked => {
  const { values } = read(words);
  const { stage } = values;
  if (stage === undefined || !stageForm.test(stage)) {
    throw new UsageError('--stage takes a name of up to 20 small letters and digits that begins with a letter: prod');
  }
  for (const region of [...(values.region === undefined ? [] : [values.region]), ...listed(values.regions)]) {
    if (!regionForm.test(region)) throw new UsageError(`${region} is not the name of a Region`);
  }
  const { organization, 'monthly-budget': budget, 'log-level': level } = values;
  if (organization !== undefined && organization !== 'none' && !/^o-[a-z0-9]{10,32}$/.test(organization)) {
    throw new UsageError('--organization takes the id of an organization, o-exampleorgid, or none');
  }
  if (budget !== undefined && budget !== 'off' && !(Number(budget) >= 1)) {
    throw new UsageError('--monthly-budget takes dollars a month, at least 1, or off');
  }
  if (level !== undefined && !['DEBUG', 'INFO', 'WARN', 'ERROR'].includes(level)) {
    throw new UsageError('--log-level takes DEBUG, INFO, WARN or ERROR');
  }
  if (values.dashboard !== undefined && !['on', 'off'].includes(values.dashboard)) {
    throw new UsageError('--dashboard takes on or off');
  }
  for (const [what, { least, most }] of Object.entries(keptBounds)) {
    const asked = values[`keep-${what as keyof typeof keptBounds}`];
    if (asked !== undefined && !(/^\d+$/.test(asked) && Number(asked) >= least && Number(asked) <= most)) {
      throw new UsageError(`--keep-${what} takes days, from ${least} to ${most}`);
    }
  }
  return { ...values, stage };
};

const read = (words: readonly string[]) =>
  parseArgs({
    args: [...words],
    options: {
      stage: text,
      region: text,
      regions: text,
      organization: text,
      'ops-email': text,
      'monthly-budget': text,
      'log-level': text,
      dashboard: text,
      'keep-ledger': text,
      'keep-findings': text,
      force: { type: 'boolean' },
    },
  });

const listed = (regions: string | undefined): string[] =>
  (regions ?? '')
    .split(',')
    .map((region) => region.trim())
    .filter((region) => region !== '');

/** `none` takes back what was set. */
const unlessNone = (value: string): string => (value === 'none' ? '' : value);

const budgetOf = (asked: string | undefined, remembered: Remembered | undefined, region: string) => {
  if (asked !== undefined) return asked === 'off' ? undefined : Number(asked);
  if (remembered) return remembered['MonthlyBudget'] === undefined ? undefined : Number(remembered['MonthlyBudget']);
  return partitionOf(region) === 'aws' ? defaultBudget : undefined;
};

const defaultBudget = 15;

/** The parameters of a stack as it is deployed. */
type Remembered = Readonly<Record<string, string>>;

/**
 * How a stage is to be deployed: as asked, otherwise as it is, otherwise by default. `remembered`: the parameters of its home
 * stack; `kept`: those of its store's, which outlives that.
 */
export const settingsOf = (
  asked: Asked,
  region: string,
  remembered: Remembered | undefined,
  kept: Remembered = {},
): Settings => {
  const regions = [region, globalRegionOf(region), ...listed(asked.regions ?? remembered?.['WatchedRegions'])];
  const strange = regions.find((each) => partitionOf(each) !== partitionOf(region));
  if (strange !== undefined) throw new UsageError(`${strange} belongs to another partition than ${region}`);
  return {
    stage: asked.stage,
    region,
    regions: [...new Set(regions)],
    organization: unlessNone(asked.organization ?? remembered?.['Organization'] ?? ''),
    opsEmail: unlessNone(asked['ops-email'] ?? remembered?.['OperationsEmail'] ?? ''),
    monthlyBudget: budgetOf(asked['monthly-budget'], remembered, region),
    logLevel: asked['log-level'] ?? remembered?.['LogLevel'] ?? 'INFO',
    hasDashboard: asked.dashboard === undefined ? remembered?.['HasDashboard'] !== 'no' : asked.dashboard === 'on',
    keptDays: {
      ledger: Number(asked['keep-ledger'] ?? kept['LedgerDays'] ?? defaultKept.ledger),
      findings: Number(asked['keep-findings'] ?? kept['FindingsDays'] ?? defaultKept.findings),
    },
  };
};

/** The settings as osls takes them. Empty ones are left out: serverless.yml has them as defaults. */
export const oslsParameters = (settings: Settings): readonly string[] => {
  const { organization, regions, opsEmail, monthlyBudget, logLevel, hasDashboard } = settings;
  const named = {
    organization,
    regions: regions.join(','),
    opsEmail,
    logLevel,
    dashboard: hasDashboard ? 'yes' : 'no',
    budget: monthlyBudget === undefined ? 'off' : 'on',
    monthlyBudget: monthlyBudget === undefined ? '' : String(monthlyBudget),
  };
  return Object.entries(named).flatMap(([name, value]) => (value === '' ? [] : [`--param=${name}=${value}`]));
};
