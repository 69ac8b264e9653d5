import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { commandLine } from './command-line.ts';

const { folder, run, json, write, remove } = commandLine();
afterAll(remove);

const week = ['--week', '2026-W45'];
const hostile = 'exploration\u001b[2J';

beforeAll(() => {
  const records = [
    record({
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateNotebookInstance',
      eventTime: '2026-11-04T09:00:00Z',
      requestParameters: {
        notebookInstanceName: hostile,
        roleArn: 'arn:aws:iam::111122223333:role/notebook',
        rootAccess: 'Enabled',
        directInternetAccess: 'Enabled',
      },
    }),
  ];
  write('trail.json', JSON.stringify({ Records: records }));
  write(
    'sagewatch.yml',
    [
      'email: { from: sagewatch@example.com }',
      'digest:',
      '  audiences:',
      '    - { name: everybody, to: [all@example.com] }',
      '    - { name: research, to: [a@example.com], accounts: ["444455556666"] }',
    ].join('\n'),
  );
  write('quiet.yml', '# nobody is told of anything\n');
  run(['replay', 'trail.json', '--store', 'w.db']);
});

const digest = (...words: string[]) => run(['digest', '--store', 'w.db', ...words]);

describe('as text', () => {
  test('tells what the week came to, without anything that a terminal acts on', () => {
    const { status, stdout, stderr } = digest(...week);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Sagewatch 2026-W45: 0 critical open, \d+ new, 0 resolved\n=+\n/);
    expect(stdout).toContain('Users of this notebook instance have root access');
    expect(stdout).toContain('exploration\\u001b[2j');
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/\u001b/);
    expect(stdout).not.toContain('The latest record is of');
  });
  test('for an audience, of what is theirs', () => {
    expect(digest(...week, '--audience', 'research').stdout).toMatch(
      /^Sagewatch 2026-W45 for research: 0 critical open, 0 new, 0 resolved\n/,
    );
  });
  test('as JSON for programs', () => {
    const [told] = json('digest', '--store', 'w.db', ...week);
    expect(told).toMatchObject({ type: 'digest', week: { name: '2026-W45' }, readers: { name: 'all' } });
    expect(told?.['opened'].listed.length).toBeGreaterThan(1);
  });
  test('of the last week that is over, and points to where something happened', () => {
    const { stdout } = digest();
    expect(stdout).toMatch(
      /The latest record is of 2026-W45: sagewatch digest --week 2026-W45\n$|2026-W45: 0 critical/,
    );
  });
});

describe('as a file', () => {
  test.each([
    ['d.html', '<!doctype html>'],
    ['d.txt', 'Sagewatch 2026-W45'],
    ['d.eml', 'Auto-Submitted: auto-generated'],
  ])('%s', (name, beginning) => {
    const { status, stdout } = digest(...week, '--out', name);
    expect([status, stdout]).toEqual([0, `written  ${name}\n`]);
    expect(readFileSync(join(folder, name), 'utf8').startsWith(beginning)).toBe(true);
  });
  test('the page has its pictures in itself, the mail as parts', () => {
    expect(readFileSync(join(folder, 'd.html'), 'utf8').match(/src="data:image\/png;/g)).toHaveLength(2);
    const mail = readFileSync(join(folder, 'd.eml'), 'utf8');
    expect(mail.match(/Content-Type: image\/png/g)).toHaveLength(2);
    expect(mail).toContain('From: Sagewatch <sagewatch@example.com>');
  });
  test('is opened by what the system opens files with', () => {
    const programs = join(folder, 'programs');
    mkdirSync(programs, { recursive: true });
    for (const name of ['xdg-open', 'open']) {
      writeFileSync(join(programs, name), `#!/bin/sh\necho "$1" > '${join(folder, 'opened')}'\n`);
      chmodSync(join(programs, name), 0o755);
    }
    const { status, stdout } = run(['digest', '--store', 'w.db', ...week, '--open'], {
      path: `${programs}:${process.env['PATH']}`,
    });
    expect(status).toBe(0);
    const [, file = ''] = /^opened {2}(.*)\n$/.exec(stdout) ?? [];
    expect(statSync(file).size).toBeGreaterThan(20_000);
    for (let tries = 0; tries < 100 && !existsSync(join(folder, 'opened')); tries++) run(['--version']);
    expect(readFileSync(join(folder, 'opened'), 'utf8').trim()).toBe(file);
  });
});

describe('asked for wrongly', () => {
  test.each([
    [['--week', '2026-46'], /there is no such week; this one is 20\d\d-W\d\d$/],
    [['--week', '2025-W53'], /there is no such week/],
    [['--week', '2099-W01'], /it is yet to come$/],
    [['--audience', 'nobody'], /nobody is called so; there are everybody, research$/],
    [['--audience', 'x', '--config', 'quiet.yml'], /the configuration names no audience \(digest\.audiences\)$/],
    [['--out', 'd.pdf'], /--out d\.pdf: it ends with \.html, \.txt, \.eml$/],
    [['--again'], /--again belongs to --send$/],
    [['--send', '--config', 'quiet.yml'], /--send: the configuration names no sender \(email\.from\)$/],
    [['--send', '--out', 'd.eml'], /cannot be used with/],
    [['--open', '--out', 'd.html'], /cannot be used with/],
  ])('%j', (words, message) => {
    const { status, stdout, stderr } = digest(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim().replace(' (--help tells how it is used)', '')).toMatch(message);
  });
  test('a store that is not there', () => {
    expect(run(['digest', '--store', 'none.db']).stderr).toContain('there is no store yet');
  });
});

test('is sent to each audience, once, by SES', async () => {
  const sent: { FromEmailAddress: string; Destination: { ToAddresses: string[] } }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push(JSON.parse(Buffer.concat(chunks).toString()) as (typeof sent)[number]);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"MessageId":"m-1"}');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = async (...words: string[]) => sendWith(endpoint, words);
  expect(await send()).toEqual({
    status: 0,
    stdout: 'sent  2026-W45 to everybody (all@example.com)\nsent  2026-W45 to research (a@example.com)\n',
    stderr: '',
  });
  expect(sent.map(({ FromEmailAddress, Destination }) => [FromEmailAddress, Destination.ToAddresses])).toEqual([
    ['sagewatch@example.com', ['all@example.com']],
    ['sagewatch@example.com', ['a@example.com']],
  ]);
  expect((await send('--audience', 'research')).stdout).toMatch(
    /^not sent {2}2026-W45 to research \(a@example\.com\): they have it since .*Z; --again sends it once more\n$/,
  );
  expect((await send('--audience', 'research', '--again')).stdout).toMatch(/^sent /);
  expect(sent).toHaveLength(3);
  server.close();
});

/** Beside a server in this very process: what waits for the command must not wait for itself. */
const sendWith = async (endpoint: string, words: readonly string[]) => {
  const { spawn } = await import('node:child_process');
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../cli/sagewatch.js'), 'digest', '--store', 'w.db', ...week, '--send', ...words],
    {
      cwd: folder,
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: 'x',
        AWS_SECRET_ACCESS_KEY: 'x',
        AWS_REGION: 'eu-central-1',
      },
    },
  );
  const [out, error]: string[][] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out?.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => error?.push(chunk.toString()));
  const status = await new Promise<number | null>((resolve) => void child.once('close', resolve));
  return { status, stdout: out?.join('') ?? '', stderr: error?.join('') ?? '' };
};
