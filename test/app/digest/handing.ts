import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import type { Handing } from '../../../shared/app/digest/send.ts';
import { defaultNoticeSettings } from '../../../shared/core/notice-settings.ts';
import type { Delivery, Mail } from '../../../shared/ports.ts';
import { facts, now } from '../../digest/made.ts';

export const audience = (name: string, more = {}) => ({
  name,
  to: [`${name}@example.com`],
  accounts: [],
  owners: [],
  ...more,
});

/** Everything by which digests are handed out, on one machine, with what was handed out. */
export const handing = (members: Partial<Handing> = {}, answers: { mail?: Delivery[]; board?: Delivery[] } = {}) => {
  const mails: Mail[] = [];
  const bulletins: { subject: string; text: string; summary: object }[] = [];
  const unpainted: unknown[] = [];
  let time = now;
  let gathered = 0;
  const delivered: Delivery = { kind: 'delivered', receipt: 'r-1' };
  const book = sqliteStore(':memory:', { now: () => time });
  const all: Handing = {
    book,
    clock: { now: () => time },
    settings: { ...defaultNoticeSettings, sender: 'sagewatch@example.com', audiences: [audience('everybody')] },
    mailer: {
      send: async (mail) => {
        mails.push(mail);
        return answers.mail?.shift() ?? delivered;
      },
    },
    board: {
      publish: async (bulletin) => {
        bulletins.push(bulletin);
        return answers.board?.shift() ?? delivered;
      },
    },
    facts: async () => {
      gathered++;
      const { toldBefore: _, ...rest } = facts({ now: time });
      return rest;
    },
    painter: async () => () => new Uint8Array([1, 2, 3]),
    onUnpainted: (error) => unpainted.push(error),
    ...members,
  };
  return {
    handing: all,
    book,
    mails,
    bulletins,
    unpainted,
    gathered: () => gathered,
    goTo: (moment: number) => {
      time = moment;
    },
    now: () => time,
  };
};
