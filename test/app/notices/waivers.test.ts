import { describe, expect, test } from 'vitest';
import type { Waiver } from '../../../shared/core/configuration.ts';
import type { Finding, Publication, Transition } from '../../../shared/core/finding.ts';
import { days, minutes } from '../../../shared/core/instant.ts';
import { waiverMovement } from '../../../shared/core/waiver-movement.ts';
import { mended, moved, office, opened, said, start } from './office.ts';

const id = ({ id: whole }: { id: string }): string => whole.slice(0, 4);
const waiver: Waiver = {
  control: '*',
  resource: '*',
  type: 'risk-accepted',
  reason: 'drivers need root',
  requester: 'bela',
  approver: 'dana',
  approved: start,
  until: start + days(60),
  ticket: 'SEC-12',
};
const published: Publication = { version: 4, by: 'alice', isVerified: false };

/** How a waiver moves findings at a moment. */
const moving =
  (before: readonly Waiver[], after: readonly Waiver[], at: number) =>
  (each: Finding): Transition => {
    const transition = waiverMovement(
      each,
      { waivers: before, at: start + at - 1 },
      { waivers: after, at: start + at, published },
    );
    if (!transition) throw new Error('nothing moved');
    return transition;
  };

/** An office where some findings were told of. */
const told = async (findings: readonly Finding[], settings: Parameters<typeof office>[0] = {}) => {
  const place = office(settings);
  await place.move(...findings.map((each) => moved(each, 'opened')));
  await place.pass(minutes(60));
  place.got.length = 0;
  const waive = (...waivers: readonly Waiver[]) =>
    (place.desk.configuration = { ...place.desk.configuration, waivers });
  return { ...place, waive };
};

describe('a waiver', () => {
  test('of one finding is news of it, where it was told before', async () => {
    const a = opened();
    const place = await told([a], { channels: { findings: { kind: 'slack-bot', secret: 's', channel: 'C' } } });
    place.waive(waiver);
    await place.move(moving([], [waiver], minutes(60))(a));
    await place.pass(minutes(120));
    expect(place.got.map(said)).toEqual([`62 findings: waived ${id(a)}`]);
    const [{ notice, thread } = place.got[0]!] = place.got;
    expect(thread).toBe('message 1');
    expect(notice.headline).toContain('Waived by dana until 2027-01-19');
    expect(notice.kind === 'finding' && notice.stories[0].waiver).toMatchObject({
      requester: 'bela',
      ticket: 'SEC-12',
    });
  });
  test('of many is one list, whoever knew of them, and however often it is handed on', async () => {
    const known = [opened(), opened()];
    const baseline = [opened({ origin: 'baseline' }), opened({ origin: 'baseline' })];
    const place = await told([...known, ...baseline]);
    place.waive(waiver);
    const transitions = [...known, ...baseline].map(moving([], [waiver], minutes(60)));
    for (let times = 0; times < 3; times++) {
      await place.move(...transitions);
      await place.pass(minutes(90 + times * 30));
    }
    expect(place.got.map(said)).toEqual([`62 findings: waived ${[...known, ...baseline].map(id).join(' ')}`]);
    const { notice } = place.got[0]!;
    expect(notice).toMatchObject({
      headline: 'Waived by dana until 2027-01-19: 4 findings (4 high)',
      waiver: { reason: 'drivers need root', requester: 'bela', approver: 'dana', until: waiver.until },
    });
    expect(notice.kind === 'list' && notice.remarks).toEqual([
      'risk-accepted: * on *.',
      'It came or went with version 4 of the configuration; the signature of its commit is unverified.',
    ]);
    expect(notice.kind === 'list' && notice.listed.map(({ status }) => status)).toEqual(Array(4).fill('waived'));
  });
  test('leaves out of its list who is not to be told', async () => {
    const route = {
      severities: [],
      controls: [],
      frameworks: [],
      accounts: [],
      environments: [],
      dataClasses: [],
      owners: [],
      channels: ['findings'],
      redact: ['people' as const],
    };
    const findings = [opened(), opened()];
    const place = await told(findings, { routes: [route] });
    await place.move(...findings.map(moving([], [waiver], minutes(60))));
    await place.pass(minutes(120));
    expect(place.got).toHaveLength(1);
    expect(JSON.stringify(place.got[0]?.notice)).not.toMatch(/dana|bela/);
    expect(place.got[0]?.notice.headline).toContain('Waived by [somebody]');
  });
  test('that is given anew is told anew, also the very same', async () => {
    const a = opened();
    const place = await told([a]);
    const longer = { ...waiver, until: waiver.until + days(30) };
    const steps: [Waiver[], Waiver[]][] = [
      [[], [waiver]],
      [[waiver], [waiver, longer]],
      [[waiver, longer], []],
      [[], [waiver]],
    ];
    for (const [index, [before, after]] of steps.entries()) {
      const at = minutes(100 * (index + 1));
      await place.pass(at);
      place.waive(...after);
      await place.move(moving(before, after, at)(a));
    }
    await place.pass(minutes(600));
    expect(place.got.map(said)).toEqual([
      `102 findings: waived ${id(a)}`,
      `202 findings: waived ${id(a)}`,
      `302 findings: waiver-ended ${id(a)}`,
      `402 findings: waived ${id(a)}`,
    ]);
    expect(place.got[2]?.notice.headline).toMatch(/^The waiver ended 2026-11-20, the finding counts again/);
  });
  test('of what is mended meanwhile is not told', async () => {
    const [a, b, c] = [opened(), opened(), opened()];
    const place = await told([a, b, c]);
    await place.move(...[a, b, c].map(moving([], [waiver], minutes(60))));
    await place.move(moved(mended(b, minutes(60)), 'resolved'));
    await place.pass(minutes(120));
    expect(place.got.map(said)).toEqual([`60 findings: resolved ${id(b)}`, `62 findings: waived ${id(a)} ${id(c)}`]);
  });
});

