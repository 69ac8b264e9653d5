import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches, parsePattern } from '../../shared/event-pattern/index.ts';
import { busEvents } from '../../shared/notices/channels/event.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import { findingNotice, hostileText, listNotice, noticesOf, story } from '../notices/notices.ts';
import { templateAt } from './composed.ts';
import { resolved } from './resolved.ts';

interface Target {
  Id: string;
  Arn: string;
  HttpParameters?: { PathParameterValues: string[] };
  InputTransformer: { InputPathsMap: Record<string, string>; InputTemplate: string };
}

const deployed = (name: string, parameters: Record<string, string>) => {
  const all = resolved(templateAt(`examples/tickets/${name}.yml`), {
    account: '111122223333',
    region: 'eu-central-1',
    parameters,
  });
  const arns = new Map(Object.values(all).map(({ arn, properties }) => [arn, properties]));
  const rules = Object.values(all).filter(({ type }) => type === 'AWS::Events::Rule');
  return { all, arns, rules };
};

const templates = {
  jira: deployed('jira', { JiraHost: 'example.atlassian.net', JiraProject: 'SEC', JiraSecret: 'jira' }),
  servicenow: deployed('servicenow', { Instance: 'example.service-now.com', ServiceNowSecret: 'servicenow' }),
};
type Name = keyof typeof templates;

const isTaken = (pattern: unknown, event: object): boolean => {
  const parsed = parsePattern(JSON.stringify(pattern));
  if ('invalid' in parsed) throw new Error(parsed.invalid);
  return matches(parsed.pattern, event);
};

const at = (event: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], event);

/** What EventBridge calls for the events of a notice: which method, where, with what. */
const callsOf = (name: Name, notice: Notice) =>
  busEvents(notice).flatMap(({ source, detailType, detail }) => {
    const event = { source, 'detail-type': detailType, detail: JSON.parse(detail) as unknown };
    return templates[name].rules
      .filter(({ properties }) => isTaken(properties['EventPattern'], event))
      .flatMap(({ properties }) => properties['Targets'] as Target[])
      .map(({ Arn, HttpParameters, InputTransformer: { InputPathsMap, InputTemplate } }) => {
        const destination = templates[name].arns.get(Arn) ?? {};
        const [parameter] = HttpParameters?.PathParameterValues ?? [];
        const endpoint = String(destination['InvocationEndpoint']);
        const body = InputTemplate.replaceAll(/<(\w+)>/g, (_, variable: string) =>
          JSON.stringify(at(event, InputPathsMap[variable] ?? '')),
        );
        return {
          call: `${String(destination['HttpMethod'])} ${parameter === undefined ? endpoint : endpoint.replace('*', String(at(event, parameter)))}`,
          body: JSON.parse(body) as Record<string, unknown>,
        };
      });
  });

const withTicket = (ticket: string) => [story({ ticket })] as const;

describe('what becomes a ticket', () => {
  test.each<[string, Notice, Record<Name, string[]>]>([
    [
      'a critical finding',
      findingNotice(),
      {
        jira: ['POST https://example.atlassian.net/rest/api/3/issue'],
        servicenow: ['POST https://example.service-now.com/api/now/table/incident'],
      },
    ],
    [
      'a finding of low severity',
      findingNotice({ stories: [story({ severity: 'low' })] }),
      { jira: [], servicenow: [] },
    ],
    [
      'news of a finding that has one',
      findingNotice({ news: 'resolved', stories: withTicket('SEC-7') }),
      {
        jira: ['POST https://example.atlassian.net/rest/api/3/issue/SEC-7/comment'],
        servicenow: ['PATCH https://example.service-now.com/api/now/table/incident/SEC-7'],
      },
    ],
    ['what is resolved without one', findingNotice({ news: 'resolved' }), { jira: [], servicenow: [] }],
    ['a list', listNotice({ severity: 'critical' }), { jira: [], servicenow: [] }],
  ])('%s', (_what, notice, calls) => {
    expect(callsOf('jira', notice).map(({ call }) => call)).toEqual(calls.jira);
    expect(callsOf('servicenow', notice).map(({ call }) => call)).toEqual(calls.servicenow);
  });

  test('what the ticket says', () => {
    const [issue] = callsOf('jira', findingNotice());
    const [incident] = callsOf('servicenow', findingNotice());
    expect(issue?.body).toMatchObject({
      fields: {
        project: { key: 'SEC' },
        summary: `[critical] opened: ${findingNotice().headline}`,
        labels: ['sagewatch', '9f1c2a7be04d'],
      },
    });
    expect(incident?.body).toMatchObject({ correlation_id: '9f1c2a7be04d', impact: '1', urgency: '1' });
    expect(incident?.body['description']).toContain(story().remediation.command);
  });

  test('whatever is in a name, a ticket is valid JSON of the same shape and within its limits', () => {
    fc.assert(
      fc.property(noticesOf(hostileText), (notice) => {
        for (const { body } of callsOf('jira', notice)) {
          const { summary, project } = (body['fields'] ?? {}) as Record<string, unknown>;
          expect(Object.keys(body)).toEqual([body['body'] ? 'body' : 'fields']);
          if (body['fields']) expect(project).toEqual({ key: 'SEC' });
          // Jira: a summary is one line of at most 255 characters.
          if (body['fields']) expect(summary).toMatch(/^[^\r\n]{1,255}$/);
        }
        for (const { body } of callsOf('servicenow', notice)) {
          const { short_description: short, description, correlation_id: id, work_notes: notes } = body;
          if (notes === undefined) expect(String(short).length).toBeLessThanOrEqual(160);
          expect(String(notes ?? description).length).toBeLessThanOrEqual(4_000);
          expect(['string', 'undefined']).toContain(typeof id);
          if (typeof id === 'string') expect(id.length).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test.each(Object.entries(templates))(
  '%s: what it does not take is kept, and only what it has rules for',
  (_, { all, rules }) => {
    const letters = all['DeadLetters']?.arn;
    for (const { properties } of rules) {
      for (const target of properties['Targets'] as { DeadLetterConfig: object; RoleArn: string }[]) {
        expect(target.DeadLetterConfig).toEqual({ Arn: letters });
      }
    }
    const [statement] = (all['DeadLettersPolicy']?.properties['PolicyDocument'].Statement ?? []) as {
      Condition: { ArnEquals: Record<string, string[]> };
    }[];
    expect(statement?.Condition.ArnEquals['aws:SourceArn']).toEqual(rules.map(({ arn }) => arn));
  },
);
