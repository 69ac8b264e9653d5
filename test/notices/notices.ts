import * as fc from 'fast-check';
import { environments, severities } from '../../shared/core/configuration.ts';
import type { FindingNotice, Listed, ListNotice, News, Notice, Story, Who } from '../../shared/notices/notice.ts';

/** When the notices of tests are told. */
export const toldAt = Date.parse('2026-11-02T09:26:03Z');
const openedAt = Date.parse('2026-11-02T09:14:03Z');

const arn = 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration';

/** A finding as it is told, told otherwise where a test says so. */
export const story = (otherwise: Partial<Story> = {}): Story => ({
  findingId: '9f1c2a7be04d',
  controlId: 'sagemaker/notebook-root-access',
  controlTitle: 'Notebook instances give no root access',
  severity: 'critical',
  severitySteps: ['high by the control', 'raised: production'],
  resource: { arn, name: 'exploration', kind: 'notebook instance', region: 'eu-central-1' },
  account: { id: '111122223333', name: 'ml-prod' },
  placement: { environment: 'prod', dataClass: 'phi', owner: 'team-vision' },
  message: 'Whoever opens the notebook is root on its machine.',
  details: ['RootAccess is Enabled'],
  rationale: 'Root can turn off what watches the machine.',
  evidence: [{ name: 'rootAccess', value: 'Enabled' }],
  openedAt,
  openedBy: {
    name: 'Ada Lovelace',
    arn: 'arn:aws:sts::111122223333:assumed-role/Scientist/ada',
    through: 'Scientist',
    address: '203.0.113.9',
    isKnownNetwork: false,
    client: 'console',
  },
  dueAt: Date.parse('2026-11-03T09:14:03Z'),
  remediation: {
    summary: 'Stop the notebook, turn root access off, start it.',
    command:
      'aws sagemaker update-notebook-instance --notebook-instance-name exploration --root-access Disabled --region eu-central-1',
    warning: 'The notebook has to be stopped for it.',
  },
  links: [
    {
      label: 'Console',
      url: 'https://eu-central-1.console.aws.amazon.com/sagemaker/home#/notebook-instances/exploration',
    },
    { label: 'CloudTrail event', url: 'https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home#/events/1' },
  ],
  requirements: [{ framework: 'nist-800-53-r5', id: 'AC-6', title: 'Least Privilege' }],
  waive: 'sagewatch waive 9f1c2a7be04d --type risk-accepted --reason … --until 2026-12-02',
  ...otherwise,
});

/** News of findings; of one where a test does not say more. */
export const findingNotice = (otherwise: Partial<FindingNotice> = {}): FindingNotice => ({
  kind: 'finding',
  id: 'n-1',
  conversation: 'c-1',
  news: 'opened',
  severity: 'critical',
  headline: 'Ada Lovelace gave root access to the notebook instance exploration in ml-prod (prod).',
  at: toldAt,
  timeZone: 'Europe/Berlin',
  stories: [story()],
  ...otherwise,
});

/** A line of a list. */
export const listed = (otherwise: Partial<Listed> = {}): Listed => ({
  findingId: '9f1c2a7be04d',
  severity: 'high',
  controlTitle: 'Models run in a VPC',
  resource: 'fraud-scoring',
  account: 'ml-prod',
  region: 'eu-central-1',
  status: 'open',
  ...otherwise,
});

/** Many findings in one notice. */
export const listNotice = (otherwise: Partial<ListNotice> = {}): ListNotice => ({
  kind: 'list',
  about: 'gathered',
  id: 'n-2',
  conversation: 'c-2',
  severity: 'high',
  headline: 'Deployer made 14 models outside a VPC within 10 minutes.',
  at: toldAt,
  timeZone: 'Europe/Berlin',
  counts: { critical: 0, high: 14, medium: 0, low: 0 },
  listed: [listed(), listed({ findingId: '0a1b2c3d4e5f', resource: 'churn' })],
  more: 12,
  who: { name: 'Deployer', client: 'Terraform' },
  remarks: ['The account is ml-prod.'],
  command: 'sagewatch findings --control sagemaker/model-vpc --account 111122223333',
  ...otherwise,
});

const ofWaivers = ['waived', 'waiver-ending', 'waiver-ended'] as const;

/** All that can happen to a finding. */
export const allNews: readonly News[] = ['opened', 'reopened', 'raised', 'late', 'resolved', 'overdue', ...ofWaivers];

/** All that a list can be of. */
const allLists = ['gathered', 'baseline', 'planned-change', 'rolled-up', ...ofWaivers] as const;

