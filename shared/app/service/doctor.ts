import { minutes } from '../../core/instant.ts';
import type { Locality } from '../../ports.ts';
import type { DoctorFacts, RegionFacts, Told, TopicFacts, TrailFacts, UnreadFacts } from './doctor-facts.ts';
import { queueNames, topicNames } from './names.ts';

/** One thing that was looked at. */
export interface DoctorLine {
  id: string;
  status: 'pass' | 'fail' | 'unknown';
  /** How it stands. */
  text: string;
  /** What to do about it; absent for what passes. */
  todo?: string | undefined;
}

type Verdict = Omit<DoctorLine, 'id'>;

const pass = (text: string): Verdict => ({ status: 'pass', text });
const fail = (text: string, todo: string): Verdict => ({ status: 'fail', text, todo });
const unknown = (
  reason: string,
  todo = 'Mend that, or ask with credentials that may look; then run this again',
): Verdict => ({
  status: 'unknown',
  text: reason,
  todo,
});

/** What was not answered is unknown, whatever would have been made of the answer. */
const judged = <Value>(told: Told<Value>, judge: (value: Value) => Verdict): Verdict =>
  told.kind === 'unknown' ? unknown(told.reason) : judge(told.value);

const listed = (names: readonly string[]): string => names.join(', ');

const isSettled = (status: string): boolean =>
  /^(CREATE|UPDATE|IMPORT)_COMPLETE$|^UPDATE_COMPLETE_CLEANUP_IN_PROGRESS$/.test(status);

const stackVerdict = ({ stage, status }: DoctorFacts): Verdict =>
  isSettled(status)
    ? pass(`the stack is ${status}`)
    : fail(
        `the stack is ${status}`,
        status.endsWith('_IN_PROGRESS')
          ? 'Wait until it is deployed, then run this again'
          : `Deploy it again: npm run deploy -- --stage ${stage}; CloudFormation's events say what went wrong`,
      );

/** What EventBridge does not get with a trail. Reads are of no use to it. */
const lossesOf = ({ isMultiRegion, isLogging, gaps }: TrailFacts): Told<readonly string[]> => {
  if (isLogging.kind === 'unknown') return isLogging;
  if (gaps.kind === 'unknown') return gaps;
  const lost = gaps.value.filter((gap) => gap !== 'reads');
  return {
    kind: 'told',
    value: [
      ...(isMultiRegion ? [] : ['is of one Region']),
      ...(isLogging.value ? [] : ['is not logging']),
      ...(lost.length > 0 ? [`leaves out ${listed(lost)}`] : []),
    ],
  };
};

const newTrail =
  'Let one trail log all management events of all Regions (docs/deploy.md): without it, EventBridge gets nothing of them';

const trailVerdict = (trails: readonly TrailFacts[]): Verdict => {
  if (trails.length === 0) return fail('there is no trail', newTrail);
  const seen = trails.map((trail) => ({ trail, losses: lossesOf(trail) }));
  const good = seen.find(({ losses }) => losses.kind === 'told' && losses.value.length === 0);
  if (good) return pass(`${good.trail.name} logs the management events of all Regions`);
  const open = seen.find(({ trail, losses }) => trail.isMultiRegion && losses.kind === 'unknown');
  if (open?.losses.kind === 'unknown') return unknown(`${open.trail.name}: ${open.losses.reason}`);
  const faults = seen.map(({ trail: { name }, losses }) =>
    losses.kind === 'told' ? `${name} ${losses.value.join(' and ')}` : `${name} is of one Region`,
  );
  return fail(faults.join('; '), newTrail);
};

/** Asked of trails that matter: those of all Regions that log. */
const validationVerdict = (trails: readonly TrailFacts[]): Verdict => {
  const logging = trails.filter(
    ({ isMultiRegion, isLogging }) => isMultiRegion && (isLogging.kind === 'unknown' || isLogging.value),
  );
  if (logging.length === 0) return unknown('there is no trail of all Regions that logs', newTrail);
  const validated = logging.find(({ isValidated }) => isValidated);
  if (validated) return pass(`the log files of ${validated.name} can be validated`);
  const { name } = logging[0]!;
  return fail(
    `nobody can prove that the log files of ${name} are unchanged`,
    `aws cloudtrail update-trail --name ${name} --enable-log-file-validation, in its home Region`,
  );
};

const deployed = (stage: string): string => `npm run deploy -- --stage ${stage} brings it about`;

