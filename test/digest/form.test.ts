import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { severities } from '../../shared/core/configuration.ts';
import { days } from '../../shared/core/instant.ts';
import { sum } from '../../shared/digest/counting.ts';
import { digestOf } from '../../shared/digest/digest-of.ts';
import { documentOf } from '../../shared/digest/document-of.ts';
import { editionOf, longest } from '../../shared/digest/edition.ts';
import { everybody, type DigestFacts, type HealthFacts, type Readers } from '../../shared/digest/facts.ts';
import { configured, control, episode, facts, finding, notTold, now, person, told, week, well } from './made.ts';

const edition = (members: Partial<DigestFacts>, readers: Readers = everybody) =>
  editionOf(facts(members), readers, week, { sourceOf: () => '' });

/** The text without where its lines are broken. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

const some = [
  finding([episode(-20)], { severity: 'critical', message: 'Open to everybody' }),
  finding([episode(1)], { severity: 'high' }),
  finding([episode(2, 4)], { severity: 'medium' }),
];

describe('the subject', () => {
  test.each<[string, Partial<DigestFacts>, Readers, string]>([
    ['of nothing', {}, everybody, 'Sagewatch 2026-W46: 0 critical open, 0 new, 0 resolved'],
    ['of a week', { findings: some }, everybody, 'Sagewatch 2026-W46: 1 critical open, 2 new, 1 resolved, 1 overdue'],
    [
      'for some',
      { findings: [] },
      { name: 'ml\r\nBcc: x', accounts: ['111122223333'], owners: [] },
      'Sagewatch 2026-W46 for ml\\r\\nBcc: x: 0 critical open, 0 new, 0 resolved',
    ],
  ])('%s', (_, members, readers, subject) => {
    expect(edition(members, readers).subject.replaceAll('\\u000d', '\\r')).toBe(subject);
  });
});

describe('the text', () => {
  test('of a week in which nothing happened says so, and that this is no silence', () => {
    const { text } = edition({});
    expect(flat(text)).toContain(
      'Nothing is open, and nothing opened or was resolved. This digest comes every week all the same',
    );
    expect(flat(text)).toContain(
      'The watchdog itself is well: its canary came back, no place is silent, nothing is stuck.',
    );
    expect(text).toContain('Nothing is overdue.');
    expect(text).not.toMatch(/undefined|NaN|null|\[object/);
  });
  test('tells every number as the digest has it', () => {
    const { text, html, digest } = edition({ findings: some });
    const { standing, moved } = digest.now;
    expect(text).toContain(`${standing.open.critical} critical open (week before: 1)`);
    expect(text).toMatch(
      new RegExp(`Open +${severities.map((each) => `${standing.open[each]} +`).join('')}${sum(standing.open)} +1\n`),
    );
    expect(flat(text)).toContain(
      `In the week ${moved.opened} were opened, ${moved.reopened} opened again, and ${moved.resolved} was resolved (1 mended).`,
    );
    expect(text).toContain('2 days');
    expect(html).toContain('Open to everybody');
  });
  test('and the HTML tell the same, word for word', () => {
    const { text, html } = edition({ findings: some });
    const wordsIn = (source: string) => source.replaceAll(/[^A-Za-z0-9]+/g, '');
    const shown = html
      .replace(/<head>.*<\/head>/s, '')
      .replace(/<div style="display:none.*?<\/div>/s, '')
      .replaceAll(/<!--.*?-->|<wbr>/gs, '')
      .replaceAll(/<[^>]*>|&[a-z#0-9]+;/g, '\n');
    const told = wordsIn(text);
    const missing = shown
      .split('\n')
      .map(wordsIn)
      .filter((part) => part.length > 2 && !/^was\d/.test(part) && !told.toLowerCase().includes(part.toLowerCase()));
    // A cell is wrapped over several lines of a table, between those of its neighbours.
    expect(missing.filter((part) => part.length < 30)).toEqual([]);
  });
  test('has lines that mail programs leave alone', () => {
    const long = { message: 'x'.repeat(500), name: `notebook-${'y'.repeat(300)}` };
    const { text } = edition({ findings: [...some, finding([episode(1)], long)] });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});

describe('the health of the watchdog', () => {
  const troubles = (members: Partial<HealthFacts>) => {
    const { text } = edition({ health: { ...well, ...members } });
    return /The watchdog itself (?:is well|needs attention: (.*?)\.) /.exec(flat(text))?.[1]?.split('; ');
  };
  test.each<[Partial<HealthFacts>, string[] | undefined]>([
    [{}, undefined],
    [{ events: told(0) }, ['no event was judged']],
    [{ events: notTold('denied') }, ['events judged not known']],
    [{ lag: told(undefined) }, undefined],
    [{ recovered: told({ wanted: 5, recovered: 5, at: now }) }, undefined],
    [{ recovered: told({ wanted: 0, recovered: 0, at: undefined }) }, ['nothing was compared with CloudTrail yet']],
    [{ deadLetters: told([{ name: 'q', messages: 3 }]) }, ['3 messages could not be handled']],
    [{ sweep: told({ lists: 3, finished: 2, oldest: undefined }) }, ['1 list of the daily look is not finished']],
    [{ canary: told(undefined) }, ['no canary ever came back']],
    [{ canary: told(now - days(2)) }, ['no canary came back for 2 days']],
    [{ silent: told([{ account: '1', region: 'r' }]) }, ['from 1 account and Region nothing comes by itself']],
    [{ quarantined: told(2) }, ['2 records in quarantine']],
    [{ quarantined: notTold('x'), canary: notTold('y') }, ['canary not known', 'quarantine not known']],
  ])('%o: %o', (members, expected) => expect(troubles(members)).toEqual(expected));

  test('of a store that no service writes is not claimed', () => {
    const { text } = edition({ health: { ...well, stage: undefined } });
    expect(flat(text)).toContain('Made of a store on one machine');
    expect(text).not.toMatch(/Canary|Dead letters/);
  });
});

const hostileTexts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{subject}}{{#sections}}',
  'javascript:alert(1)',
  '\u001b[2J\u001b]0;owned\u0007',
  'esrever\u202e',
  '<!--[if mso]><xml>',
  ']]></title><style>body{display:none}</style>',
  '=cmd|calc!A1',
  'http://evil.example.com/login',
  '\r\nBcc: everybody@example.com',
  '\ud800',
  '&amp;&lt;',
  '𝒳'.repeat(50),
  'w'.repeat(100_000),
];

/** Facts in which every text that comes from elsewhere is this. */
const allHostile = (text: string): DigestFacts => {
  const placement = { environment: null, dataClass: text, owner: text };
  const by = { ...person('x'), arn: `arn:aws:iam::111122223333:user/${text}`, principal: text };
  const mine = { ...episode(1, 2), openedBy: { eventId: text, call: text, actor: by, address: text } };
  const resource = { type: 'x', arn: text, account: text, region: text, name: text };
  const each = { message: text, placement, resource, id: text };
  const run = { arn: text, name: text, at: week.since + days(1) };
  return facts({
    controls: [control('sagemaker/example', { 'aws-fsbp': ['SageMaker.1'] as never })],
    findings: [
      finding([mine, { ...mine, openedAt: week.since + days(3), resolvedAt: undefined }], each),
      finding([episode(-20)], { ...each, runs: [run] }),
    ],
    exposures: [{ id: text, findingId: text, openedAt: mine.openedAt, resolvedAt: mine.resolvedAt ?? 0 }],
    undecided: told([
      { controlId: 'sagemaker/example', resource, missing: [text, text], reason: text },
      { controlId: 'sagemaker/example', resource, missing: [text], permission: text },
    ]),
    accounts: [text],
    configuration: configured({
      waivers: [-1, 3].map((day) => ({
        control: text,
        resource: text,
        type: 'risk-accepted',
        reason: text,
        requester: text,
        approver: text,
        approved: null,
        until: week.until + days(day),
        ticket: text,
      })),
    }),
    health: {
      ...well,
      events: notTold(text),
      deadLetters: told([{ name: text, messages: 1 }]),
      silent: told([{ account: text, region: text }]),
    },
  });
};