/** What somebody might hope that a channel takes for its own: one piece of each trick. */
export const tricks: readonly string[] = [
  '<!channel>',
  '<!here|here>',
  '<@U012AB3CD>',
  '<#C012AB3CD|general>',
  '<https://evil.example|Console>',
  'https://evil.example/?a=1&b=2',
  '&lt;!channel&gt;',
  '@channel @here @everyone',
  '*bold* _italic_ ~gone~ `code`',
  '```\nfence\n```',
  ':fire::rotating_light:',
  '> quoted\n- listed\n1. first',
  '"quoted" \'single\' \\back\\ \\" \\n',
  '"},{"type":"section","text":{"type":"mrkdwn","text":"<!channel>"}},{"x":"',
  '</pre></td></table><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)',
  '<style>*{display:none}</style><!-- ',
  ']]>--><svg/onload=alert(1)>',
  '&#x3c;b&#x3e;&quot;&amp;&nbsp;',
  'javascript:alert(1)',
  'name\r\nBcc: victim@example.com\r\n\r\n<b>body</b>',
  'name\nSubject: other',
  '=?utf-8?B?PGI+?=',
  '\r\n.\r\nMAIL FROM:<x@example.com>',
  '--boundary\r\nContent-Type: text/html\r\n\r\n<b>x</b>',
  '\u001b[31mred\u001b[0m\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u001b[2J\u001b[H\u0007\u0008\u007f\u009b31m',
  '\u0000\u0001\u0002\u001f',
  '\u202eevil\u202c \u2066x\u2069 \u200f\u200e\u061c',
  '\u200b\u200c\u200d\ufeff\u2060\u00ad',
  '\u2028\u2029\u0085\v\f',
  '\ud800 lone \udfff halves',
  '👩‍👩‍👧‍👦 e\u0301 Zürich 東京 ﷽',
  '{{user}} ${HOME} $(id) `id` %s %n <%= 7*7 %> {date_num}',
  "=cmd|' /C calc'!A0",
  "'; aws iam delete-user --user-name x; '",
  '..\\..\\../../etc/passwd\u0000.txt',
  'CON aux.json C:\\x',
  '{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"AWS":"*"}}',
  '<date> <aws.events.event> <summary>',
  '\u{e0001}\u{e0041}\ufffe\uffff',
];

/** Text that nobody means well with; sometimes none, sometimes very much. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...tricks) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...tricks), fc.constantFrom(...tricks)).map((two) => two.join('')) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n') },
);

/** As hostile, and up to 100 kB of it. */
export const hugeText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...tricks).filter((text) => text.length > 0),
    fc.integer({ min: 1_000, max: 100_000 }),
  )
  .map(([text, length]) => text.repeat(Math.ceil(length / text.length)).slice(0, length));

const severity = fc.constantFrom(...severities);
const moment = fc.oneof(
  fc.integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2099-01-01T00:00:00Z') }),
  fc.constant(toldAt),
);
const timeZone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

/** Notices whose every text is of an arbitrary. */
export const noticesOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Notice> => {
  const texts = fc.array(text, { maxLength: 6 });
  const who: fc.Arbitrary<Who> = fc.record({
    name: text,
    arn: optional(text),
    through: optional(text),
    address: optional(text),
    isKnownNetwork: optional(fc.boolean()),
    client: optional(text),
  });
  const waiver = fc.record({ reason: text, requester: text, approver: text, until: moment, ticket: optional(text) });
  const told: fc.Arbitrary<Story> = fc.record({
    findingId: text,
    controlId: text,
    controlTitle: text,
    severity,
    severitySteps: texts,
    resource: fc.record({ arn: text, name: text, kind: text, region: text }),
    account: fc.record({ id: text, name: optional(text) }),
    placement: fc.record({
      environment: fc.option(fc.constantFrom(...environments)),
      dataClass: fc.option(text),
      owner: fc.option(text),
    }),
    message: text,
    details: texts,
    rationale: text,
    evidence: fc.array(fc.record({ name: text, value: text }), { maxLength: 6 }),
    policy: optional(
      fc.record({
        statement: optional(text),
        witness: optional(text),
        grants: optional(texts),
        revokes: optional(texts),
      }),
    ),
    openedAt: moment,
    openedBy: who,
    resolvedAt: optional(moment),
    resolvedBy: optional(who),
    resolution: optional(text),
    dueAt: optional(moment),
    ticket: optional(text),
    assignee: optional(text),
    remediation: fc.record({ summary: text, command: text, warning: optional(text) }),
    links: fc.array(
      fc.record({
        label: text,
        url: fc.oneof(
          text,
          text.map((path) => `https://console.aws.amazon.com/${path}`),
          text.map((all) => `javascript:${all}`),
        ),
      }),
      { maxLength: 4 },
    ),
    requirements: fc.array(fc.record({ framework: text, id: text, title: text }), { maxLength: 4 }),
    waive: text,
    waiver: optional(waiver),
  });
  const common = { id: text, conversation: text, severity, headline: text, at: moment, timeZone };
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        ...common,
        kind: fc.constant('finding' as const),
        news: fc.constantFrom(...allNews),
        stories: fc
          .tuple(told, fc.array(told, { maxLength: 3 }))
          .map(([first, more]): [Story, ...Story[]] => [first, ...more]),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        ...common,
        kind: fc.constant('list' as const),
        about: fc.constantFrom(...allLists),
        counts: fc.record({ critical: fc.nat(), high: fc.nat(), medium: fc.nat(), low: fc.nat() }),
        listed: fc.array(
          fc.record({
            findingId: text,
            severity,
            controlTitle: text,
            resource: text,
            account: text,
            region: text,
            status: fc.constantFrom('open', 'resolved', 'waived'),
          }),
          { maxLength: 30 },
        ),
        more: fc.nat({ max: 10_000 }),
        who: optional(who),
        waiver: optional(waiver),
        remarks: texts,
        command: text,
      }),
    },
  );
};

/** How many texts of others are in something. */
export const textsIn = (value: unknown): number => {
  if (typeof value === 'string') return 1;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((count, each) => count + textsIn(each), 0);
};
