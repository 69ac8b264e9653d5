import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Command lines in an empty folder, as a user would type them; without any AWS. */
export const commandLine = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagewatch-cli-'));
  const run = (words: readonly string[], { input = '' }: { input?: string } = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'cli/sagewatch.js'), ...words], {
      cwd: folder,
      input,
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: undefined,
        AWS_PROFILE: undefined,
        AWS_REGION: undefined,
        AWS_DEFAULT_REGION: undefined,
        AWS_CONFIG_FILE: join(folder, 'no-config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  return {
    folder,
    run,
    json: (...words: string[]) =>
      run([...words, '--format', 'json'])
        .stdout.split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, any>),
    write: (name: string, text: string) => writeFileSync(join(folder, name), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
