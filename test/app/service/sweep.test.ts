import { describe, expect, test } from 'vitest';
import { assess } from '../../../shared/app/assess.ts';
import { eventKey } from '../../../shared/app/event.ts';
import { changeOfRead } from '../../../shared/app/observe.ts';
import type { ListMessage, WorkMessage } from '../../../shared/app/service/messages.ts';
import { readResource } from '../../../shared/app/service/read.ts';
import { listResources, sweepMessages, sweptTypes } from '../../../shared/app/service/sweep.ts';
import { resourceTypes } from '../../../shared/catalogue.ts';
import { refOf } from '../../../shared/core/resource-ref.ts';
import type { Listed, ReadOutcome } from '../../../shared/ports.ts';
import { service } from './service.ts';

const place = { account: '111122223333', region: 'eu-central-1' };
const message: ListMessage = { kind: 'list', type: 'sagemaker/notebook-instance', ...place, sweep: '2026-11-02' };
const arn = (name: string) => `arn:aws:sagemaker:${place.region}:${place.account}:notebook-instance/${name}`;

const sweeping = (
  pages: Readonly<Record<string, Listed>>,
  { age, version = 'one' }: { age?: number; version?: string } = {},
) => {
  const watchdog = service();
  const sent: { message: WorkMessage; delay: number }[] = [];
  return {
    ...watchdog,
    sent,
    list: (asked: ListMessage, by = version) =>
      listResources(asked, {
        ...watchdog.assessing,
        version: by,
        backlog: { age: async () => age },
        lister: { list: async (_, __, page = '') => pages[page] ?? { kind: 'unavailable', reason: 'not permitted' } },
        work: {
          send: async (messages, delay = 0) => {
            for (const each of messages) sent.push({ message: each, delay });
          },
        },
      }),
  };
};
const listed = (names: readonly string[], next?: string): Listed => ({
  kind: 'listed',
  resources: names.map((name) => ({ arn: arn(name) })),
  next,
});

