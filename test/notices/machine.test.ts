import { describe, expect, test } from 'vitest';
import { busEvents } from '../../shared/notices/channels/event.ts';
import { topicPublication } from '../../shared/notices/channels/sns.ts';
import { allNews, findingNotice, listNotice, story } from './notices.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => story({ findingId: `finding-${index}` }));
const severalStories = (count: number) => {
  const [first = story(), ...others] = many(count);
  return findingNotice({ stories: [first, ...others] });
};

describe('a topic', () => {
  test('attributes that filters look at', () => {
    const other = story({
      controlId: 'sagemaker/notebook-vpc',
      placement: { ...story().placement, environment: 'dev' },
    });
    expect(topicPublication(findingNotice({ stories: [story(), other] })).attributes).toEqual({
      severity: { type: 'String', value: 'critical' },
      transition: { type: 'String', value: 'opened' },
      control: { type: 'String.Array', value: '["sagemaker/notebook-root-access","sagemaker/notebook-vpc"]' },
      account: { type: 'String.Array', value: '["111122223333"]' },
      environment: { type: 'String.Array', value: '["prod","dev"]' },
    });
    expect(Object.keys(topicPublication(listNotice()).attributes)).toEqual(['severity', 'transition', 'account']);
  });
  test('a subject of ASCII', () => {
    const subject = (headline: string) => topicPublication(findingNotice({ headline })).subject;
    expect(subject('Zoë öffnete 東京\r\nBcc: x')).toBe('[critical] opened: Zoe offnete ?\\u000d\\nBcc: x');
    expect(subject('x'.repeat(200))).toBe(`[critical] opened: ${'x'.repeat(77)}...`);
  });
});

describe('a bus', () => {
  test('an event a finding, each with an id and words of its own', () => {
    const events = busEvents(severalStories(2)).map(({ detailType, detail, resources }) => {
      const { id, ticket, finding } = JSON.parse(detail) as { id: string; ticket: object; finding: { id: string } };
      return { detailType, id, resources, finding: finding.id, ticket: { ...ticket, description: undefined } };
    });
    expect(events).toEqual(
      ['finding-0', 'finding-1'].map((finding) => ({
        detailType: 'Sagewatch Finding Opened',
        id: `n-1:${finding}`,
        resources: [story().resource.arn],
        finding,
        ticket: {
          summary: '[critical] opened: exploration: Whoever opens the notebook is root on its machine.',
          key: finding,
        },
      })),
    );
  });
  test('a detail-type for all that can happen', () => {
    expect([
      ...allNews.map((news) => busEvents(findingNotice({ news }))[0]?.detailType),
      ...(['gathered', 'baseline', 'planned-change', 'rolled-up'] as const).map(
        (about) => busEvents(listNotice({ about }))[0]?.detailType,
      ),
    ]).toMatchInlineSnapshot(`
      [
        "Sagewatch Finding Opened",
        "Sagewatch Finding Reopened",
        "Sagewatch Finding Raised",
        "Sagewatch Finding Found Late",
        "Sagewatch Finding Resolved",
        "Sagewatch Finding Overdue",
        "Sagewatch Finding Waived",
        "Sagewatch Finding Waiver Ending",
        "Sagewatch Finding Waiver Ended",
        "Sagewatch Findings Gathered",
        "Sagewatch Findings Baseline",
        "Sagewatch Findings Planned Change",
        "Sagewatch Findings Rolled Up",
      ]
    `);
  });
});
