import { describe, expect, test } from 'vitest';
import { cloudFormationStacks, type StackPlan } from '../../../../shared/adapters/aws/deployment/stacks.ts';

const id = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/thing/1';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const missing = named('ValidationError', 'Stack with id thing does not exist');

type Answer = object | Error;

/** A CloudFormation that answers each command what it is told to, in turn; the last answer stays. */
const cloudFormation = (answers: Readonly<Record<string, readonly Answer[]>>) => {
  const sent: string[] = [];
  const inputs: Record<string, unknown>[] = [];
  const counts = new Map<string, number>();
  const client = {
    send: async (command: { constructor: { name: string }; input: Record<string, unknown> }): Promise<object> => {
      const name = command.constructor.name.replace('Command', '');
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      sent.push(name);
      inputs.push(command.input);
      const list = answers[name] ?? [{}];
      const answer = list[Math.min(count, list.length - 1)] ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  let slept = 0;
  const stacks = cloudFormationStacks(
    () => client,
    async () => void slept++,
  );
  return { stacks, sent, inputs, slept: () => slept };
};

const status = (StackStatus: string, more: object = {}): object => ({
  Stacks: [{ StackId: id, StackStatus, ...more }],
});

const plan: StackPlan = {
  name: 'thing',
  region: 'eu-west-1',
  template: '{}',
  parameters: { Stage: 'prod' },
  tags: { sagewatch: 'prod' },
  isProtected: true,
};

describe('a stack', () => {
  test('that there is none of is undefined; other errors are thrown', async () => {
    expect(await cloudFormation({ DescribeStacks: [missing] }).stacks.find(plan)).toBeUndefined();
    const denied = cloudFormation({ DescribeStacks: [named('AccessDenied', 'no')] });
    await expect(denied.stacks.find(plan)).rejects.toThrow('no');
  });
  test('is told with its parameters', async () => {
    const parameters = { Parameters: [{ ParameterKey: 'Organization', ParameterValue: 'o-1' }] };
    const { stacks } = cloudFormation({ DescribeStacks: [status('UPDATE_COMPLETE', parameters)] });
    expect(await stacks.find(plan)).toEqual({
      id,
      status: 'UPDATE_COMPLETE',
      isProtected: false,
      parameters: { Organization: 'o-1' },
    });
  });
  test('is made where there is none, and waited for', async () => {
    const { stacks, sent, inputs, slept } = cloudFormation({
      DescribeStacks: [missing, status('CREATE_IN_PROGRESS'), status('CREATE_COMPLETE')],
      CreateStack: [{ StackId: id }],
    });
    expect(await stacks.deploy(plan)).toBe('created');
    expect(sent).toEqual(['DescribeStacks', 'CreateStack', 'DescribeStacks', 'DescribeStacks']);
    expect(slept()).toBe(1);
    expect(inputs[1]).toEqual({
      StackName: 'thing',
      TemplateBody: '{}',
      Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'prod' }],
      Tags: [{ Key: 'sagewatch', Value: 'prod' }],
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      EnableTerminationProtection: true,
    });
  });
  test('is updated where there is one, unless nothing is new', async () => {
    const updated = cloudFormation({ DescribeStacks: [status('CREATE_COMPLETE'), status('UPDATE_COMPLETE')] });
    expect(await updated.stacks.deploy(plan)).toBe('updated');
    const same = cloudFormation({
      DescribeStacks: [status('UPDATE_COMPLETE')],
      UpdateStack: [named('ValidationError', 'No updates are to be performed.')],
    });
    expect(await same.stacks.deploy(plan)).toBe('unchanged');
  });
  test('whose creation was rolled back is made anew', async () => {
    const { stacks, sent } = cloudFormation({
      DescribeStacks: [status('ROLLBACK_COMPLETE'), status('ROLLBACK_COMPLETE'), missing, status('CREATE_COMPLETE')],
      CreateStack: [{ StackId: id }],
    });
    expect(await stacks.deploy(plan)).toBe('created');
    expect(sent.filter((name) => name !== 'DescribeStacks')).toEqual(['DeleteStack', 'CreateStack']);
  });
  test('that somebody else is changing is left alone', async () => {
    const { stacks, sent } = cloudFormation({ DescribeStacks: [status('UPDATE_IN_PROGRESS')] });
    await expect(stacks.deploy(plan)).rejects.toThrow('is just being changed');
    expect(sent).toEqual(['DescribeStacks']);
  });
  test('that fails says why, the first cause first and without what was only called off', async () => {
    const { stacks } = cloudFormation({
      DescribeStacks: [status('CREATE_COMPLETE'), status('UPDATE_ROLLBACK_COMPLETE')],
      DescribeStackEvents: [
        {
          StackEvents: [
            {
              LogicalResourceId: 'Rule',
              ResourceStatus: 'CREATE_FAILED',
              ResourceStatusReason: 'Resource creation cancelled',
            },
            { LogicalResourceId: 'Queue', ResourceStatus: 'CREATE_FAILED', ResourceStatusReason: 'second' },
            { LogicalResourceId: 'Role', ResourceStatus: 'CREATE_FAILED', ResourceStatusReason: 'first' },
            { LogicalResourceId: 'Bus', ResourceStatus: 'CREATE_COMPLETE' },
          ],
        },
      ],
    });
    await expect(stacks.deploy(plan)).rejects.toThrow(
      'stack thing in eu-west-1 ended as UPDATE_ROLLBACK_COMPLETE\n  Role: first\n  Queue: second',
    );
  });
  test('is removed, its protection first; what is not there is left', async () => {
    const here = cloudFormation({
      DescribeStacks: [
        status('CREATE_COMPLETE', { EnableTerminationProtection: true }),
        status('DELETE_IN_PROGRESS'),
        status('DELETE_COMPLETE'),
      ],
    });
    await here.stacks.remove(plan);
    expect(here.sent.filter((name) => name !== 'DescribeStacks')).toEqual([
      'UpdateTerminationProtection',
      'DeleteStack',
    ]);
    const nowhere = cloudFormation({ DescribeStacks: [missing] });
    await nowhere.stacks.remove(plan);
    expect(nowhere.sent).toEqual(['DescribeStacks']);
  });
});
