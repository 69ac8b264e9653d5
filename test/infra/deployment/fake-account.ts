import type { Stack, StackPlan, Stacks } from '../../../shared/adapters/aws/deployment/stacks.ts';

const account = '111122223333';

/** An account with its stacks, Region by Region; `fails` names those that CloudFormation does not bring to an end. */
export const fakeAccount = (fails: readonly string[] = []) => {
  const stacks = new Map<string, StackPlan & Stack>();
  const done: string[] = [];
  const said: string[] = [];
  const keyOf = ({ name, region }: { name: string; region: string }) => `${name} ${region}`;
  const refuse = (key: string) => {
    if (fails.includes(key)) throw new Error(`stack ${key} ended as ROLLBACK_COMPLETE`);
  };
  const put = (plan: StackPlan) => {
    const id = `arn:aws:cloudformation:${plan.region}:${account}:stack/${plan.name}/1`;
    stacks.set(keyOf(plan), { ...plan, id, status: 'CREATE_COMPLETE' });
  };
  const port: Stacks = {
    find: async (name) => stacks.get(keyOf(name)),
    deploy: async (plan) => {
      const key = keyOf(plan);
      refuse(key);
      const before = stacks.get(key);
      const isSame = JSON.stringify(before?.parameters) === JSON.stringify(plan.parameters);
      put(plan);
      done.push(`deploy ${key}`);
      if (!before) return 'created';
      return isSame ? 'unchanged' : 'updated';
    },
    remove: async (name) => {
      refuse(keyOf(name));
      if (stacks.delete(keyOf(name))) done.push(`remove ${keyOf(name)}`);
    },
  };

  /** Makes and removes the home stack, as osls does. */
  const osls = async (words: readonly string[]): Promise<void> => {
    const [command = '', , stage = '', , region = ''] = words;
    const name = `sagewatch-${stage}`;
    done.push(`osls ${words.join(' ')}`);
    if (command === 'remove') {
      stacks.delete(keyOf({ name, region }));
      return;
    }
    const given = Object.fromEntries(
      words.filter((word) => word.startsWith('--param=')).map((word) => word.slice('--param='.length).split('=')),
    ) as Record<string, string>;
    const parameters = {
      Organization: given['organization'] ?? '',
      WatchedRegions: given['regions'] ?? '',
      OperationsEmail: given['opsEmail'] ?? '',
      LogLevel: given['logLevel'] ?? 'INFO',
      HasDashboard: given['dashboard'] ?? 'yes',
      ...(given['budget'] === 'on' && { MonthlyBudget: given['monthlyBudget'] ?? '15' }),
    };
    put({ name, region, template: '', parameters, tags: {}, isProtected: false });
  };

  const doctor = async (words: readonly string[]): Promise<void> => void done.push(`doctor ${words.join(' ')}`);

  const start = async (name: string, region: string): Promise<void> => {
    refuse(`${name} ${region}`);
    done.push(`start ${name} ${region}`);
  };

  return {
    stacks: port,
    osls,
    start,
    doctor,
    say: (line: string) => void said.push(line),
    done,
    said,
    names: () => [...stacks.keys()].toSorted(),
    stackOf: (key: string) => stacks.get(key),
  };
};
