import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { actionsOf } from '../../shared/iam/actions.ts';
import {
  boundaryGuardrail,
  enforceable,
  requirements,
  scpGuardrail,
  type GuardrailOptions,
  type Requirement,
} from '../../shared/iam/guardrails/index.ts';
import { localNvmeTypes } from '../../shared/resources/sagemaker/instance-storage.ts';
import type { Cases } from '../controls/cases.ts';
import { resultOf, type NaivePolicy } from './naive/evaluate.ts';
import { ourselves, type Said } from './naive/universe.ts';

const [us] = ourselves;
if (us === undefined) throw new Error('nobody is there');

const optionsFor = (...controls: string[]): GuardrailOptions => ({ controls, keylessTypes: localNvmeTypes });
const everything = optionsFor(...enforceable);
const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Whether a call is denied that says these things; keys are named without their service. */
const denies = (options: GuardrailOptions, call: string, said: Record<string, Said>): boolean => {
  const context = Object.fromEntries(
    Object.entries(said).map(([name, values]) => [`sagemaker:${name}`.toLowerCase(), values]),
  );
  const caller = { 'aws:principalarn': ['arn:aws:iam::111122223333:role/Train'] };
  const request = { action: `sagemaker:${call}`, resource: '*', caller: us, context: { ...caller, ...context } };
  return resultOf(scpGuardrail(options).policy as NaivePolicy, request) === 'explicitDeny';
};

type Row = Record<string, unknown>;

const text = (value: unknown): Said => (typeof value === 'string' ? [value] : undefined);
const list = (value: unknown): Said => (Array.isArray(value) ? (value as string[]) : text(value));
const toggle = (value: unknown): Said => (value === true ? ['true'] : undefined);

/** What SageMaker would say of a state: the documented key names, by the fields that controls read. */
const saidOf = (row: Row): Record<string, Said> => {
  const variants = (row['variants'] ?? []) as { instanceTypes: string[] }[];
  const types = [...new Set(variants.flatMap(({ instanceTypes }) => instanceTypes))];
  return {
    DirectInternetAccess: text(row['directInternetAccess']),
    RootAccess: text(row['rootAccess']),
    MinimumInstanceMetadataServiceVersion: text(row['minimumInstanceMetadataServiceVersion']),
    AppNetworkAccessType: text(row['appNetworkAccessType']),
    VpcSubnets: list(row['subnets'] ?? row['subnetId']),
    NetworkIsolation: toggle(row['enableNetworkIsolation']),
    InterContainerTrafficEncryption: toggle(row['enableInterContainerTrafficEncryption']),
    VolumeKmsKeyArn: text(row['volumeKmsKeyId'] ?? row['kmsKeyId']),
    OutputKmsKeyArn: text(row['outputKmsKeyId']),
    InstanceTypes: types.length > 0 ? types : list(row['instanceTypes']),
  };
};

const modules = import.meta.glob<{ default: Cases }>('../controls/sagemaker/*.cases.ts', { eager: true });
const casesOf = (control: string): Cases => {
  const found = modules[join('../controls', `${control}.cases.ts`)];
  if (!found) throw new Error(`no table of ${control}`);
  return found.default;
};

const createCalls = (control: string): string[] => [
  ...new Set(requirements.flatMap(({ calls }) => (calls[control] ?? []).filter((call) => call.startsWith('Create')))),
];

/** A row that fails though a key is named fails for what that key is, or for another key: no condition key tells. */
const namesKey = (row: Row): boolean =>
  ['kmsKeyId', 'volumeKmsKeyId', 'outputKmsKeyId'].some((name) => typeof row[name] === 'string');

describe.each(enforceable)('the guardrail of %s', (control) => {
  const rows = casesOf(control);
  const options = optionsFor(control);
  const [call = ''] = createCalls(control);

  test.each(Object.entries(rows.pass))('lets through what passes: %s', (_, row: Row) => {
    expect(denies(options, call, saidOf(row))).toBe(false);
    // The older names of the keys, and both.
    const { VolumeKmsKeyArn: VolumeKmsKey, OutputKmsKeyArn: OutputKmsKey, ...others } = saidOf(row);
    expect(denies(options, call, { ...others, VolumeKmsKey, OutputKmsKey })).toBe(false);
    expect(denies(options, call, { ...saidOf(row), VolumeKmsKey, OutputKmsKey })).toBe(false);
  });
  const failing = Object.entries(rows.fail).filter(([, row]: [string, Row]) => !namesKey(row));
  test.each(failing)('denies what fails: %s', (_, row: Row) => {
    expect(denies(options, call, saidOf(row))).toBe(true);
  });
  test('denies a call that says nothing, whatever the default is', () => {
    // What names no instances is serverless, and has no volume.
    const said = { InstanceTypes: ['ml.m5.xlarge'] };
    for (const each of createCalls(control)) expect([each, denies(options, each, said)]).toEqual([each, true]);
  });
  test('has nothing to say of other calls', () => {
    for (const other of ['DescribeTrainingJob', 'StopNotebookInstance', 'CreateTransformJob', 'CreateEndpoint']) {
      expect(denies(options, other, {})).toBe(false);
    }
  });
  // What the notes of a guardrail say: no condition key tells these apart.
  const indistinct = /one instance|nothing put out|Express/;
  const exempt = Object.entries(rows.notApplicable ?? {}).filter(([what]) => !indistinct.test(what));
  test('lets through what it is not about', () => {
    for (const [what, row] of control.includes('container-traffic') ? [] : exempt) {
      expect([what, denies(options, call, saidOf(row as Row))]).toEqual([what, false]);
    }
  });
});

