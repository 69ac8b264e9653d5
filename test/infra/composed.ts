import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** A resource of a template. */
export interface Resource {
  Type: string;
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string | string[];
  Properties: Record<string, unknown>;
}

/** A template of CloudFormation, its functions in their long form. */
export interface Template {
  Parameters?: Record<string, { Type: string; Default?: unknown; AllowedPattern?: string }>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Conditions?: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs?: Record<string, { Value: unknown }>;
}

const functions = ['And', 'Equals', 'FindInMap', 'If', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'] as const;

/** The short forms of CloudFormation's functions, read as the long ones. */
const customTags = [
  { tag: '!Ref', resolve: (value: string) => ({ Ref: value }) },
  {
    tag: '!GetAtt',
    resolve: (value: string) => ({
      'Fn::GetAtt': [value.slice(0, value.indexOf('.')), value.slice(value.indexOf('.') + 1)],
    }),
  },
  { tag: '!Sub', resolve: (value: string) => ({ 'Fn::Sub': value }) },
  ...functions.map((name) => ({
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (value: { toJSON(): unknown }) => ({ [`Fn::${name}`]: value.toJSON() }),
  })),
];

/** What is given when the stack is packaged. */
export interface Given {
  stage: string;
  parameters: Readonly<Record<string, string>>;
}

/** As `npm run deploy` gives it by default. */
export const givenDefaults: Given = {
  stage: 'prod',
  parameters: {
    organization: '',
    regions: 'eu-central-1,us-east-1',
    opsEmail: '',
    monthlyBudget: '15',
    logLevel: 'INFO',
    budget: 'on',
    dashboard: 'yes',
  },
};

const filled = (text: string, { stage, parameters }: Given): string =>
  text
    .replaceAll('${sls:stage}', stage)
    .replaceAll(/\$\{param:(\w+)\}/g, (_, name: string) => parameters[name] || "''");

/** A YAML or JSON file as osls reads it: with its variables filled in, and the files that it names in their places. */
const read = (path: string, given: Given): unknown => {
  const text = filled(readFileSync(path, 'utf8'), given);
  return withFiles(parse(text, { customTags: customTags as never, merge: true, maxAliasCount: -1 }), given);
};

const required = createRequire(import.meta.url) as (path: string) => unknown;

const fileReference = /^\$\{file\(([^)]+)\)(?::(\w+))?\}$/;

const withFiles = (value: unknown, given: Given): unknown => {
  if (Array.isArray(value)) return value.map((each) => withFiles(each, given));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withFiles(each, given)]));
  }
  const [, path, part] = (typeof value === 'string' && fileReference.exec(value)) || [];
  if (path === undefined) return value;
  const content = path.endsWith('.cjs') ? required(resolve(path)) : read(path, given);
  return part === undefined ? content : (content as Record<string, unknown>)[part];
};

/** What serverless.yml puts together from the fragments of infra: all of the home stack but what osls makes itself. */
export const composed = (given: Given = givenDefaults): Template => {
  const { resources } = read('serverless.yml', given) as { resources: Partial<Template>[] };
  const merged: Record<string, Record<string, unknown>> = {};
  for (const fragment of resources) {
    for (const [section, members] of Object.entries(fragment)) {
      for (const name of Object.keys(members)) {
        if (merged[section]?.[name] !== undefined) throw new Error(`${section} has two of the name ${name}`);
      }
      merged[section] = { ...merged[section], ...members };
    }
  }
  return merged as unknown as Template;
};

/** A template that is complete as it stands. */
export const templateAt = (path: string): Template =>
  parse(readFileSync(path, 'utf8'), { customTags: customTags as never }) as Template;

interface DeclaredFunction {
  handler: string;
  timeout: number;
  memorySize: number;
  environment?: object;
}

/** The functions that serverless.yml declares. */
export const declaredFunctions = (): Record<string, DeclaredFunction> =>
  (read('serverless.yml', givenDefaults) as { functions: Record<string, DeclaredFunction> }).functions;
