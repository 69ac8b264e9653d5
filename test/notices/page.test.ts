import { describe, expect, test } from 'vitest';
import { letterOf } from '../../shared/notices/channels/email.ts';
import { findingNotice, story, toldAt } from './notices.ts';

describe('nothing is said twice, and nothing by a colour alone', () => {
  const textOf = (otherwise: Parameters<typeof findingNotice>[0]) => letterOf(findingNotice(otherwise)).text;
  const timesIn = (text: string, part: string) => text.split(part).length - 1;

  test('what the headline says whole', () => {
    const one = story({ message: 'Port 22 is open', details: [] });
    expect(timesIn(textOf({ headline: 'alice changed sg-1: Port 22 is open', stories: [one] }), 'Port 22')).toBe(1);
    expect(timesIn(textOf({ headline: 'alice changed sg-1', stories: [one] }), 'Port 22')).toBe(1);
  });
  test('what the details prove', () => {
    const policy = { statement: '{}', witness: 'x may s3:GetObject y' };
    expect(textOf({ stories: [story({ policy, details: ['x may s3:GetObject y'] })] })).not.toContain('It allows');
    expect(textOf({ stories: [story({ policy, details: [] })] })).toContain('It allows: x may s3:GetObject y');
  });
  test.each([
    [{ names: [], more: 0, isAll: false }, 'not known: too many have ever referred to it'],
    [{ names: ['IAM role a'], more: 0, isAll: true }, 'IAM role a'],
    [{ names: ['IAM role a', 'IAM user b'], more: 0, isAll: true }, 'IAM role a and IAM user b'],
    [{ names: ['IAM role a', 'IAM user b'], more: 2, isAll: true }, 'IAM role a, IAM user b and 2 more'],
    [{ names: ['IAM role a'], more: 0, isAll: false }, 'IAM role a and others'],
    [{ names: ['IAM role a'], more: 2, isAll: false }, 'IAM role a and 2 more, and others'],
  ])('who uses it: %j', (users, told) =>
    expect(textOf({ stories: [story({ users })] })).toContain(`Used by: ${told}\n`),
  );
  test('of several findings each says how grave it is, and what to do', () => {
    const summary = 'Take the rule away';
    const text = textOf({
      stories: [
        story({ severity: 'critical' }),
        story({ severity: 'low', remediation: { summary, command: 'aws x' } }),
      ],
    });
    expect(text).toMatch(/\n🔴 Critical: .*\n-/);
    expect(text).toMatch(/\n🔵 Low: .*\n-/);
    expect(text).toContain(`What to do: ${summary}\n    aws x`);
  });
  test('what was over before anybody was told is not to be mended', () => {
    const past = story({ resolvedAt: toldAt, resolvedBy: { name: 'Grace' }, resolution: 'mended', dueAt: undefined });
    for (const stories of [[past], [past, past]] as const) {
      const text = textOf({ news: 'late', stories: [...stories] as [typeof past] });
      expect(text).toContain('It is over. Find out what was done');
      expect(text).toContain(`sagewatch show ${past.findingId}`);
      expect(text).toContain('By: Grace');
      expect(text).not.toContain(past.remediation.command);
    }
  });
});
