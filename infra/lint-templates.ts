import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Regions of every kind that a home stack is deployed to. */
const regions = ['us-east-1', 'eu-central-1', 'ap-southeast-2'];

const run = (command: string, words: readonly string[]): number | undefined => {
  const { status, error } = spawnSync(command, words, { stdio: 'inherit' });
  if ((error as { code?: string } | undefined)?.code === 'ENOENT') return undefined;
  return status ?? 1;
};

if (run('cfn-lint', ['--version']) === undefined) {
  console.log('not run: no cfn-lint (pip install cfn-lint)');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'sagewatch-package-'));
  try {
    const packaged = run('osls', ['package', '--stage', 'prod', '--region', 'eu-central-1', '--package', folder]);
    const home = join(folder, 'cloudformation-template-update-stack.json');
    const examples = ['examples/tickets/jira.yml', 'examples/tickets/servicenow.yml'];
    const templates = [home, 'infra/table.yml', 'infra/forwarder.yml', ...examples];
    const found = packaged === 0 ? run('cfn-lint', ['--regions', ...regions, '--', ...templates]) : 1;
    console.log(found === 0 ? 'cfn-lint finds nothing' : 'cfn-lint failed');
    process.exitCode = found ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
