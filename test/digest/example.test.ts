import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { controls } from '../../shared/catalogue.ts';
import { severities, type Severity } from '../../shared/core/configuration.ts';
import { waiverOf } from '../../shared/core/waiver.ts';
import { sum } from '../../shared/digest/counting.ts';
import { digestOf } from '../../shared/digest/digest-of.ts';
import type { Digest } from '../../shared/digest/digest.ts';
import { editionOf } from '../../shared/digest/edition.ts';
import { everybody } from '../../shared/digest/facts.ts';
import { isIn, weeksBefore } from '../../shared/digest/week.ts';
import { frameworks } from '../../shared/frameworks/index.ts';
import type { Store } from '../../shared/ports.ts';
import { exampleConfiguration } from '../examples/play.ts';
import { exampleFacts, exampleStore, exampleWeek } from './example.ts';

let store: Store;
let digest: Digest;

beforeAll(async () => {
  store = await exampleStore();
  digest = digestOf(await exampleFacts(store), everybody, exampleWeek);
}, 120_000);

afterAll(async () => store?.close());

describe('the digest of the example week', () => {
  test('has the numbers of its store', async () => {
    const open = await store.open();
    expect(digest.now.standing.open).toEqual(open);
    const transitions = await Array.fromAsync(store.transitionsSince(0));
    const moved = (change: string) =>
      transitions.filter((each) => each.change === change && isIn(exampleWeek, each.at)).length;
    expect(digest.now.moved).toMatchObject({
      opened: moved('opened'),
      reopened: moved('reopened'),
      resolved: moved('resolved'),
    });
    const exposures = transitions.filter(({ late, change }) => late && change === 'resolved').length;
    expect(digest.exposures.listed.length + digest.exposures.more).toBe(exposures);
    expect(exposures).toBeGreaterThan(0);
    const waived: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
    const { waivers } = exampleConfiguration();
    for await (const finding of store.findings({ status: 'open' })) {
      const { aliases = [] } = controls.find(({ id }) => id === finding.controlId) ?? {};
      if (waiverOf(finding, waivers, exampleWeek.until, aliases)) waived[finding.severity]++;
    }
    expect(digest.now.standing.waived).toEqual(waived);
    expect(
      [digest.open.byAge, digest.open.byEnvironment, digest.open.byOwner.listed].map((shares) =>
        shares.reduce((total, share) => total + sum(share.open), 0),
      ),
    ).toEqual([sum(open), sum(open), sum(open)]);
  });
  test('counts requirements as the store’s open findings touch them', async () => {
    for (const { id, now } of digest.frameworks) {
      const failing = new Set<string>();
      for await (const finding of store.findings({ status: 'open' })) {
        const control = controls.find((each) => each.id === finding.controlId);
        const { waivers } = exampleConfiguration();
        if (waiverOf(finding, waivers, exampleWeek.until, control?.aliases)) continue;
        for (const requirement of control?.requirements[id] ?? []) failing.add(requirement);
      }
      expect([id, now.failing]).toEqual([id, failing.size]);
      expect(now.supported + now.withoutControl).toBe(Object.keys(frameworks[id].requirements).length);
    }
  });
  test('tells them in its mail, too', () => {
    const { opened, resolved, reopened } = digest.now.moved;
    const { critical } = digest.now.standing.open;
    const facts = exampleFacts(store);
    return facts.then((all) => {
      const { subject, text, html } = editionOf(all, everybody, exampleWeek, { sourceOf: () => '' });
      expect(subject).toBe(
        `Sagewatch 2026-W46: ${critical} critical open, ${opened} new, ${resolved} resolved, ${sum(digest.now.standing.overdue)} overdue`,
      );
      const sentence = `In the week ${opened} were opened, ${reopened} opened again, and ${resolved} were resolved`;
      expect(text.replaceAll(/\s+/g, ' ')).toContain(sentence);
      expect(html).toContain(sentence);
      for (const severity of severities) {
        expect(text).toMatch(
          new RegExp(`^Open +${severities.map((each) => digest.now.standing.open[each]).join(' +')} `, 'm'),
        );
        expect(html).toContain(`class="${severity}">${digest.now.standing.open[severity]}</span>`);
      }
    });
  });
  test('is the week before in the next digest, number for number', async () => {
    const next = digestOf(
      await exampleFacts(store, weeksBefore(exampleWeek, -1)),
      everybody,
      weeksBefore(exampleWeek, -1),
    );
    expect(next.before).toEqual(digest.now);
    expect(next.frameworks.map(({ before: { failing, waived } }) => [failing, waived])).toEqual(
      digest.frameworks.map(({ now: { failing, waived } }) => [failing, waived]),
    );
  });
  test('names what somebody has to know', () => {
    expect(digest.overdue.listed.map(({ controlId }) => controlId)).toEqual(['iam/root-user-activity']);
    expect(
      digest.exposures.listed.map(({ controlId, resource }) => `${controlId} ${resource.name}`).toSorted(),
    ).toEqual([
      'ec2/security-group-admin-ports sg-0cccccccccccccc02',
      'ec2/security-group-internet-ingress sg-0cccccccccccccc02',
    ]);
    expect(digest.actors.listed[0]?.name).toBe('ci-deploy');
    expect(digest.workloads.listed.map(({ runs }) => runs)).toContain(240);
    if (digest.unknown.kind === 'unknown') throw new Error(digest.unknown.reason);
    expect(digest.unknown.value.pairs).toBeGreaterThan(10);
  });
});
