import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfiguration, type Configuration } from '../../../shared/core/configuration.ts';
import type { Finding } from '../../../shared/core/finding.ts';
import { findingNotice } from '../../../shared/notices/content/finding-notice.ts';
import { largestNotice } from '../../../shared/notices/content/fitted.ts';
import { listedOf, listNotice } from '../../../shared/notices/content/list-notice.ts';
import { storyOf } from '../../../shared/notices/content/story.ts';
import { cut } from '../../../shared/notices/content/text.ts';
import { at, notebook, root } from '../../fixtures/story.ts';
import { now, told } from './told.ts';

const plain = told([at('2026-11-02T09:00:00Z', notebook())]).finding(root);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<!channel>',
    '```*_~',
    '=HYPERLINK("x")',
    '\u202e\u0000\u001b[31m',
    "'; rm -rf / #",
    '](https://evil)',
    '__proto__',
  ),
  // What is long, in the characters that JSON makes longest.
  fc.constantFrom('\u0000', '\ud800', 'x', '😀', '"', ' ').map((character) => character.repeat(100_000)),
);

const hostile = fc
  .record({
    name: text,
    arn: text,
    account: text,
    region: text,
    message: text,
    details: fc.array(text, { maxLength: 40 }),
    evidence: fc.dictionary(text, fc.oneof(text, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 30 }),
    session: text,
    address: text,
    eventId: text,
    call: text,
    owner: text,
    because: text,
    type: fc.constantFrom(
      'sagemaker/notebook-instance',
      's3/bucket',
      'iam/role',
      'sqs/queue',
      'iam/inline-policy',
      'x',
    ),
  })
  .map(
    ({
      name,
      arn,
      account,
      region,
      message,
      details,
      evidence,
      session,
      address,
      eventId,
      call,
      owner,
      because,
      type,
    }): Finding => ({
      ...plain,
      resource: { type, arn: `arn:aws:sagemaker:${region}:${account}:${arn}`, account, region, name },
      message,
      details,
      evidence,
      placement: { environment: null, dataClass: owner, owner },
      grade: { base: 'high', steps: [{ because, by: 1 }], result: 'critical' },
      episodes: [
        {
          openedAt: plain.firstSeen,
          openedBy: {
            eventId,
            call,
            address,
            actor: {
              type: 'AssumedRole',
              arn: `arn:aws:sts::111122223333:assumed-role/x/${session}`,
              account,
              principal: session,
              session,
              accessKeyId: undefined,
              sourceIdentity: undefined,
              invokedBy: undefined,
              mfa: undefined,
            },
          },
        },
      ],
    }),
  );

const configuration: Configuration = { ...defaultConfiguration, networks: ['203.0.113.0/24'] };
const control = undefined;
const inputOf = (finding: Finding) => ({
  finding,
  control,
  requirements: [],
  configuration,
  at: now,
  places: { controls: 'https://git.example.org/' },
});

test('whatever comes in, a notice is bounded, says how much was left out, and links only to consoles', () =>
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 30 }), (findings) => {
      const [first, ...others] = findings.map((finding) => storyOf(inputOf(finding)));
      if (!first) return;
      const notice = findingNotice({ news: 'opened', stories: [first, ...others], at: now, timeZone: 'UTC' });
      expect(Buffer.byteLength(JSON.stringify(notice))).toBeLessThan(largestNotice);
      expect(notice.stories.length + (notice.more ?? 0)).toBe(findings.length);
      expect(notice.headline.length).toBeLessThan(450);
      for (const { url } of notice.stories.flatMap(({ links }) => links)) {
        expect(url).toMatch(/^https:\/\/(([a-z0-9-]+\.)?console\.aws\.amazon\.com|git\.example\.org)\//);
        expect(url).toMatch(/^[\w./:?=#&%~-]+$/);
        expect(() => new URL(url)).not.toThrow();
      }
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) },
  ));

test('a list is bounded', () =>
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 80 }), text, (findings, remark) => {
      const listed = findings.map((finding) => listedOf(finding, { control, accountNames: {} }));
      const notice = listNotice({
        about: 'gathered',
        key: remark,
        listed,
        remarks: Array.from({ length: 20 }, () => remark),
        command: remark,
        who: { name: cut(remark, 200) },
        at: now,
        timeZone: remark,
      });
      expect(Buffer.byteLength(JSON.stringify(notice))).toBeLessThan(largestNotice);
      expect(notice.listed.length + notice.more).toBe(findings.length);
    }),
    { numRuns: 60 },
  ));

test('a text that is cut says of how much, and no character is torn', () => {
  expect(cut('abcdef', 6)).toBe('abcdef');
  expect(cut('abcdefg', 6)).toBe('abcdef… (1 more characters)');
  expect(cut('a😀b', 2)).toBe('a… (3 more characters)');
  expect(cut('x'.repeat(5_000), 10)).toBe('xxxxxxxxxx… (4,990 more characters)');
});