describe('the end of a waiver', () => {
  test('is told, of what nobody was told when it opened, too', async () => {
    const place = await told([]);
    place.waive(waiver);
    const a = opened();
    await place.move(moved(a, 'opened'));
    await place.pass(minutes(120));
    expect(place.got).toEqual([]);
    await place.pass(days(60) + 1);
    await place.move(moving([waiver], [waiver], days(60) + 1)(a));
    await place.pass(days(61));
    expect(place.got.map(({ notice }) => notice.headline)).toEqual([
      expect.stringMatching(/^The waiver ended 2027-01-19, the finding counts again/),
    ]);
    await place.move(moved(mended(a, days(61)), 'resolved'));
    await place.pass(days(62));
    expect(place.got[1]?.notice).toMatchObject({ news: 'resolved' });
  });
  test('is not told where another waiver has come by then', async () => {
    const a = opened();
    const place = await told([a]);
    await place.move(moving([waiver], [], minutes(60))(a));
    place.waive({ ...waiver, reason: 'another' });
    await place.pass(minutes(120));
    expect(place.got).toEqual([]);
  });
  test('is announced once a waiver: in one list, while it holds', async () => {
    const findings = [opened(), opened()];
    const place = await told(findings);
    const remind = async (until: number) => {
      for (const finding of [...findings, ...findings].map((each) => each.id)) {
        await place.queue.send([{ kind: 'reminder', news: 'waiver-ending', findings: [finding] }]);
      }
      await place.pass(until);
    };
    place.waive(waiver);
    await remind(days(2));
    expect(place.got).toEqual([]);
    await place.pass(days(46));
    await remind(days(47));
    await remind(days(48));
    const ids = findings.map(id).join(' ');
    expect(place.got.map(said)).toEqual([`${days(46) / 60_000 + 2} findings: waiver-ending ${ids}`]);
    const longer = { ...waiver, until: start + days(75) };
    place.waive(waiver, longer);
    await remind(days(50));
    expect(place.got).toHaveLength(1);
    await place.pass(days(62));
    await remind(days(63));
    expect(place.got.map(({ notice }) => notice.headline)).toEqual([
      'The waiver of 2 findings (2 high) ends 2027-01-19',
      'The waiver of 2 findings (2 high) ends 2027-02-03',
    ]);
  });
});
