import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { account } from '../infra/stacks.ts';
import { lambdaProcess, type LambdaProcess } from './lambda-process.ts';
import { unpacked } from './unpacked.ts';

export const stage = 'moto';
export const region = 'eu-central-1';
/** All in which the example week happens. */
export const regions = [region, 'eu-west-1', 'us-east-1', 'us-west-2'];

/** What makes the SDK ask moto: an address without a name, for which S3's buckets stand in the path. */
export const credentials = () => ({
  AWS_ENDPOINT_URL: inject('endpoint'),
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_REGION: region,
});

/** Runs one of the scripts of package.json, as whoever deploys does. */
const npmRun = async (...words: readonly string[]): Promise<void> => {
  const child = spawn('npm', ['run', '--silent', ...words], { env: { ...process.env, ...credentials() } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`npm run ${words.join(' ')} failed (${code}): ${said.slice(-3_000)}`);
};

interface Asked {
  service: string;
  path?: string;
  target?: string;
  method?: string;
  input?: object;
}

/** Asks moto by HTTP, where there is no client of the SDK among our packages. */
export const ask = async ({ service, path = '/', target, method = 'GET', input }: Asked): Promise<unknown> => {
  const response = await fetch(inject('endpoint') + path, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=testing/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-amz-json-1.0',
      ...(target !== undefined && { 'x-amz-target': target }),
    },
    ...(input && { body: JSON.stringify(input) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${target ?? path}: ${response.status} ${text.slice(0, 500)}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
};

/** What the stage's store says of itself. */
export const parameter = async (name: string): Promise<string> => {
  const input = { Name: `/sagewatch/${stage}/store/${name}` };
  const target = 'AmazonSSM.GetParameter';
  const answer = await ask({ service: 'ssm', method: 'POST', target, input });
  return (answer as { Parameter: { Value: string } }).Parameter.Value;
};

/** A message source that wakes a function. */
interface Mapping {
  UUID: string;
  EventSourceArn: string;
  FunctionArn: string;
}

/** Switches off what wakes functions: moto would take the messages for functions that it cannot run. Returns what was there. */
const switchedOff = async (): Promise<Mapping[]> => {
  const path = '/2015-03-31/event-source-mappings/';
  const { EventSourceMappings: mappings } = (await ask({ service: 'lambda', path })) as {
    EventSourceMappings: Mapping[];
  };
  // Deleted, they would still be known to their queues.
  for (const { UUID } of mappings) {
    await ask({ service: 'lambda', path: path + UUID, method: 'PUT', input: { Enabled: false } });
  }
  return mappings;
};

/** The stage as it was deployed. */
export interface Deployed {
  /** Which source wakes which function, by the names of both. */
  sources: readonly string[];
  environmentOf(name: string): Promise<Record<string, string>>;
  /** Starts the packaged zip of a function, with the environment that the stack gives it, and more. */
  start(name: string, more?: Readonly<Record<string, string>>): Promise<LambdaProcess>;
  close(): Promise<void>;
}

const lastOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? '';

const environmentOf = async (name: string): Promise<Record<string, string>> => {
  const { Configuration } = (await ask({ service: 'lambda', path: `/2015-03-31/functions/${name}` })) as {
    Configuration: { Environment: { Variables: Record<string, string> } };
  };
  const { Variables: variables } = Configuration.Environment;
  // moto's CloudFormation names queues by AWS's own host.
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [
      key,
      key.endsWith('_QUEUE_URL') ? inject('endpoint') + new URL(value).pathname : value,
    ]),
  );
};

/** Deploys the service to moto, as `npm run deploy` does it to AWS: the store, the service, and a forwarder a Region. */
export const deployed = async (): Promise<Deployed> => {
  await npmRun('deploy', '--', '--stage', stage, '--region', region, '--regions', regions.join(','));
  const mappings = await switchedOff();
  const folder = mkdtempSync(join(tmpdir(), 'sagewatch-'));
  const started: LambdaProcess[] = [];
  return {
    sources: mappings.map(({ EventSourceArn, FunctionArn }) => {
      const source = /:dynamodb:/.test(EventSourceArn) ? 'stream' : lastOf(EventSourceArn);
      return `${source} → ${lastOf(FunctionArn)}`;
    }),
    environmentOf,
    start: async (name, more = {}) => {
      const own = join(folder, `${name}-${started.length}`);
      unpacked(`.serverless/${name}.zip`, own);
      const environment = { ...(await environmentOf(`sagewatch-${stage}-${name}`)), ...credentials(), ...more };
      const handler = `functions/${name}/handler.handler`;
      const running = await lambdaProcess({ name: `sagewatch-${stage}-${name}`, handler, folder: own, environment });
      started.push(running);
      return running;
    },
    close: async () => {
      await Promise.all(started.map((running) => running.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export { account };