const rulesVerdict = ({ rules }: RegionFacts, stage: string): Verdict =>
  judged(rules, ({ missing, disabled, enabled }) => {
    if (disabled.length > 0) {
      return fail(
        `disabled: ${listed(disabled)}`,
        `aws events enable-rule --name ${disabled[0]}, and find out who disabled it: sagewatch who ${disabled[0]} --stack ${stage}`,
      );
    }
    if (missing.length > 0) {
      return fail(
        `deleted: ${listed(missing)}`,
        `Find out who did: sagewatch who ${missing[0]} --stack ${stage}; then delete the stack of this Region and deploy again`,
      );
    }
    return enabled === 0
      ? fail('no rule stands here: nothing of this Region comes', deployed(stage))
      : pass(`${enabled} rules are enabled`);
  });

const regionLines = (facts: RegionFacts, stage: string): DoctorLine[] => {
  const { region, isHome, status } = facts;
  const rules = { id: `rules ${region}`, ...rulesVerdict(facts, stage) };
  if (isHome) return [rules];
  const forwarder = judged(status, (ended) => {
    if (ended === undefined) return fail('there is no forwarder: nothing of this Region comes', deployed(stage));
    return isSettled(ended) ? pass(`the forwarder is ${ended}`) : fail(`the forwarder is ${ended}`, deployed(stage));
  });
  return [
    { id: `forwarder ${region}`, ...forwarder },
    // Without a stack there are no rules to look for, which was said.
    ...(status.kind === 'told' && status.value === undefined ? [] : [rules]),
  ];
};

/** A way on which people are told of findings: whether it is there, and what it is called. */
const waysOf = ({ mail, slack, findings }: DoctorFacts): { isThere: Told<boolean>; name: string }[] => [
  { name: 'mail', isThere: mapped(mail, ({ verified }) => verified.length > 0) },
  { name: 'Slack', isThere: mapped(slack, (names) => names.length > 0) },
  { name: 'the topic of findings', isThere: mapped(findings, (topic) => (topic?.confirmed ?? 0) > 0) },
];

const mapped = <From, To>(told: Told<From>, map: (value: From) => To): Told<To> =>
  told.kind === 'told' ? { kind: 'told', value: map(told.value) } : told;

/** Of a way that is not there: that is all right as long as another is. */
const unused = (facts: DoctorFacts, text: string, todo: string): Verdict => {
  const ways = waysOf(facts);
  const other = ways.find(({ isThere }) => isThere.kind === 'told' && isThere.value);
  if (other) return pass(`${text}; findings are told by ${other.name}`);
  const open = ways.find(({ isThere }) => isThere.kind === 'unknown');
  if (open) return unknown(`${text}; whether findings are told by ${open.name} is not known`);
  return fail(`${text}, and findings are told in no other way`, todo);
};

const mailVerdict = (facts: DoctorFacts): Verdict =>
  judged(facts.mail, ({ verified, unverified, isSandbox }) => {
    const sandbox = isSandbox ? '; in the sandbox: only to verified addresses' : '';
    if (verified.length > 0) return pass(`${listed(verified)} can send${sandbox}`);
    const todo =
      'Verify an identity in SES, in the Region of the stage: aws sesv2 create-email-identity --email-identity example.com';
    if (unverified.length > 0)
      return fail(`${listed(unverified)} is not verified yet`, `${todo}; then follow what SES asks for`);
    return unused(facts, 'no identity can send mail', todo);
  });

const slackVerdict = (facts: DoctorFacts): Verdict =>
  judged(facts.slack, (names) =>
    names.length > 0
      ? pass(`${listed(names)} set`)
      : unused(facts, 'no secret is set', `sagewatch secret set slack-webhook --stack ${facts.stage}`),
  );

const topicVerdict = (
  topic: TopicFacts | undefined,
  name: string,
  missing: (text: string, todo: string) => Verdict,
): Verdict => {
  if (!topic) return fail(`there is no topic ${name}`, 'Deploy the stage again');
  const { confirmed, pending } = topic;
  const waits = pending > 0 ? `, ${pending} not confirmed yet` : '';
  if (confirmed > 0) return pass(`${confirmed} confirmed${waits}`);
  return pending > 0
    ? fail(
        `none is confirmed, ${pending} wait`,
        'Follow the link in the mail that AWS has sent; it is good for two days',
      )
    : missing('nobody subscribes', `Subscribe somebody to ${name}`);
};

/** The canary is made every hour, and has to be back within 15 minutes: the bar of its alarm. */
const canaryLimit = minutes(75);

