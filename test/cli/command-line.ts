import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Command lines in an empty folder, as a user would type them; without any AWS. */
export const commandLine = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagewatch-cli-'));
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_PROFILE: undefined,
    AWS_REGION: undefined,
    AWS_DEFAULT_REGION: undefined,
    AWS_CONFIG_FILE: join(folder, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const program = join(root, 'cli/sagewatch.js');
  const run = (
    words: readonly string[],
    { input = '', path = process.env['PATH'] }: { input?: string; path?: string | undefined } = {},
  ) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      input,
      env: { ...env, PATH: path },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  /** Runs what goes on until Ctrl-C, which is as soon as enough was written. */
  const runUntil = async (words: readonly string[], isEnough: (stdout: string) => boolean) =>
    new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
      const running = spawn(process.execPath, [program, ...words], { cwd: folder, env });
      const written = { stdout: '', stderr: '' };
      running.stdout.setEncoding('utf8').on('data', (text: string) => {
        written.stdout += text;
        if (!running.killed && isEnough(written.stdout)) running.kill('SIGINT');
      });
      running.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
      running.on('error', reject).on('close', (status) => resolve({ status, ...written }));
    });
  return {
    folder,
    run,
    runUntil,
    json: (...words: string[]) =>
      run([...words, '--format', 'json'])
        .stdout.split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, any>),
    write: (name: string, text: string) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
