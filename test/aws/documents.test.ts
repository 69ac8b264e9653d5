import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { newHomeStack } from './stage.ts';

/** A Region of its own: everything there is made by these tests. */
const region = 'ap-southeast-2';
const folder = mkdtempSync(join(tmpdir(), 'sagewatch-documents-'));

/** What moto cannot do, and why these commands are left out; each stands in one of the documents. */
const lacking: readonly [command: RegExp, why: string][] = [
  [/^aws logs tail /, 'the first version of the command line has no tail, and no function has run'],
  [/^aws scheduler get-schedule /, 'CloudFormation of moto makes no schedules'],
  [/^aws lambda get-account-settings /, 'moto has none'],
  [/^aws sqs start-message-move-task /, 'moto has no move tasks'],
  [/^aws kms (cancel-key-deletion|enable-key) /, 'moto misreads the policy of a key that CloudFormation made'],
  [/^npx sagewatch doctor /, 'what it finds wrong with moto is its exit code: test/aws/production.test.ts looks at it'],
  [/^npm run deploy /, 'test/aws/service.test.ts deploys'],
];

const leftOut = new Set<RegExp>();

/** The commands of a document's shell blocks, as they stand there; from a heading on up to the next, where one is named. */
const commandsOf = (path: string, heading = ''): string[] => {
  const text = readFileSync(path, 'utf8');
  const from = heading === '' ? 0 : text.indexOf(`\n## ${heading}\n`);
  if (from < 0) throw new Error(`${path} has no section ${heading}`);
  const section = heading === '' ? text : (text.slice(from + 4).split('\n## ')[0] ?? '');
  return [...section.matchAll(/^ *```sh\n(.*?)^ *```$/gms)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
};

/** As somebody in this Region would write them. */
const here = (command: string): string =>
  command.replaceAll('eu-central-1', region).replaceAll('YOUR-TRAIL', 'management').replaceAll('YOUR-BUCKET', 'logs');

const isLacking = (command: string): boolean => {
  const found = lacking.find(([form]) => form.test(command));
  if (found) leftOut.add(found[0]);
  return found !== undefined;
};

/** Runs commands in one shell, up to the first that fails, and gives back what all of them wrote. */
const run = async (commands: readonly string[], input = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn('bash', ['-euxo', 'pipefail', '-c', commands.join('\n')], {
      env: {
        ...process.env,
        PATH: folder + delimiter + process.env['PATH'],
        AWS_ENDPOINT_URL: inject('endpoint'),
        AWS_ACCESS_KEY_ID: 'testing',
        AWS_SECRET_ACCESS_KEY: 'testing',
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_PROFILE: undefined,
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${code}: ${said.slice(-2_000)}`))));
    child.stdin.end(input);
  });

const made = record({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateNotebookInstance',
  eventTime: '2026-11-02T09:00:00Z',
  awsRegion: region,
  requestParameters: { notebookInstanceName: 'exploration', roleArn: 'arn:aws:iam::111122223333:role/notebook' },
});

beforeAll(async () => {
  // The command line asks AWS itself for queues, whatever the environment says of an endpoint.
  const { stdout } = await new Promise<{ stdout: string }>((resolve, reject) => {
    const child = spawn('bash', ['-c', 'command -v aws']);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject).on('close', () => resolve({ stdout: said.trim() }));
  });
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\nexec ${stdout} --endpoint-url "$AWS_ENDPOINT_URL" "$@"\n`);
  chmodSync(join(folder, 'aws'), 0o755);
  writeFileSync(join(folder, 'made.json'), JSON.stringify(made));
  await newHomeStack(region);
  await run([
    'aws cloudformation create-stack --stack-name sagewatch-prod-store --template-body file://infra/table.yml --parameters ParameterKey=Stage,ParameterValue=prod',
    `aws s3api create-bucket --bucket logs --create-bucket-configuration LocationConstraint=${region}`,
  ]);
}, 120_000);

afterAll(async () => {
  // A trail of all Regions is one for the other tests, too.
  await run(['aws cloudtrail delete-trail --name management']);
  rmSync(folder, { recursive: true, force: true });
});

test('the trail that is made as docs/deploy.md says is one', async () => {
  const commands = commandsOf('docs/deploy.md', 'Before').map(here);
  expect(commands).toHaveLength(2);
  expect(await run([...commands, 'aws cloudtrail get-trail-status --name management'])).toContain('"IsLogging": true');
}, 120_000);

test('the commands of docs/runbook.md do what they say, as far as moto goes', async () => {
  const commands = commandsOf('docs/runbook.md').map(here);
  const tried = commands.filter((command) => !isLacking(command));
  expect(tried.length).toBeGreaterThan(15);
  expect(await run(tried, 'https://hooks.slack.com/services/T000/B000/xxxxxxxxxxxxxxxxxxxxxxxx\n')).toContain(
    'set  slack-webhook',
  );
}, 300_000);

test('a table that is restored as docs/deploy.md says is the one that is used from then on', async () => {
  await run([`npx sagewatch replay ${join(folder, 'made.json')} --stack prod`]);
  const commands = commandsOf('docs/deploy.md', 'A table that was restored').map(here);
  expect(commands.length).toBeGreaterThan(10);
  await run(commands.filter((command) => !isLacking(command)));
  await run([
    'aws dynamodb update-table --table-name sagewatch-prod --no-deletion-protection-enabled',
    'aws dynamodb delete-table --table-name sagewatch-prod',
  ]);
  expect(await run(['npx sagewatch findings --stack prod --open'])).toContain('exploration');
}, 300_000);

test('what is left out of the documents’ commands stands in them', () => {
  expect(lacking.filter(([form]) => !leftOut.has(form))).toEqual([]);
});