const canaryVerdict = (facts: DoctorFacts): Verdict =>
  judged(facts.canary, (told) => {
    const { now, createdAt } = facts;
    if (told === undefined) {
      return createdAt !== undefined && now - createdAt <= canaryLimit
        ? unknown(
            'none came back yet; the stage was deployed just now',
            'Wait for the next one, within the hour, and run this again',
          )
        : fail(
            'none ever came back: what happens may not reach the service',
            'Look at the lines above, and at docs/runbook.md#canary',
          );
    }
    const age = Math.max(0, Math.round((now - told) / minutes(1)));
    return now - told <= canaryLimit
      ? pass(`came back ${age} minutes ago`)
      : fail(`the last came back ${age} minutes ago`, 'docs/runbook.md#canary tells where to look');
  });

const quarantineVerdict = ({ quarantined, stage }: DoctorFacts): Verdict =>
  judged(quarantined, (count) =>
    count === 0
      ? pass('nothing is in quarantine')
      : fail(`${count} records could not be read`, `sagewatch quarantine --stack ${stage} shows them`),
  );

const silentVerdict = (silent: readonly Locality[] | undefined): Verdict => {
  if (silent === undefined) return unknown('nobody has looked yet', 'Wait for the hourly job, and run this again');
  return silent.length === 0
    ? pass('no account and no Region is silent')
    : fail(
        `nothing comes by itself from ${listed(silent.map(({ account, region }) => `${account} ${region}`))}`,
        'What happened there was recovered; deploy its forwarder again, or let its trail log: docs/runbook.md#silent-sources',
      );
};

/** A read that is denied leaves verdicts unknown, which nobody sees as a failure. */
const unreadVerdict = (unread: readonly UnreadFacts[], stage: string): Verdict =>
  unread.length === 0
    ? pass('everything that was asked for could be read')
    : fail(
        unread
          .map(
            ({ permission, account, resources }) => `${permission} is missing in ${account} (${resources} resources)`,
          )
          .join('; '),
        `Let the reading role of that account have it: deploy again, or look for a policy that denies it (of an organization, a key, a bucket); sagewatch findings --unknown --stack ${stage} lists what is undecided`,
      );

/** A Region without a forwarder has no queue of it either, which need not be said twice. */
const forwards = ({ regions }: DoctorFacts, region: string): boolean =>
  !regions.some((each) => each.region === region && each.status.kind === 'told' && each.status.value === undefined);

/** Messages that a function failed over can be moved back into their queue; what came from none is another matter. */
const runbookSection = (queue: string, stage: string): string =>
  queue === queueNames(stage).deadLetters[0] ? 'dead-letters' : 'undelivered';

const deadLetterLines = (facts: DoctorFacts): DoctorLine[] =>
  facts.deadLetters
    .filter(({ region }) => forwards(facts, region))
    .map(({ name, region, messages }) => ({
      id: `queue ${name} ${region}`,
      ...judged(messages, (count) => {
        if (count === undefined) return fail('there is no such queue', 'Deploy the stage again');
        return count === 0
          ? pass('empty')
          : fail(
              `${count} messages could not be handled`,
              `docs/runbook.md#${runbookSection(name, facts.stage)} tells how to look at them and what to do about them`,
            );
      }),
    }));

/** How a deployed stage stands, thing by thing. What could not be found out is unknown, and never taken for good. */
export const diagnose = (facts: DoctorFacts): readonly DoctorLine[] => {
  const { operations, findings } = topicNames(facts.stage);
  return [
    { id: 'stack', ...stackVerdict(facts) },
    { id: 'trail', ...judged(facts.trails, trailVerdict) },
    { id: 'trail validation', ...judged(facts.trails, validationVerdict) },
    ...facts.regions.flatMap((region) => regionLines(region, facts.stage)),
    { id: 'canary', ...canaryVerdict(facts) },
    { id: 'mail', ...mailVerdict(facts) },
    { id: 'Slack', ...slackVerdict(facts) },
    {
      id: 'topic of findings',
      ...judged(facts.findings, (topic) => topicVerdict(topic, findings, (text, todo) => unused(facts, text, todo))),
    },
    { id: 'topic of operations', ...judged(facts.operations, (topic) => topicVerdict(topic, operations, fail)) },
    { id: 'sources', ...judged(facts.silent, silentVerdict) },
    { id: 'reads', ...judged(facts.unread, (unread) => unreadVerdict(unread, facts.stage)) },
    ...deadLetterLines(facts),
    { id: 'quarantine', ...quarantineVerdict(facts) },
  ];
};
