import { describe, expect, test } from 'vitest';
import { handOutDigests } from '../../../shared/app/digest/send.ts';
import { digestLine, digestStanding, type DigestStanding } from '../../../shared/app/digest/standing.ts';
import type { DoctorFacts } from '../../../shared/app/service/doctor-facts.ts';
import { days, hours } from '../../../shared/core/instant.ts';
import { notTold, told } from '../../../shared/core/told.ts';
import { now } from '../../digest/made.ts';
import { handing } from './handing.ts';

const well: DoctorFacts = {
  stage: 'prod',
  now: now + hours(5),
  status: 'UPDATE_COMPLETE',
  createdAt: now - days(100),
  trails: told([]),
  regions: [],
  mail: told({ verified: ['example.com'], unverified: [], isSandbox: false }),
  operations: told({ confirmed: 1, pending: 0 }),
  findings: told({ confirmed: 1, pending: 0 }),
  slack: told([]),
  canary: told(now),
  deadLetters: [],
  silent: told([]),
  unread: told([]),
  quarantined: told(0),
};
const handed = { state: 'handed' as const, at: now, by: 'mail' as const, told: {} as never };
const mailed: DigestStanding = {
  sender: 'watch@mail.example.com',
  audiences: ['everybody'],
  week: '2026-W46',
  dueSince: now,
  handed: [{ audience: 'everybody', kept: handed }],
};
const without = (kept: DigestStanding['handed'][number]['kept']): DigestStanding => ({
  ...mailed,
  handed: [{ audience: 'everybody', kept }],
});

describe('what the doctor says of the digest', () => {
  test.each<[string, DigestStanding, Partial<DoctorFacts>, string, RegExp]>([
    ['all is well', mailed, {}, 'pass', /^goes by mail to everybody; that of 2026-W46 has gone$/],
    ['it is due just now', without(undefined), { now: now + hours(2) }, 'pass', /^goes by mail to everybody$/],
    ['it did not come', without(undefined), {}, 'fail', /^that of 2026-W46 was not handed to everybody$/],
    [
      'it failed',
      without({ state: 'failed', at: now, reason: 'denied' }),
      {},
      'fail',
      /not handed to everybody: denied$/,
    ],
    ['the stage is new', without(undefined), { createdAt: now - hours(1) }, 'pass', /^goes by mail/],
    [
      'SES is not set up',
      mailed,
      { mail: told({ verified: [], unverified: [], isSandbox: true }) },
      'fail',
      /^SES can't send as watch@mail\.example\.com yet; until it can, the digest goes to the topic of findings/,
    ],
    [
      'a look-alike is verified',
      mailed,
      { mail: told({ verified: ['ample.com'], unverified: [], isSandbox: true }) },
      'fail',
      /^SES can't send/,
    ],
    ['a sender with a name', { ...mailed, sender: 'Sagewatch <watch@mail.example.com>' }, {}, 'pass', /^goes by mail/],
    [
      'a sender with a name, SES is not set up',
      { ...mailed, sender: 'Sagewatch <watch@mail.example.com>' },
      { mail: told({ verified: [], unverified: [], isSandbox: true }) },
      'fail',
      /^SES can't send as watch@mail\.example\.com yet/,
    ],
    [
      'the address itself is verified',
      mailed,
      { mail: told({ verified: ['Watch@mail.example.com'], unverified: [], isSandbox: true }) },
      'pass',
      /^goes by mail/,
    ],
    [
      'no sender',
      { ...mailed, sender: null },
      {},
      'pass',
      /^goes to the topic of findings, as text: no sender of mail is configured$/,
    ],
    ['no audience', { ...mailed, audiences: [] }, {}, 'pass', /no audience is configured$/],
    [
      'nobody subscribes',
      { ...mailed, sender: null },
      { findings: told({ confirmed: 0, pending: 1 }) },
      'fail',
      /to which nobody subscribes$/,
    ],
    ['no topic', { ...mailed, sender: null }, { findings: told(undefined) }, 'fail', /to which nobody subscribes$/],
    ['who subscribes is not known', { ...mailed, sender: null }, { findings: notTold('x') }, 'unknown', /not known$/],
  ])('%s', (_, standing, facts, status, text) => {
    const line = digestLine(told(standing), { ...well, ...facts });
    expect([line.id, line.status]).toEqual(['digest', status]);
    expect(line.text).toMatch(text);
    expect(line.todo === undefined).toBe(status === 'pass');
  });
  test('what was not answered is unknown', () => {
    expect(digestLine(notTold('the store is gone'), well)).toMatchObject({
      status: 'unknown',
      text: 'the store is gone',
    });
  });
  test('is looked up where the digests are kept', async () => {
    const { handing: all, book } = handing();
    await book.write('digest begins', { at: 0 }, 0);
    const look = async () => digestLine(told(await digestStanding(book, all.settings, all.clock)), well);
    expect(await look()).toMatchObject({ status: 'fail' });
    await handOutDigests(all);
    expect(await look()).toMatchObject({
      status: 'pass',
      text: 'goes by mail to everybody; that of 2026-W46 has gone',
    });
  });
});
