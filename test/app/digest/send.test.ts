import { describe, expect, test } from 'vitest';
import { dueWeek, handDigestTo, handOutDigests } from '../../../shared/app/digest/send.ts';
import { days, hours, isoOf, minutes } from '../../../shared/core/instant.ts';
import { defaultNoticeSettings } from '../../../shared/core/notice-settings.ts';
import type { Delivery } from '../../../shared/ports.ts';
import { now, week } from '../../digest/made.ts';
import { audience, handing } from './handing.ts';

const outcomes = (handed: readonly { audience: string; outcome: string }[]) =>
  handed.map((each) => `${each.audience} ${each.outcome}`);

/** As if watching had begun long ago. */
const begun = async (...made: Parameters<typeof handing>) => {
  const all = handing(...made);
  await all.book.write('digest begins', { at: now - days(100) }, 0);
  return all;
};

describe('which week is due', () => {
  test.each([
    ['2026-11-16T06:59:00Z', 'UTC', '2026-W45'],
    ['2026-11-16T07:00:00Z', 'UTC', '2026-W46'],
    ['2026-11-22T23:00:00Z', 'UTC', '2026-W46'],
    ['2026-11-16T06:00:00Z', 'Europe/Berlin', '2026-W46'],
    ['2026-11-16T07:00:00Z', 'America/Los_Angeles', '2026-W45'],
    ['2026-11-16T15:00:00Z', 'America/Los_Angeles', '2026-W46'],
    ['2026-11-15T18:00:00Z', 'Pacific/Auckland', '2026-W46'],
  ])('%s in %s: %s', (at, timeZone, name) => expect(dueWeek(Date.parse(at), timeZone).name).toBe(name));
});

