import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readingsOf } from '../../shared/core/catalogue.ts';
import type { Control } from '../../shared/core/control.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import type { ResourceType } from '../../shared/core/resource-type.ts';
import { frameworks, requirementsOf } from '../../shared/frameworks/index.ts';
import type { Cases } from '../../test/controls/cases.ts';

const serviceNames: Readonly<Record<string, string>> = {
  cloudtrail: 'AWS CloudTrail',
  ec2: 'Amazon EC2 and VPC',
  events: 'Amazon EventBridge',
  iam: 'AWS IAM and sign-in',
  kms: 'AWS KMS',
  organizations: 'AWS Organizations',
  s3: 'Amazon S3',
  sagemaker: 'Amazon SageMaker',
  sagewatch: 'Sagewatch itself',
  sso: 'AWS IAM Identity Center',
};

const typesOf = ({ appliesTo }: Control): ResourceType[] => [appliesTo].flat() as ResourceType[];

/** Text that must not be taken for Markdown or leave its table cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const rowText = (row: object): string => {
  const {
    expect: _expect,
    named: _named,
    related: _related,
    configuration: _configuration,
    ...stated
  } = row as Record<string, unknown>;
  const parts = Object.entries(stated).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const text = parts.join(', ');
  return text === '' ? '' : `\`${cell(text.length > 300 ? `${text.slice(0, 299)}…` : text).replaceAll('`', "'")}\``;
};

const exampleRows = ({ pass, fail }: Cases): string[] => {
  const [passing, failing] = [Object.entries(pass)[0], Object.entries(fail)[0]];
  if (!passing || !failing) return [];
  return [
    `| | Example | |`,
    `| --- | --- | --- |`,
    `| Passes | ${cell(passing[0])} | ${rowText(passing[1] as object)} |`,
    `| **Fails** | ${cell(failing[0])} | ${rowText(failing[1] as object)} |`,
    '',
  ];
};

const requirementText = (control: Control): string =>
  Object.values(Object.groupBy(requirementsOf(control.requirements), ({ framework }) => framework))
    .map(
      (list) =>
        `${frameworks[list[0]?.framework ?? 'nist-800-53-r5'].title}: ${list.map(({ id, title }) => `${id} ${title}`).join(', ')}`,
    )
    .join(' · ');

const eventsOf = (control: Control): string => {
  const names = [
    ...new Set(typesOf(control).flatMap((type) => readingsOf(type).map(([key]) => key.slice(key.indexOf(':') + 1)))),
  ];
  const watched = control.kind === 'activity' && !control.watches.includes('*') ? [...control.watches] : names;
  return watched.length === 0 ? 'any call' : watched.join(', ');
};

const commandOf = (control: Control): string => {
  const type = typesOf(control)[0];
  const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
  return control.remediation.command(refOf(type?.name ?? '', type?.arnOf('EXAMPLE', place) ?? 'EXAMPLE', place), {});
};

const readBy = (control: Control): string =>
  [...control.reads, ...((control.kind === 'state' && control.mayRead) || [])]
    .map((name) => `\`${String(name)}\``)
    .join(', ');

const entryOf = (control: Control, table: Cases): string[] => [
  `## ${control.id}`,
  '',
  `**${control.title}** · ${control.severity} · ${control.kind === 'state' ? 'state control' : 'activity control'} · ${typesOf(
    control,
  )
    .map(({ cloudFormationType, name }) => cloudFormationType ?? name)
    .join(', ')}`,
  '',
  control.rationale,
  '',
  ...exampleRows(table),
  `**Remediation** ${control.remediation.summary}${control.remediation.warning ? ` *Mind:* ${control.remediation.warning}` : ''}`,
  '',
  '```sh',
  commandOf(control),
  '```',
  '',
  `**Requirements** ${requirementText(control)}`,
  '',
  `**Reads** ${readBy(control) || 'the call itself'}${
    control.kind === 'state' && control.follows
      ? `; follows ${Object.keys(control.follows)
          .map((path) => `\`${path}\``)
          .join(', ')}`
      : ''
  } · **Evaluated on** ${eventsOf(control)}${(control.aliases ?? []).length > 0 ? ` · **Also named** ${control.aliases?.join(', ')}` : ''}`,
  '',
];

const imported = async <T>(root: string, path: string): Promise<T> =>
  ((await import(pathToFileURL(join(root, path)).href)) as { default: T }).default;

/** The reference page of each service: every control with its reasons, first examples, remediation and requirements. */
export const controlPages = async (root: string): Promise<[path: string, text: string][]> => {
  const services = readdirSync(join(root, 'shared/controls')).toSorted();
  return Promise.all(
    services.map(async (service): Promise<[string, string]> => {
      const names = readdirSync(join(root, 'shared/controls', service))
        .filter((name) => name.endsWith('.ts'))
        .toSorted();
      const entries = await Promise.all(
        names.map(async (name) =>
          entryOf(
            await imported<Control>(root, `shared/controls/${service}/${name}`),
            await imported<Cases>(root, `test/controls/${service}/${name.replace(/\.ts$/, '.cases.ts')}`),
          ),
        ),
      );
      const head = [
        `# Controls: ${serviceNames[service] ?? service}`,
        '',
        'Generated by `npm run generate`. Never edited.',
        '',
      ];
      return [`docs/controls/${service}.md`, [...head, ...entries.flat()].join('\n')];
    }),
  );
};
