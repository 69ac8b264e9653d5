import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

const refuse = (why: string): never => {
  console.error(`new-control: ${why}`);
  console.error(
    'usage: npm run new-control SERVICE/SUBJECT-ASPECT RESOURCE-TYPE\n   eg: npm run new-control sagemaker/notebook-idle-time sagemaker/notebook-instance',
  );
  process.exit(2);
};

const [id = '', type = ''] = process.argv.slice(2);
if (!/^[a-z0-9]+\/[a-z0-9]+(-[a-z0-9]+)+$/.test(id))
  refuse(`${id || 'no id'}: an id is a service, a slash, and words joined by hyphens`);
if (/(^|-|\/)(no|not|un\w+|missing|disallow\w*)(-|$)/.test(id))
  refuse(`${id}: say what is looked at in neutral words, so that "fails" is no double negative`);
const typeFile = join('shared/resources', `${type}.ts`);
if (!existsSync(join(root, typeFile))) {
  const known = readdirSync(join(root, 'shared/resources'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^\w+\/.*\.ts$/.test(name),
  );
  refuse(
    `${type || 'no resource type'}: no such type; there are ${known.map((name) => name.replace(/\.ts$/, '')).join(', ')}`,
  );
}

const constant = (type.split('/')[1] ?? '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const control = `import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { configurationBaseline } from '../../frameworks/profiles.ts';
import { ${constant} } from '../../resources/${type}.ts';

export default defineControl({
  id: '${id}',
  title: 'What holds when it passes',
  severity: 'medium',
  appliesTo: ${constant},
  reads: ['tags'],
  rationale: 'Why it matters.',
  remediation: {
    summary: 'What to do.',
    command: ({ arn }) => shell\`aws … \${arn}\`,
  },
  requirements: configurationBaseline,
  evaluate: ({ tags }) => (tags.complete ? pass : fail('What is wrong, in exact words')),
});
`;
const cases = `import control from '../../../shared/controls/${id}.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'what a good one looks like': { tags: { complete: true, entries: {} } } },
  fail: { 'what a bad one looks like': { tags: { complete: false, entries: {} }, expect: 'wrong' } },
  record: { eventSource: '${type.split('/')[0]}.amazonaws.com', eventName: 'Create…', requestParameters: {} },
});
`;

for (const [path, text] of [
  [`shared/controls/${id}.ts`, control],
  [`test/controls/${id}.cases.ts`, cases],
] as const) {
  if (existsSync(join(root, path))) refuse(`${path} is there already`);
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
console.log('Fill both in, then: npm run generate && npm run check');