describe('a sweep', () => {
  test('asks for a list of each type wherever it can be, and of no jobs', () => {
    const types = sweptTypes(resourceTypes);
    expect(types.map(({ name }) => name)).toContain('sagemaker/notebook-instance');
    expect(types.map(({ name }) => name)).not.toContain('sagemaker/training-job');
    const localities = [place, { ...place, region: 'us-east-1' }];
    const messages = sweepMessages(
      types,
      ({ name }) => (name.startsWith('iam/') ? localities.slice(1) : localities),
      's',
    );
    expect(messages.filter(({ type }) => type === 'iam/role')).toHaveLength(1);
    expect(messages.filter(({ type }) => type === 'kms/key')).toHaveLength(2);
  });
  test('has every resource of a page read, and asks for the next page', async () => {
    const sweep = sweeping({ '': listed(['a', 'b'], 'p2'), p2: listed(['c']) });
    expect(await sweep.list(message)).toEqual({ kind: 'listed', count: 2, isBaseline: true });
    expect(sweep.sent.map(({ message: { kind, ...rest } }) => [kind, 'arn' in rest ? rest.arn : undefined])).toEqual([
      ['read', arn('a')],
      ['read', arn('b')],
      ['list', undefined],
    ]);
    expect(sweep.sent.at(-1)?.message).toEqual({ ...message, page: 'p2', pages: 1 });
  });
  test('is a baseline until it was whole once, and again for other controls', async () => {
    const sweep = sweeping({ '': listed(['a'], 'p2'), p2: listed(['b']) });
    const baselines = () =>
      sweep.sent.splice(0).flatMap(({ message: each }) => (each.kind === 'read' ? [each.baseline] : []));
    await sweep.list(message);
    await sweep.list(message);
    expect(baselines()).toEqual([true, true]);
    await sweep.list({ ...message, page: 'p2', pages: 1 });
    expect(baselines()).toEqual([true]);
    expect(await sweep.list(message)).toMatchObject({ isBaseline: false });
    expect(baselines()).toEqual([undefined]);
    expect(await sweep.list({ ...message, region: 'eu-west-1' })).toMatchObject({ isBaseline: true });
    expect(await sweep.list(message, 'two')).toMatchObject({ isBaseline: true });
  });
  test('waits while events wait for more than a minute', async () => {
    const sweep = sweeping({ '': listed(['a']) }, { age: 61_000 });
    expect(await sweep.list(message)).toEqual({ kind: 'waits' });
    expect(sweep.sent).toEqual([{ message, delay: 60_000 }]);
    expect(await sweeping({ '': listed(['a']) }, { age: 59_000 }).list(message)).toMatchObject({ kind: 'listed' });
  });
  test('takes in what the list tells wholly, without a read', async () => {
    const owner = `arn:aws:iam::${place.account}:role/Trainer`;
    const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const sweep = sweeping({
      '': {
        kind: 'listed',
        resources: [{ arn: `${owner}/attached/${policyArn}`, state: { owner: 'role/Trainer', policyArn } }],
      },
    });
    await sweep.list({ ...message, type: 'iam/policy-attachment', region: 'us-east-1' });
    expect(sweep.sent).toEqual([]);
    expect((await sweep.findings()).map(({ controlId, origin }) => [controlId, origin])).toContainEqual([
      'iam/administrator-policy-attachment',
      'baseline',
    ]);
  });
  test('that may not list says so, and is not whole', async () => {
    const sweep = sweeping({});
    expect(await sweep.list(message)).toEqual({ kind: 'unavailable', reason: 'not permitted' });
    expect(await sweep.list({ ...message, type: 'no/type' })).toEqual({ kind: 'unwatched' });
  });
  describe('at its end', () => {
    const observed: ReadOutcome & { kind: 'found' } = {
      kind: 'found',
      state: { rootAccess: 'Enabled' },
      at: Date.parse('2026-11-01T12:00:00Z'),
      final: true,
    };
    /** A sweep of a store that knows some notebooks already. */
    const knowing = async (names: readonly string[], pages: Readonly<Record<string, Listed>>) => {
      const sweep = sweeping(pages);
      for (const name of names) {
        const change = changeOfRead(refOf(message.type, arn(name), place), observed);
        await assess(
          [{ key: eventKey(change.eventId), at: change.at, class: 'evaluated', changes: [change] }],
          [],
          sweep.assessing,
        );
      }
      const reads = () => sweep.sent.splice(0).flatMap(({ message: each }) => (each.kind === 'read' ? [each.arn] : []));
      return { ...sweep, reads };
    };
    test('has read what is known and not listed any more, over all pages, and nothing before', async () => {
      const pages = { '': listed(['a', 'b'], 'p2'), p2: listed(['c'], 'p3'), p3: listed([]) };
      const { list, reads, sent } = await knowing(['a', 'b', 'c', 'gone', 'Other'], pages);
      await list(message);
      expect(reads()).toEqual(['a', 'b'].map(arn));
      await list({ ...message, page: 'p2', pages: 1 });
      expect(sent.at(-1)?.message).toMatchObject({ page: 'p3', pages: 2 });
      expect(reads()).toEqual([arn('c')]);
      expect(await list({ ...message, page: 'p3', pages: 2 })).toMatchObject({ kind: 'listed', gone: 2 });
      expect(reads().toSorted()).toEqual([arn('Other'), arn('gone')]);
    });
    test('has nothing read where a page of it is not known any more', async () => {
      const pages = { '': listed(['a'], 'p2'), p2: listed([]) };
      const { list, reads } = await knowing(['a', 'gone'], pages);
      await list(message);
      await list({ ...message, sweep: 'another, which began meanwhile' });
      reads();
      expect(await list({ ...message, page: 'p2', pages: 1 })).toMatchObject({ count: 0 });
      expect(reads()).toEqual([]);
    });
    test('says nothing of other places and types, and of what is gone', async () => {
      const { list, reads } = await knowing(['a'], { '': listed([]) });
      await list({ ...message, region: 'eu-west-1' });
      await list({ ...message, type: 'sagemaker/model' });
      expect(reads()).toEqual([]);
      await list(message);
      expect(reads()).toEqual([arn('a')]);
    });
    test('lets the read decide: what AWS says is not there resolves, what it still finds stays', async () => {
      const at = Date.parse('2026-11-20T12:00:00Z');
      const { assessing, findings, list, sent } = await knowing(['gone', 'late'], { '': listed([]) });
      await list(message);
      const answers: Record<string, ReadOutcome> = {
        [arn('gone')]: { kind: 'absent', at },
        [arn('late')]: { ...observed, at },
      };
      const reader = { get: async (_: unknown, { arn: asked }: { arn: string }) => answers[asked]! };
      for (const { message: each } of sent.splice(0)) {
        if (each.kind === 'read') await readResource(each, { ...assessing, reader });
      }
      const root = (await findings()).filter(({ controlId }) => controlId === 'sagemaker/notebook-root-access');
      expect(Object.fromEntries(root.map(({ resource: { name }, status }) => [name, status]))).toEqual({
        gone: 'resolved',
        late: 'open',
      });
      await list(message);
      expect(sent.map(({ message: each }) => each)).toMatchObject([{ kind: 'read', arn: arn('late') }]);
    });
  });
});
