import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dynamoStore, type DynamoStore } from '../../../shared/adapters/aws/dynamo/store.ts';
import { resourceKey } from '../../../shared/core/resource-ref.ts';
import { clientOf, fakeDynamo } from './fake-dynamo.ts';
import { call, taken } from './small-world.ts';

/** What docs/data-model.md says that things cost, by what they are: requests, read units, write units. */
const documented = (): Map<string, string> =>
  new Map(
    [
      ...readFileSync('docs/data-model.md', 'utf8').matchAll(
        /^\| (.+?) \| .*?\| *(\d+) \| *([\d.]+) \| *([\d.]+) \|$/gm,
      ),
    ].map(([, what = '', requests, reads, writes]) => [what, `${requests} ${reads} ${writes}`]),
  );

/** A store on a table in memory, which counts what is used of it. */
const metered = () => {
  const fake = fakeDynamo();
  const make = (): DynamoStore =>
    dynamoStore({
      table: 'sagewatch',
      client: clientOf(fake.handle),
      clock: { now: () => Date.parse('2026-11-20T12:00:00Z') },
      sleep: async () => {},
    });
  /** What it costs a writer that has nothing at hand yet. */
  const cost = async (act: (store: DynamoStore) => Promise<unknown>): Promise<string> => {
    const { requests, reads, writes } = { ...fake.table.units };
    await act(make());
    const after = fake.table.units;
    return `${after.requests - requests} ${after.reads - reads} ${after.writes - writes}`;
  };
  return { make, cost };
};

const server = (name: string, members: object = {}) => ({
  name,
  key: 'k',
  role: 'r',
  open: false,
  size: 'small',
  ...members,
});
const servers = (count: number) =>
  Array.from({ length: count }, (_, n) => call(n, 'CreateServer', server(`server-${n}`)));

test('an event costs what docs/data-model.md says', async () => {
  const costs = new Map<string, string>();
  const costOf = async (what: string, before: readonly object[], ...events: readonly object[]): Promise<void> => {
    const { make, cost } = metered();
    for (const each of before) await taken(make(), each);
    costs.set(what, await cost(async (store) => taken(store, ...events)));
  };
  const known = [call(-2, 'CreateKey', { name: 'k', enabled: true }), ...servers(1)];
  await costOf('nothing follows from it', [], call(100, 'DescribeServer', {}));
  const [again] = servers(1);
  await costOf('delivered again', [again!], again!);
  await costOf(
    'a change after which every verdict stands',
    known,
    call(100, 'UpdateServer', { name: 'server-0', size: 'large' }),
  );
  await costOf('a change that opens a finding', known, call(100, 'UpdateServer', { name: 'server-0', open: true }));
  await costOf(
    'a change that resolves one',
    [...known, call(50, 'UpdateServer', { name: 'server-0', open: true })],
    call(100, 'UpdateServer', { name: 'server-0', open: false }),
  );
  await costOf(
    'a creation with two references, which opens a finding',
    known.slice(0, 1),
    call(100, 'CreateServer', server('new', { open: true })),
  );
  await costOf(
    'a run of a workload that fails again',
    [call(0, 'StartRun', { name: 'run-1', open: true })],
    call(100, 'StartRun', { name: 'run-2', open: true }),
  );
  await costOf('a key is disabled that one server uses', known, call(100, 'UpdateKey', { name: 'k', enabled: false }));
  await costOf(
    'a key is disabled that 10 servers use',
    [known[0]!, ...servers(10)],
    call(100, 'UpdateKey', { name: 'k', enabled: false }),
  );
  await costOf(
    'a key is disabled that 100 servers use',
    [known[0]!, ...servers(100)],
    call(200, 'UpdateKey', { name: 'k', enabled: false }),
  );
  await costOf(
    'a change that comes late, behind ten others',
    [
      ...known,
      ...Array.from({ length: 10 }, (_, n) => call(200 + n, 'UpdateServer', { name: 'server-0', size: String(n) })),
    ],
    call(100, 'UpdateServer', { name: 'server-0', size: 'late' }),
  );
  const said = documented();
  expect(Object.fromEntries([...costs.keys()].map((what) => [what, said.get(what)]))).toEqual(
    Object.fromEntries(costs),
  );
});

test('a question costs what docs/data-model.md says', async () => {
  const { make, cost } = metered();
  const count = 100;
  for (const each of servers(count)) await taken(make(), each);
  await taken(
    make(),
    ...Array.from({ length: count }, (_, n) => call(200 + n, 'UpdateServer', { name: `server-${n}`, open: true })),
  );
  for (let n = 0; n < 20; n++)
    await taken(make(), call(400 + n, 'UpdateServer', { name: 'server-0', size: String(n) }));
  const [first] = await Array.fromAsync(make().findings({ resource: 'server-7' }));
  if (!first) throw new Error('there is no finding to ask for');
  const key = resourceKey(first.resource);
  const findings = (query: Parameters<DynamoStore['findings']>[0]) => async (store: DynamoStore) =>
    Array.fromAsync(store.findings(query));
  const questions: Record<string, (store: DynamoStore) => Promise<unknown>> = {
    'open findings of a severity': findings({ status: 'open', severity: 'high' }),
    'open findings of a control': findings({ status: 'open', control: 'small/server-open' }),
    'open findings of an account': findings({ status: 'open', account: '111122223333' }),
    'open findings of an owner': findings({ status: 'open', owner: 'nobody' }),
    'open findings of a framework’s controls': findings({ status: 'open', control: 'small/*' }),
    'how many are open, by severity': async (store) => store.open(),
    'findings of a resource, by its name': findings({ resource: 'server-7' }),
    'a finding by its id': async (store) => store.finding(first.id.slice(0, 8)),
    'all findings, resolved ones too': findings({}),
    'history of a resource': async (store) => store.history(key.replace('server-7', 'server-0')),
    'how a finding moved': async (store) => store.transitionsOf(first.id),
    'changed since': async (store) => Array.fromAsync(store.transitionsSince(Date.parse('2026-11-13T12:00:00Z'))),
    pending: async (store) => store.pendingTransitions(10),
    'who refers to a resource': async (store) =>
      (await store.begin([])).referrers(key.replace('server/server-7', 'key/k')),
    'who uses a resource, as it is known': async (store) =>
      store.referring(key.replace('server/server-7', 'key/k'), 50),
    'a resource by its name': async (store) => store.resources('server-7'),
    'resources by a pattern': async (store) => store.resources('server-1*'),
    'what is there of a type in a place': async (store) =>
      Array.fromAsync(store.present('small/server', { account: '111122223333', region: first.resource.region })),
    'what could not be decided or read': async (store) => Array.fromAsync(store.undecided()),
  };
  const costs: Record<string, string> = {};
  for (const [what, ask] of Object.entries(questions)) costs[what] = await cost(ask);
  const said = documented();
  expect(Object.fromEntries(Object.keys(costs).map((what) => [what, said.get(what)]))).toEqual(costs);
});
