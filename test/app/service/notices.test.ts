import { describe, expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { noticeMessage, type NoticeMessage } from '../../../shared/app/service/messages.ts';
import { handOn } from '../../../shared/app/service/notices.ts';
import { transitionOf } from '../../../shared/core/finding.ts';
import type { Queue } from '../../../shared/ports.ts';
import { commit, finding } from '../../adapters/store-fixtures.ts';

const queue = (fails = false) => {
  const sent: NoticeMessage[] = [];
  const notices: Queue<NoticeMessage> = {
    send: async (messages) => {
      if (fails) throw new Error('the queue is not there');
      for (const message of messages) sent.push(noticeMessage.parse(JSON.parse(JSON.stringify(message))));
    },
  };
  return { notices, sent };
};

const storeWith = async () => {
  const store = sqliteStore(':memory:');
  const transitions = [
    transitionOf(finding(), 'opened', 1_000),
    transitionOf(finding({ incarnation: 1 }), 'opened', 2_000),
  ];
  await commit(store, ['a'], { transitions });
  return { store, transitions };
};

describe('transitions are handed on', () => {
  test('by their ids, and are pending no more', async () => {
    const { store, transitions } = await storeWith();
    const { notices, sent } = queue();
    await handOn(transitions.slice(0, 1), { store, notices });
    const [first, second] = transitions;
    expect(sent).toEqual([{ kind: 'transition', finding: first?.finding.id, transition: first?.id }]);
    expect((await store.pendingTransitions(10)).map(({ id }) => id)).toEqual([second?.id]);
  });
  test('and stay pending where the queue does not take them', async () => {
    const { store, transitions } = await storeWith();
    await expect(handOn(transitions, { store, notices: queue(true).notices })).rejects.toThrow(
      'the queue is not there',
    );
    expect(await store.pendingTransitions(10)).toHaveLength(2);
  });
  test('none are no message', async () => {
    const { store } = await storeWith();
    const { notices, sent } = queue(true);
    await handOn([], { store, notices });
    expect(sent).toEqual([]);
  });
});