const harmless = ({ html, text, subject }: { html: string; text: string; subject: string }): void => {
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(longest);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longest);
  expect(html.match(/<script|<img|<style|<!--\[if|<a /g)).toEqual(
    empty.html.match(/<script|<img|<style|<!--\[if|<a /g),
  );
  expect(html).not.toMatch(/href="(?!https:\/\/)/);
  // oxlint-disable-next-line no-control-regex
  expect(`${html}${text}${subject}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(subject).not.toContain('\n');
  expect(subject.length).toBeLessThan(200);
};

const empty = edition({ controls: [control('sagemaker/example', { 'aws-fsbp': ['SageMaker.1'] as never })] });

describe('what comes from records is text, and nothing else', () => {
  test.each(hostileTexts.map((text) => [text.slice(0, 40), text]))('%j', (_, text) =>
    harmless(editionOf(allHostile(text), { name: text, accounts: [], owners: [text] }, week, { sourceOf: () => '' })),
  );
  test('of any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) =>
        harmless(editionOf(allHostile(text), everybody, week, { sourceOf: () => '' })),
      ),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) },
    );
  });
});

test('5,000 findings fit into a mail that nobody cuts: all are counted, some are named', () => {
  const findings = Array.from({ length: 5_000 }, (_, index) =>
    finding([episode((index % 40) - 33, index % 3 === 0 ? 6 : undefined)], {
      name: `a-rather-long-name-of-a-notebook-instance-${index}`,
      account: String(100_000_000_000 + (index % 300)),
      severity: severities[index % 4] ?? 'low',
      placement: { environment: 'prod', dataClass: null, owner: `team-${index % 200}` },
      message: `Users of this notebook instance have root access, and number ${index} is one of many that do`,
    }),
  );
  const { digest, html, text } = edition({ findings, accounts: [] });
  expect(sum(digest.now.standing.open)).toBe(
    findings.filter(
      ({ episodes }) => episodes[0]?.resolvedAt === undefined && (episodes[0]?.openedAt ?? 0) < week.until,
    ).length,
  );
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(longest);
  const { listed, more } = digest.opened;
  expect(listed.length + more).toBe(digest.now.moved.opened);
  expect(flat(text)).toContain(`and ${more.toLocaleString('en-US')} more`);
  expect(html).toContain(`and ${more.toLocaleString('en-US')} more`);
});

test('a document has pictures only where there are any, and each says in words what it shows', () => {
  const digest = digestOf(facts({ findings: some }), everybody, week);
  const pictures = (hasPictures: boolean) =>
    documentOf(digest, { hasPictures }).sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'pictures' ? block.pictures : [])),
    );
  expect(pictures(false)).toEqual([]);
  expect(pictures(true).map(({ alt }) => alt)).toEqual([
    'Open at the end of each week. 2026-W42 (from 12 Oct): 0; 2026-W43 (from 19 Oct): 1; 2026-W44 (from 26 Oct): 1; 2026-W45 (from 2 Nov): 1; 2026-W46 (from 9 Nov): 2.',
    expect.stringContaining('2026-W46 (from 9 Nov): 2 opened, 1 resolved.'),
  ]);
});
