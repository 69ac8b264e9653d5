import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '../fixtures/record.ts';
import { commandLine } from './command-line.ts';

const { folder, run, json, write, remove } = commandLine();
afterAll(remove);
const git = (...words: string[]) =>
  spawnSync('git', ['-C', folder, ...words], {
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
  });
const push = () => json('config', 'push', '--store', 'kept.db');

const waiver = (reason: string) =>
  `waivers:\n  - { control: sagemaker/notebook-root-access, resource: exploration, type: risk-accepted, reason: ${reason}, requester: bela, approver: dana, until: 2998-12-31 }\n`;

/** What stands for gpg: it signs anything, and says of a signature what the file `verdict` says. */
const signer = `#!/bin/sh
case "$*" in
  *--verify*) cat "${folder}/verdict" ;;
  *) cat >/dev/null; echo '[GNUPG:] SIG_CREATED ' >&2
     printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nAAAA\\n-----END PGP SIGNATURE-----\\n' ;;
esac
`;

beforeAll(() => {
  write('gpg', signer);
  chmodSync(join(folder, 'gpg'), 0o755);
  git('init', '-q');
  for (const [name, value] of [
    ['user.name', 'Dana \u001b[2JDoe'],
    ['user.email', 'dana@example.com'],
    ['user.signingkey', 'AAAA'],
    ['gpg.program', join(folder, 'gpg')],
  ] as const) {
    git('config', name, value);
  }
  const instance = { notebookInstanceName: 'exploration', roleArn: 'arn:aws:iam::111122223333:role/notebook' };
  const made = record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: instance,
  });
  run(['replay', '-', '--store', 'kept.db'], { input: JSON.stringify(made) });
});

const status = (...lines: readonly string[]) => lines.map((line) => `[GNUPG:] ${line}\n`).join('');
const good = 'GOODSIG AAAAAAAAAAAAAAAA Dana';

test.each([
  ['verified', 'verified', true, status('NEWSIG', good, 'TRUST_FULLY 0 pgp')],
  ['untrusted', 'nobody vouches for the key', true, status('NEWSIG', good, 'TRUST_UNDEFINED 0 pgp')],
  ['bad', 'the signature is bad', true, status('NEWSIG', 'BADSIG AAAAAAAAAAAAAAAA Dana')],
  ['expired', 'has expired', true, status('NEWSIG', 'EXPKEYSIG AAAAAAAAAAAAAAAA Dana')],
  ['revoked', 'the key is revoked', true, status('NEWSIG', 'REVKEYSIG AAAAAAAAAAAAAAAA Dana')],
  ['unchecked', 'the key is not at hand', true, status('NEWSIG', 'ERRSIG AAAAAAAAAAAAAAAA 1 8 00 1700000000 9')],
  ['none', 'unverified: no signature', false, ''],
])('a commit whose signature is %s', (signature, text, isSigned, verdict) => {
  write('verdict', verdict);
  write('sagewatch.yml', waiver(signature));
  git('add', 'sagewatch.yml');
  expect(git('commit', ...(isSigned ? ['-S'] : ['--no-gpg-sign']), '-qm', signature).stderr).toBe('');
  const verified = signature === 'verified';
  const author = 'Dana \u001b[2JDoe <dana@example.com>';
  const commit = git('rev-parse', 'HEAD').stdout.trim();
  const [published, moved] = push();
  expect(published).toMatchObject({ type: 'published', commit, author, signature, verified });
  expect(moved).toMatchObject({
    type: 'transition',
    change: 'waived',
    waiver: { reason: signature },
    published: { commit, author, isVerified: verified },
  });
  const { stdout } = run(['config', 'history', '--store', 'kept.db', '--limit', '1']);
  expect(stdout).toContain(text);
  expect(stdout).not.toContain('\u001b');
  expect(run(['config', 'show', '--store', 'kept.db']).stderr).toContain(text);
  const shown = run(['show', String(moved?.['findingId']), '--store', 'kept.db']).stdout;
  expect(shown).toContain(`signature ${verified ? 'verified' : 'unverified'}`);
});

test('what no commit has is unverified, and taking a waiver back is a movement', () => {
  write('sagewatch.yml', '{}\n');
  const [published, moved] = push();
  expect(published).toMatchObject({ type: 'published', verified: false });
  expect(published).not.toHaveProperty('signature');
  expect(moved).toMatchObject({ change: 'waiver-ended', waiver: { reason: 'none' }, published: { isVerified: false } });
  expect(run(['config', 'history', '--store', 'kept.db']).stdout).toContain('unverified: no commit');
});

test('bringing a version back brings back whose it is, and its waivers', () => {
  const [published, moved] = json('config', 'rollback', '1', '--store', 'kept.db');
  expect(published).toMatchObject({ restores: 1, signature: 'verified', verified: true });
  expect(moved).toMatchObject({ change: 'waived', published: { isVerified: true } });
});
