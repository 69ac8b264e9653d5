import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { analyse, type PolicyKind } from '../../shared/iam/index.ts';
import { hostileConditions } from '../iam/hostile-conditions.ts';

/** A policy to be timed. */
export interface TimedPolicy {
  id: string;
  kind: PolicyKind;
  policy: string;
}

const now = Date.UTC(2026, 10, 23);

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? 0;
const rounded = (value: number): number => Number(value.toPrecision(4));

const many = (count: number, statement: (index: number) => object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: Array.from({ length: count }, (_, index) => statement(index)) });

/** Policies as people write them, small and large, where no others are given. */
const written: readonly TimedPolicy[] = [
  {
    id: 'read one bucket',
    kind: 'identity',
    policy: many(1, () => ({
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
    })),
  },
  { id: 'administrator', kind: 'identity', policy: many(1, () => ({ Effect: 'Allow', Action: '*', Resource: '*' })) },
  {
    id: 'training',
    kind: 'identity',
    policy: many(3, (at) => ({
      Effect: 'Allow',
      Action: at === 0 ? 'iam:PassRole' : ['sagemaker:Create*', 'logs:PutLogEvents', 'ecr:*'],
      Resource: '*',
    })),
  },
  {
    id: 'trust',
    kind: 'trust',
    policy: many(1, () => ({
      Effect: 'Allow',
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Action: 'sts:AssumeRole',
    })),
  },
  {
    id: 'bucket',
    kind: 'resource',
    policy: many(2, (at) => ({
      Effect: at === 0 ? 'Allow' : 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::b/*',
      ...(at === 1 && { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    })),
  },
  {
    id: '100 kB',
    kind: 'identity',
    policy: many(900, (at) => ({ Effect: 'Allow', Action: `s3:Get${at}*`, Resource: `arn:aws:s3:::bucket-${at}/*` })),
  },
];

const hostile: readonly TimedPolicy[] = [
  ...Object.entries(hostileConditions).map(([id, Condition]): TimedPolicy => ({
    id,
    kind: 'identity',
    policy: many(1, () => ({ Effect: 'Allow', Action: '*', Resource: '*', Condition })),
  })),
  {
    id: '10,000 statements',
    kind: 'identity',
    policy: many(10_000, (at) => ({
      Effect: at % 2 === 0 ? 'Allow' : 'Deny',
      Action: '*',
      Resource: `arn:aws:s3:::b${at}/*`,
    })),
  },
  {
    id: '100 kB of wildcards',
    kind: 'identity',
    policy: many(1, () => ({ Effect: 'Allow', Action: '*?'.repeat(50_000), Resource: '*?'.repeat(50_000) })),
  },
  { id: 'nesting', kind: 'identity', policy: '['.repeat(131_072) },
  {
    id: '131,072 characters',
    kind: 'identity',
    policy: many(1, () => ({ Effect: 'Allow', Action: `s3:${'a'.repeat(131_000)}`, Resource: '*' })),
  },
];

const linesOf = (file: string): readonly TimedPolicy[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { id, kind, policy } = JSON.parse(line) as { id: string; kind: PolicyKind; policy: unknown };
      return { id, kind, policy: typeof policy === 'string' ? policy : JSON.stringify(policy) };
    });

/** Times analyses, warm, beside `JSON.parse` of the same texts, in microseconds; `file` holds a policy a line. */
export const policyTimes = (file: string | undefined) => {
  const policies = file === undefined ? written : linesOf(file);
  const rounds = file === undefined ? 400 : 7;
  const [analysed, parsed]: [number[], number[]] = [[], []];
  let largest = 0;
  const longest = policies.reduce(
    (longer, one) => (one.policy.length > longer.policy.length ? one : longer),
    policies[0] ?? written[0]!,
  );
  for (let round = -2; round < rounds; round++) {
    for (const { kind, policy } of policies) {
      const begun = performance.now();
      JSON.parse(policy);
      const between = performance.now();
      analyse({ kind, policy, now });
      const ended = performance.now();
      if (round < 0) continue;
      parsed.push((between - begun) * 1_000);
      analysed.push((ended - between) * 1_000);
      if (policy === longest.policy) largest = largest === 0 ? ended - between : Math.min(largest, ended - between);
    }
  }
  const [p50, parse] = [quantile(analysed, 0.5), quantile(parsed, 0.5)];
  return {
    policies: policies.length,
    microseconds: {
      p50: rounded(p50),
      p95: rounded(quantile(analysed, 0.95)),
      mean: rounded(analysed.reduce((sum, one) => sum + one, 0) / Math.max(analysed.length, 1)),
    },
    jsonParseP50: rounded(parse),
    timesJsonParse: rounded(p50 / Math.max(parse, 0.001)),
    largestMilliseconds: rounded(largest),
    hostileMilliseconds: Object.fromEntries(
      hostile.map(({ id, kind, policy }) => {
        const begun = performance.now();
        analyse({ kind, policy, now });
        return [id, rounded(performance.now() - begun)];
      }),
    ),
  };
};
