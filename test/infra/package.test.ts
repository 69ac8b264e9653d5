import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composed, declaredFunctions, givenDefaults, type Resource, type Template } from './composed.ts';
import { recordedCalls } from './recorded.ts';
import { resolved } from './resolved.ts';
import { said } from './said.ts';
import { account, functionResources, home } from './stacks.ts';
import { filesIn } from './zip.ts';

/** Packs the stack as `npm run package` does, once: offline, without credentials. */
const folder = mkdtempSync(join(tmpdir(), 'sagewatch-package-'));
let template: Template;

beforeAll(async () => {
  const parameters = Object.entries(givenDefaults.parameters).flatMap(([name, value]) =>
    value === '' ? [] : [`--param=${name}=${value}`],
  );
  const words = ['package', '--stage', givenDefaults.stage, '--region', home, '--package', folder, ...parameters];
  const nobody = {
    PATH: process.env['PATH'],
    HOME: folder,
    SLS_TELEMETRY_DISABLED: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  await promisify(execFile)(process.execPath, ['node_modules/.bin/osls', ...words], { env: nobody });
  template = JSON.parse(readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8')) as Template;
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const functions = Object.keys(declaredFunctions());

/** Resources that osls makes itself. */
const isOsls = (id: string): boolean => id.startsWith('ServerlessDeployment') || id.endsWith('LambdaFunction');

describe('the packaged template', () => {
  test('has what the fragments say, to the word', () => {
    const { Resources, Parameters, Conditions, Mappings } = composed();
    const ours = Object.fromEntries(Object.entries(template.Resources).filter(([id]) => !isOsls(id)));
    expect(ours).toEqual(JSON.parse(JSON.stringify(Resources)));
    expect(template.Parameters).toEqual(JSON.parse(JSON.stringify(Parameters)));
    expect(template.Conditions).toEqual(Conditions);
    expect(template.Mappings).toEqual(Mappings);
  });
  test('stays far below what CloudFormation takes', () => {
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(400);
    expect(Object.keys(template.Outputs ?? {}).length).toBeLessThanOrEqual(150);
    expect(JSON.stringify(template).length).toBeLessThan(1_000_000);
  });
  test.each(functions)('has the function %s', (name) => {
    const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}LambdaFunction`;
    const { Properties, DependsOn } = template.Resources[id] as Resource;
    expect(Properties).toMatchObject({
      ...functionResources[id]?.Properties,
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: `functions/${name}/handler.handler`,
      Role: { 'Fn::Sub': `\${${id.replace('LambdaFunction', 'Role')}.Arn}` },
      Tags: [{ Key: 'sagewatch', Value: 'prod' }],
    });
    // Or the function would make a group of its own, which never forgets.
    expect(DependsOn).toEqual([id.replace('LambdaFunction', 'Logs')]);
    expect('ReservedConcurrentExecutions' in Properties).toBe(false);
    const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
    expect(Object.keys(Variables).toSorted()).toEqual([
      'ACCOUNT_ID',
      'CANARY_ROLE_NAME',
      'CONTROLS_VERSION',
      'EVENTS_QUEUE_URL',
      'FINDINGS_TOPIC',
      'KEY_ARN',
      'LOG_LEVEL',
      'NOTICES_QUEUE_URL',
      'READER_ROLE',
      'REGIONS',
      'RETENTION',
      'STAGE',
      'TABLE_NAME',
      'WORK_QUEUE_URL',
    ]);
  });
  test('keeps its code in a bucket that is encrypted, closed, and found without fault by our own controls', async () => {
    const bucket = resolved(
      {
        ...template,
        Resources: Object.fromEntries(
          Object.entries(template.Resources).filter(([id]) => id.startsWith('ServerlessDeployment')),
        ),
      },
      { account, region: home, parameters: {} },
    );
    const { BucketEncryption, PublicAccessBlockConfiguration, Tags } =
      bucket['ServerlessDeploymentBucket']?.properties ?? {};
    expect(JSON.stringify(BucketEncryption)).toContain('AES256');
    expect(Object.values(PublicAccessBlockConfiguration as object)).toEqual([true, true, true, true]);
    expect(Tags).toEqual([{ Key: 'sagewatch', Value: 'prod' }]);
    const { findings, known } = await said(recordedCalls(bucket, { account, region: home }));
    expect(known.some((arn) => arn.includes(':s3:::'))).toBe(true);
    expect(findings).toEqual([]);
  });
});

/** What stands beside a handler: what cannot be part of it. */
const beside: Readonly<Record<string, readonly string[]>> = {
  digest: [
    'node_modules/canvaskit-wasm/LICENSE',
    'node_modules/canvaskit-wasm/bin/canvaskit.js',
    'node_modules/canvaskit-wasm/bin/canvaskit.wasm',
    'node_modules/canvaskit-wasm/package.json',
    'node_modules/dejavu-fonts-ttf/LICENSE',
    'node_modules/dejavu-fonts-ttf/package.json',
    'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  ],
};

test.each(functions)('the zip of %s holds its handler and what that reads: no source maps, nothing else', (name) => {
  const files = filesIn(readFileSync(join(folder, `${name}.zip`)));
  expect(Object.keys(files).toSorted()).toEqual([`functions/${name}/handler.mjs`, ...(beside[name] ?? [])].toSorted());
  expect(files[`functions/${name}/handler.mjs`]).toBeGreaterThan(10_000);
  expect(Object.values(files).every((size) => size > 0)).toBe(true);
  // Lambda takes 50 MB, and 250 MB unpacked. (Lambda quotas)
  expect(Object.values(files).reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000_000);
});

test('evaluate, which every event waits for, is small: 600 kB at most', () => {
  const sizes = Object.values(filesIn(readFileSync(join(folder, 'evaluate.zip'))));
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(600_000);
});
