import type { Deployed, Stacks } from '../../shared/adapters/aws/deployment/stacks.ts';
import { stackNames } from '../../shared/app/service/names.ts';
import { globalRegionOf } from '../../shared/core/global-region.ts';
import { accountIn, busArn } from './arns.ts';
import { oslsParameters, settingsOf, type Asked, type Settings } from './settings.ts';

/** What a deployment works with. */
export interface Deploying {
  stacks: Stacks;
  /** Runs osls with these words, and throws where it fails. */
  osls(words: readonly string[]): Promise<void>;
  /** Has a function of a Region run once, without waiting for it. */
  start(functionName: string, region: string): Promise<void>;
  /** Looks how the stage stands, and tells; what it finds is no failure of the deployment. */
  doctor(words: readonly string[]): Promise<void>;
  templates: { store: string; forwarder: string };
  say(line: string): void;
}

/** DynamoDB makes one index of an existing table at a time, and CloudFormation does not wait between two. */
const isAboutIndexes = (message: string): boolean => /more than one GSI|online index|simultaneously/i.test(message);

const deployStore = async (
  { stage, region, keptDays }: Settings,
  { stacks, templates, say }: Deploying,
): Promise<{ account: string; outcome: Deployed }> => {
  const { store } = stackNames(stage);
  const plan = {
    name: store,
    region,
    template: templates.store,
    parameters: { Stage: stage, LedgerDays: String(keptDays.ledger), FindingsDays: String(keptDays.findings) },
    tags: { sagewatch: stage },
    isProtected: true,
  };
  try {
    const outcome = await stacks.deploy(plan);
    say(`${store} in ${region}: ${outcome}`);
    return { account: accountIn((await stacks.find(plan))?.id ?? ''), outcome };
  } catch (error) {
    if (!isAboutIndexes(wordsOf(error))) throw error;
    throw new Error(
      `${wordsOf(error)}\n  The table gets one new index an update: deploy the releases between, one after the other, or add them by hand (docs/deploy.md#another-version)`,
      { cause: error },
    );
  }
};

/** Every other Region forwards to the home Region; what is no longer watched forwards no more. */
const deployForwarders = async (
  settings: Settings,
  account: string,
  before: readonly string[],
  { stacks, templates, say }: Deploying,
): Promise<void> => {
  const { stage, region: home, regions, organization } = settings;
  const { forwarder: name } = stackNames(stage);
  const parameters = {
    Stage: stage,
    HubBusArn: busArn(stage, { region: home, account }),
    HubAccount: account,
    OrganizationId: organization,
    GlobalRegion: globalRegionOf(home),
  };
  const watched = regions.filter((region) => region !== home);
  const left = before.filter((region) => region !== home && !regions.includes(region));
  const ended = await Promise.allSettled([
    ...watched.map(async (region) => {
      const plan = { name, region, template: templates.forwarder, parameters, tags: { sagewatch: stage } };
      say(`${name} in ${region}: ${await stacks.deploy({ ...plan, isProtected: false })}`);
    }),
    ...left.map(async (region) => {
      await stacks.remove({ name, region });
      say(`${name} in ${region}: removed, this Region is no longer watched`);
    }),
  ]);
  const faults = ended.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  if (faults.length > 0)
    throw new AggregateError(faults, `not every Region forwards: ${faults.map(wordsOf).join('; ')}`);
};

const wordsOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/** What runs by schedule runs once at once, when there was nothing before: the canary, and a first look at what there is. */
const startJobs = async ({ stage, region }: Settings, { start, say }: Deploying): Promise<void> => {
  for (const job of ['canary', 'sweep']) {
    try {
      await start(`sagewatch-${stage}-${job}`, region);
      say(`sagewatch-${stage}-${job}: started`);
    } catch (error) {
      say(`sagewatch-${stage}-${job}: runs at its time, since it can't be started now (${wordsOf(error)})`);
    }
  }
};

/** What is left to people, with the very commands. */
const afterwards = ({ stage, region, organization, opsEmail, regions }: Settings, account: string): string[] => [
  '',
  'What is left to do:',
  ...(opsEmail === ''
    ? [`- Nobody is told when Sagewatch itself is in trouble: deploy with --ops-email SOMEBODY`]
    : [`- Confirm the subscription that AWS has sent to ${opsEmail}, once`]),
  ...(organization === ''
    ? []
    : [
        `- Let the accounts of ${organization} forward, too: infra/forwarder.yml as a StackSet (docs/organization.md), with`,
        `    Stage=${stage} HubAccount=${account} OrganizationId=${organization} GlobalRegion=${globalRegionOf(region)}`,
        `    HubBusArn=${busArn(stage, { region, account })}`,
        `    in ${regions.join(', ')}`,
      ]),
  `- Publish what Sagewatch has to know of you: sagewatch config push --stack ${stage} (docs/production.md)`,
  '',
  `How it stands now (sagewatch doctor --stack ${stage}; what is new needs a quarter of an hour):`,
];

/**
 * Deploys a stage: the store, the service by osls, and in every other watched Region what forwards to it. Everything can be
 * repeated, and what is not named stays as it is.
 */
export const deploy = async (asked: Asked, region: string, deploying: Deploying): Promise<Settings> => {
  const { stacks, osls, doctor, say } = deploying;
  const home = await stacks.find({ name: stackNames(asked.stage).home, region });
  const kept = await stacks.find({ name: stackNames(asked.stage).store, region });
  const settings = settingsOf(asked, region, home?.parameters, kept?.parameters);
  const before = home?.parameters['WatchedRegions']?.split(',') ?? [];
  const { account, outcome } = await deployStore(settings, deploying);
  // osls compares what it packed, and that may be the same where the store's parameters are others.
  const force = asked.force === true || outcome === 'updated' ? ['--force'] : [];
  await osls(['deploy', '--stage', settings.stage, '--region', region, ...force, ...oslsParameters(settings)]);
  await deployForwarders(settings, account, before, deploying);
  if (!home) await startJobs(settings, deploying);
  for (const line of afterwards(settings, account)) say(line);
  await doctor(['--stack', settings.stage, '--region', region]);
  return settings;
};
