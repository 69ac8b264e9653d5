import type { DoctorFacts, MailFacts, Told, TopicFacts, UnreadFacts } from '../../../app/service/doctor-facts.ts';
import { silentSources } from '../../../app/service/gauges.ts';
import { queueNames, topicArn, topicNames } from '../../../app/service/names.ts';
import type { Clock, Store } from '../../../ports.ts';
import { homeStack, type HomeStack } from '../production/home-stack.ts';
import { keptSecrets } from '../production/secrets.ts';
import { storeOf, type StackAccess } from '../production/stack-access.ts';
import { queueUrl } from '../production/work-queue.ts';
import { allPages, asked } from './asked.ts';
import { regionFacts } from './regions.ts';
import { trailFacts } from './trails.ts';

const mailFacts = async (access: StackAccess): Promise<MailFacts> => {
  const { GetAccountCommand, ListEmailIdentitiesCommand } = await import('@aws-sdk/client-sesv2');
  const client = await access.client('ses');
  const identities = await allPages<{ IdentityName?: string; SendingEnabled?: boolean; VerificationStatus?: string }>(
    async (NextToken) => {
      const output = (await client.send(new ListEmailIdentitiesCommand({ NextToken, PageSize: 100 }))) as {
        EmailIdentities?: { IdentityName?: string; SendingEnabled?: boolean; VerificationStatus?: string }[];
        NextToken?: string;
      };
      return { items: output.EmailIdentities, next: output.NextToken };
    },
  );
  const account = await asked(
    async () => client.send(new GetAccountCommand({})) as Promise<{ ProductionAccessEnabled?: boolean }>,
  );
  const canSend = ({ SendingEnabled, VerificationStatus }: (typeof identities)[number]) =>
    SendingEnabled === true && VerificationStatus === 'SUCCESS';
  const names = (all: typeof identities) => all.map(({ IdentityName = '' }) => IdentityName);
  return {
    verified: names(identities.filter(canSend)),
    unverified: names(identities.filter((identity) => !canSend(identity))),
    isSandbox: account.kind === 'told' ? account.value.ProductionAccessEnabled !== true : undefined,
  };
};

const topicFacts = async (access: StackAccess, arn: string): Promise<TopicFacts | undefined> => {
  const { ListSubscriptionsByTopicCommand } = await import('@aws-sdk/client-sns');
  const client = await access.client('sns');
  try {
    const subscriptions = await allPages<{ SubscriptionArn?: string }>(async (NextToken) => {
      const output = (await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: arn, NextToken }))) as {
        Subscriptions?: { SubscriptionArn?: string }[];
        NextToken?: string;
      };
      return { items: output.Subscriptions, next: output.NextToken };
    });
    // What is not confirmed has no ARN yet, but one of these words. (SNS API reference, Subscribe; ListSubscriptionsByTopic)
    const confirmed = subscriptions.filter(({ SubscriptionArn = '' }) => SubscriptionArn.startsWith('arn:')).length;
    const deleted = subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn === 'Deleted').length;
    return { confirmed, pending: subscriptions.length - confirmed - deleted };
  } catch (error) {
    if (error instanceof Error && /^NotFound(Exception)?$/.test(error.name)) return undefined;
    throw error;
  }
};

/** How many messages a queue has, whether they are seen, held or put off: all three are estimates of SQS. */
const messagesIn = async (access: StackAccess, name: string, region: string): Promise<number | undefined> => {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const QueueUrl = await queueUrl(access, name, region);
  if (QueueUrl === undefined) return undefined;
  const names = ['', 'NotVisible', 'Delayed'].map((kind) => `ApproximateNumberOfMessages${kind}`);
  const client = await access.client('sqs', region);
  const { Attributes = {} } = (await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: names as never[] }),
  )) as { Attributes?: Record<string, string> };
  return names.reduce((sum, each) => sum + Number(Attributes[each] ?? 0), 0);
};

const deadLetterFacts = async (access: StackAccess, { region: home, regions }: HomeStack) => {
  const { deadLetters, forwarderDeadLetters } = queueNames(access.stage);
  const queues = [
    ...deadLetters.map((name) => ({ name, region: home })),
    ...regions.filter((region) => region !== home).map((region) => ({ name: forwarderDeadLetters, region })),
  ];
  return Promise.all(
    queues.map(async ({ name, region }) => ({
      name,
      region,
      messages: await asked(async () => messagesIn(access, name, region)),
    })),
  );
};

const mostCounted = 1_000;

const quarantinedIn = async (store: Store): Promise<number> => {
  let count = 0;
  for await (const _ of store.quarantined()) if (++count >= mostCounted) break;
  return count;
};

/** What may not be read, by permission and account. Those that are undecided for other reasons are no trouble of the stage's. */
const unreadIn = async (store: Store): Promise<UnreadFacts[]> => {
  const found = new Map<string, UnreadFacts>();
  for await (const { resource, unread } of store.undecided()) {
    if (!unread) continue;
    const { permission, since } = unread;
    const key = `${permission} ${resource.account}`;
    const before = found.get(key) ?? { permission, account: resource.account, resources: 0, since };
    found.set(key, { ...before, resources: before.resources + 1, since: Math.min(before.since, since) });
  }
  return [...found.values()];
};

/** All that the doctor looks at. Throws a `SourceError` where there is no such stage, or nobody may look at all. */
export const doctorFacts = async (
  access: StackAccess,
  openStore: () => Promise<Store>,
  clock: Clock,
): Promise<DoctorFacts> => {
  const home = await homeStack(access);
  const { findings, operations } = topicNames(access.stage);
  const place = { region: home.region, account: home.account };
  const topic = async (name: string): Promise<Told<TopicFacts | undefined>> =>
    asked(async () => topicFacts(access, topicArn(name, place)));
  const store = asked(openStore);
  const inStore = async <Value>(question: (opened: Store) => Promise<Value>): Promise<Told<Value>> => {
    const opened = await store;
    return opened.kind === 'unknown' ? opened : asked(async () => question(opened.value));
  };
  const [trails, regions, mail, toldFindings, toldOperations, slack, canary, deadLetters, silent, unread, quarantined] =
    await Promise.all([
      trailFacts(access),
      regionFacts(access, home),
      asked(async () => mailFacts(access)),
      topic(findings),
      topic(operations),
      asked(async () => (await keptSecrets(access)).filter(({ set }) => set).map(({ name }) => name)),
      inStore(async (opened) => {
        const { key } = await storeOf(access);
        return (await opened.resources(key)).find(({ resource }) => resource.arn === key)?.told;
      }),
      deadLetterFacts(access, home),
      inStore(silentSources),
      inStore(unreadIn),
      inStore(quarantinedIn),
    ]);
  return {
    stage: access.stage,
    now: clock.now(),
    status: home.status,
    createdAt: home.createdAt,
    trails,
    regions,
    mail,
    findings: toldFindings,
    operations: toldOperations,
    slack,
    canary,
    deadLetters,
    silent,
    unread,
    quarantined,
  };
};