describe('a digest that is due', () => {
  test('is sent to each audience, once, however often it is asked', async () => {
    const settings = {
      ...defaultNoticeSettings,
      sender: 'sagewatch@example.com',
      audiences: [audience('everybody'), audience('one account', { accounts: ['111122223333'] })],
    };
    const { handing: all, mails, goTo, gathered } = await begun({ settings });
    expect(outcomes(await handOutDigests(all))).toEqual(['everybody mailed', 'one account mailed']);
    expect(mails.map(({ to, id, from }) => [to[0], id, from])).toEqual([
      ['everybody@example.com', 'digest-2026-W46-everybody', 'sagewatch@example.com'],
      ['one account@example.com', 'digest-2026-W46-one-account', 'sagewatch@example.com'],
    ]);
    expect(mails[1]?.subject).toContain('for one account');
    expect(gathered()).toBe(1);
    for (const later of [0, hours(1), days(5)]) {
      goTo(now + later);
      expect(outcomes(await handOutDigests(all))).toEqual(['everybody had', 'one account had']);
    }
    goTo(now + days(7));
    expect(outcomes(await handOutDigests(all))).toEqual(['everybody mailed', 'one account mailed']);
    expect(mails).toHaveLength(4);
  });
  test('carries its pictures, to which its HTML refers, and no others', async () => {
    const { handing: all, mails } = await begun();
    await handOutDigests(all);
    const [mail] = mails;
    const referred = [...(mail?.html ?? '').matchAll(/src="cid:([^"]+)"/g)].map(([, id]) => id);
    expect(referred.length).toBeGreaterThan(1);
    expect(mail?.pictures.map(({ id }) => id)).toEqual(referred);
  });
  test('is not due of a week in which nobody watched yet', async () => {
    const { handing: all, mails, goTo } = handing();
    goTo(week.until + days(2));
    expect(await handOutDigests(all)).toEqual([]);
    goTo(week.until + days(7) + hours(7));
    expect(outcomes(await handOutDigests(all))).toEqual(['everybody mailed']);
    expect(mails[0]?.subject).toContain('2026-W47');
  });
  test('is sent by one of two who begin at once', async () => {
    const { handing: all, mails } = await begun();
    const both = (await Promise.all([handOutDigests(all), handOutDigests(all)])).flat();
    expect(outcomes(both).toSorted()).toEqual(['everybody again', 'everybody mailed']);
    expect(mails).toHaveLength(1);
  });
  test('is sent once more where somebody began and never ended', async () => {
    const dying = await begun({
      facts: async () => {
        throw new Error('killed');
      },
    });
    await expect(handOutDigests(dying.handing)).rejects.toThrow('killed');
    const { handing: all, mails, goTo } = handing({ book: dying.book });
    goTo(now + minutes(14));
    expect(outcomes(await handOutDigests(all))).toEqual(['everybody again']);
    goTo(now + minutes(15));
    expect(outcomes(await handOutDigests(all))).toEqual(['everybody mailed']);
    expect(mails).toHaveLength(1);
  });
  test('is tried again where mail cannot be sent for now, and only for whom it could not', async () => {
    const settings = {
      ...defaultNoticeSettings,
      sender: 'sagewatch@example.com',
      audiences: [audience('a'), audience('b')],
    };
    const later: Delivery = { kind: 'later', reason: 'throttled' };
    const { handing: all, mails, bulletins } = await begun({ settings }, { mail: [later] });
    expect(outcomes(await handOutDigests(all))).toEqual(['a again', 'b mailed']);
    expect(outcomes(await handOutDigests(all))).toEqual(['a mailed', 'b had']);
    expect([mails.length, bulletins.length]).toEqual([3, 0]);
  });
  test.each<[string, object, Delivery[], string]>([
    ['no sender', { sender: null }, [], 'no sender of mail is configured'],
    ['no audience', { audiences: [] }, [], 'no audience is configured'],
    ['nothing at all', { sender: null, audiences: [] }, [], 'no sender of mail is configured'],
    [
      'mail is refused',
      {},
      [{ kind: 'refused', reason: 'not verified' }],
      'it could not be sent by mail: not verified',
    ],
  ])('is published where there is %s, and says why', async (_, members, mail, reason) => {
    const settings = {
      ...defaultNoticeSettings,
      sender: 'sagewatch@example.com',
      audiences: [audience('a')],
      ...members,
    };
    const { handing: all, bulletins } = await begun({ settings }, { mail });
    expect(await handOutDigests(all)).toMatchObject([{ outcome: 'board', reason }]);
    expect(bulletins).toHaveLength(1);
    expect(bulletins[0]?.text).toContain(`This digest comes by this way because ${reason}.`);
    expect(bulletins[0]?.summary).toMatchObject({ type: 'digest', week: '2026-W46', now: { moved: { opened: 0 } } });
    expect(outcomes(await handOutDigests(all))[0]).toMatch(/ had$/);
  });
  test('that nobody takes is told of, and tried again', async () => {
    const refused: Delivery = { kind: 'refused', reason: 'the topic is gone' };
    const { handing: all, bulletins } = await begun({ settings: { ...defaultNoticeSettings } }, { board: [refused] });
    expect(await handOutDigests(all)).toMatchObject([{ outcome: 'refused', reason: 'the topic is gone' }]);
    expect(await handOutDigests(all)).toMatchObject([{ outcome: 'board' }]);
    expect(bulletins).toHaveLength(2);
  });
  const fails = (): never => {
    throw new Error('no font');
  };
  test.each([
    ['the painter', async () => fails()],
    ['a picture', async () => fails],
  ])('goes without pictures where %s cannot be made', async (_, painter) => {
    const { handing: all, mails, unpainted } = await begun({ painter });
    expect(outcomes(await handOutDigests(all))).toEqual(['everybody mailed']);
    expect([mails[0]?.pictures, mails[0]?.html.includes('<img'), unpainted.length]).toEqual([[], false, 1]);
    expect(mails[0]?.text).toContain('Mean time to resolve');
  });
  test('remembers what it told, and the next one says where that has changed', async () => {
    const { handing: all, book, mails, goTo } = await begun();
    await handOutDigests(all);
    const name = 'digest 2026-W46 everybody';
    const kept = (await book.entries([name])).get(name)?.value;
    expect(kept).toMatchObject({ state: 'handed', by: 'mail', receipt: 'r-1', at: now, told: { week: '2026-W46' } });
    const entry = (await book.entries([name])).get(name);
    const told = (kept as { told: object }).told;
    await book.write(
      name,
      { ...(kept as object), told: { ...told, moved: { opened: 3, reopened: 0, resolved: 0 } } },
      entry?.version ?? 0,
    );
    goTo(now + days(7));
    await handOutDigests(all);
    expect(mails[1]?.text.replaceAll(/\s+/g, ' ')).toContain(
      'The digest of 2026-W46 was sent before all of that week was known. What it told, and what is known now: opened 3, now 0.',
    );
  });
});

test('whoever asks by hand is told that it was sent, and may send it again', async () => {
  const { handing: all, mails } = handing();
  const send = async (again: boolean) => handDigestTo(audience('a'), week, { ...all, board: undefined }, { again });
  expect(await send(false)).toMatchObject({ outcome: 'mailed', at: now });
  expect(await send(false)).toEqual({ audience: 'a', outcome: 'had', at: now });
  expect(await send(true)).toMatchObject({ outcome: 'mailed' });
  expect(mails).toHaveLength(2);
  const refusing = handing({ board: undefined }, { mail: [{ kind: 'refused', reason: 'not verified' }] });
  expect(await handDigestTo(audience('a'), week, refusing.handing)).toMatchObject({
    outcome: 'refused',
    reason: 'it could not be sent by mail: not verified',
  });
  expect(isoOf(week.since)).toBe('2026-11-09T00:00:00Z');
});
