import { expect, test } from 'vitest';
import { transitionOf, waiverTransitionOf } from '../../shared/core/finding.ts';
import { all, commit, finding, plain, type Make } from './store-fixtures.ts';

/** What every store has to do for who tells people how findings moved. */
export const outboxContract = (make: Make): void => {
  test('at one moment a finding is told of as opened before it is raised, and then as resolved', async () => {
    const store = await make();
    const opened = transitionOf(finding(), 'opened', 1_000);
    const raised = transitionOf(finding({ severity: 'critical' }), 'raised', 1_000);
    const over = transitionOf(finding({ status: 'resolved' }), 'resolved', 1_000);
    await commit(store, ['a'], { transitions: [opened, raised, over] });
    expect((await store.transitionsOf(opened.finding.id)).map((each) => each.change)).toEqual([
      'opened',
      'raised',
      'resolved',
    ]);
    await store.close();
  });
  test('that waivers moved a finding is written without it, once, and comes back whole', async () => {
    const store = await make();
    const known = finding();
    await commit(store, ['a'], { findings: [known], transitions: [transitionOf(known, 'opened', 1_000)] });
    const waiver = {
      control: '*',
      resource: '*',
      type: 'risk-accepted' as const,
      reason: 'r',
      requester: 'a',
      approver: 'b',
      approved: null,
      until: 5_000,
      ticket: null,
    };
    const published = { version: 2, by: 'alice', isVerified: false };
    const waived = waiverTransitionOf(known, 'waived', 3_000, { waiver, key: 'k', published });
    const ended = waiverTransitionOf(known, 'waiver-ended', 3_000, { waiver, key: 'k' });
    for (let times = 0; times < 2; times++) await commit(store, [], { transitions: [waived, ended] });
    const [opened, ...moved] = await store.transitionsOf(known.id);
    expect(opened?.change).toBe('opened');
    expect(plain(moved)).toEqual(plain([waived, ended]));
    expect(plain(await store.finding(known.id))).toEqual(plain(known));
    expect(await store.pendingTransitions(10)).toHaveLength(3);
    await store.close();
  });
  test('a transition is pending until it is marked as sent, and never again', async () => {
    const store = await make();
    const opened = transitionOf(finding(), 'opened', 1_000);
    const other = transitionOf(finding({ incarnation: 1 }), 'opened', 2_000);
    await commit(store, ['a'], { transitions: [opened, other] });
    const pending = async () => (await store.pendingTransitions(10)).map(({ id }) => id).toSorted();
    expect(await pending()).toEqual([opened.id, other.id].toSorted());
    expect(await store.pendingTransitions(1)).toHaveLength(1);
    await store.markSent([opened]);
    await store.markSent([opened]);
    expect(plain(await store.pendingTransitions(10))).toEqual(plain([other]));
    await commit(store, ['b'], { transitions: [opened] });
    expect(await pending()).toEqual([other.id]);
    await store.close();
  });
  test('what was recorded since a moment goes by when it was written, not by when it happened', async () => {
    const store = await make();
    const transitions = [1_000, 2_000].map((at) => transitionOf(finding(), 'opened', at));
    await commit(store, ['a'], { transitions });
    const since = async (moment: number) =>
      (await all(store.transitionsSince(moment))).map(({ at }) => at).toSorted((a, b) => a - b);
    expect(await since(0)).toEqual([1_000, 2_000]);
    expect(await since(1_500)).toEqual([1_000, 2_000]);
    expect(await since(Date.parse('9000-01-01T00:00:00Z'))).toEqual([]);
    await store.close();
  });
};