/** The condition keys that a requirement tests, each with its newer name. */
const testedBy = (requirement: Requirement): string[] => {
  const options = { ...everything, subnets: ['subnet-1'], securityGroups: ['sg-1'], kmsKeys: [key] };
  const names = Object.values(requirement.denied(options) ?? {}).flatMap((keys) => Object.keys(keys));
  return [...new Set(names.map((name) => name.replace(/KmsKey$/, 'KmsKeyArn')))];
};

describe.each(requirements.map((requirement) => [requirement.sid, requirement] as const))('%s', (_, requirement) => {
  const calls = [...new Set(Object.values(requirement.calls).flat())];
  const carriersOf = (name: string) =>
    actionsOf('sagemaker').flatMap(({ name: action, conditionKeys = [] }) =>
      conditionKeys.includes(name) ? [action.slice('sagemaker:'.length)] : [],
    );

  test('tests only keys that each of its calls carries', () => {
    for (const name of testedBy(requirement)) {
      expect(calls.filter((call) => !carriersOf(name).includes(call))).toEqual([]);
    }
  });
  test('is about every call that carries its key, but for those left alone for a reason', () => {
    const [main = ''] = testedBy(requirement);
    const left = carriersOf(main).filter((call) => !calls.includes(call));
    expect(
      Object.keys(requirement.leftAlone ?? {})
        .filter((call) => !calls.includes(call))
        .toSorted(),
    ).toEqual(left.toSorted());
  });
});

describe('what is ours', () => {
  const ours: GuardrailOptions = {
    ...everything,
    subnets: ['subnet-1', 'subnet-2'],
    securityGroups: ['sg-1'],
    kmsKeys: [key],
  };
  const fine = {
    VpcSubnets: ['subnet-1', 'subnet-2'],
    VpcSecurityGroupIds: ['sg-1'],
    VolumeKmsKeyArn: [key],
    OutputKmsKeyArn: [key],
    NetworkIsolation: ['true'],
    InterContainerTrafficEncryption: ['true'],
    InstanceTypes: ['ml.m5.xlarge'],
  };
  test.each<[string, boolean, Record<string, Said>]>([
    ['all of it ours', false, fine],
    ['one foreign subnet among ours', true, { ...fine, VpcSubnets: ['subnet-1', 'subnet-x'] }],
    ['only a foreign subnet', true, { ...fine, VpcSubnets: ['subnet-x'] }],
    ['no subnets', true, { ...fine, VpcSubnets: undefined }],
    ['a foreign security group', true, { ...fine, VpcSecurityGroupIds: ['sg-1', 'sg-x'] }],
    ['a foreign key', true, { ...fine, VolumeKmsKeyArn: [key.replace('1234', '9999')] }],
    ['a foreign key under the older name', true, { ...fine, OutputKmsKeyArn: undefined, OutputKmsKey: ['alias/x'] }],
    [
      'no volume key, on disks that take none',
      false,
      { ...fine, VolumeKmsKeyArn: undefined, InstanceTypes: ['ml.g5.xlarge'] },
    ],
  ])('%s', (_, denied, said) => expect(denies(ours, 'CreateTrainingJob', said)).toBe(denied));

  test('who is let off', () => {
    const except = { ...everything, except: ['arn:aws:iam::*:role/Train'] };
    expect(denies(except, 'CreateNotebookInstance', {})).toBe(false);
    expect(denies({ ...everything, except: ['arn:aws:iam::*:role/Admin'] }, 'CreateNotebookInstance', {})).toBe(true);
  });
  test('an update that says nothing changes nothing', () => {
    expect(denies(everything, 'UpdateNotebookInstance', {})).toBe(false);
    expect(denies(everything, 'UpdateNotebookInstance', { RootAccess: ['Enabled'] })).toBe(true);
    expect(denies(everything, 'UpdateDomain', { AppNetworkAccessType: ['PublicInternetOnly'] })).toBe(true);
  });
});

describe('as AWS takes it', () => {
  test('all of it fits in one service control policy', () => {
    const { policy, notes, enforced } = scpGuardrail(everything);
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(5_120);
    expect(notes.join(' ')).not.toContain('characters');
    expect(enforced).toHaveLength(enforceable.length);
    expect(policy.Statement.every(({ Effect }) => Effect === 'Deny')).toBe(true);
  });
  test('a Sid is letters and digits, and says one thing', () => {
    const { policy } = boundaryGuardrail(everything, 'Boundary');
    const sids = policy.Statement.map(({ Sid }) => Sid);
    expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
    expect(new Set(sids).size).toBe(sids.length);
  });
  test('too much of it says so', () => {
    const subnets = Array.from({ length: 200 }, (_, index) => `subnet-${index}`);
    expect(scpGuardrail({ ...everything, subnets }).notes.join(' ')).toContain('5120');
  });
});
