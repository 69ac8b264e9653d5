import { describe, expect, test } from 'vitest';
import { askedFor, oslsParameters, settingsOf, UsageError } from '../../../infra/deployment/settings.ts';

const remembered = {
  Organization: 'o-exampleorgid',
  WatchedRegions: 'eu-central-1,us-east-1,eu-west-1',
  OperationsEmail: 'ops@example.org',
  MonthlyBudget: '40',
  HasDashboard: 'no',
  LogLevel: 'DEBUG',
};

describe('what is asked for', () => {
  test.each([
    [[], '--stage'],
    [['--stage', 'Prod'], '--stage'],
    [['--stage', 'a-b'], '--stage'],
    [['--stage', 'a'.repeat(21)], '--stage'],
    [['--stage', 'prod', '--region', 'frankfurt'], 'frankfurt'],
    [['--stage', 'prod', '--regions', 'eu-west-1,nowhere'], 'nowhere'],
    [['--stage', 'prod', '--organization', 'example'], '--organization'],
    [['--stage', 'prod', '--monthly-budget', 'much'], '--monthly-budget'],
    [['--stage', 'prod', '--monthly-budget', '0'], '--monthly-budget'],
    [['--stage', 'prod', '--dashboard', 'maybe'], '--dashboard'],
    [['--stage', 'prod', '--log-level', 'LOUD'], '--log-level'],
    [['--stage', 'prod', '--keep-ledger', '99'], '--keep-ledger takes days, from 100 to 3653'],
    [['--stage', 'prod', '--keep-ledger', '1e3'], '--keep-ledger'],
    [['--stage', 'prod', '--keep-findings', '364'], '--keep-findings takes days, from 365 to 3653'],
    [['--stage', 'prod', '--keep-findings', '3654'], '--keep-findings'],
    [['--stage', 'prod', '--keep-findings', 'ever'], '--keep-findings'],
  ])('%j is refused, with what it is about', (words, about) => {
    expect(() => askedFor(words)).toThrow(UsageError);
    expect(() => askedFor(words)).toThrow(about);
  });
  test('options that there are not are refused', () => {
    expect(() => askedFor(['--stage', 'prod', '--acount', '1'])).toThrow('--acount');
  });
});

describe('settings', () => {
  test('by default: this account, the Region and the one of the global services', () => {
    expect(settingsOf({ stage: 'prod' }, 'eu-central-1', undefined)).toEqual({
      stage: 'prod',
      region: 'eu-central-1',
      regions: ['eu-central-1', 'us-east-1'],
      organization: '',
      opsEmail: '',
      monthlyBudget: 15,
      logLevel: 'INFO',
      hasDashboard: true,
      keptDays: { ledger: 396, findings: 2_192 },
    });
    expect(settingsOf({ stage: 'prod' }, 'us-east-1', undefined).regions).toEqual(['us-east-1']);
  });
  test('GovCloud and China have global Regions of their own, and no budget by default', () => {
    expect(settingsOf({ stage: 'prod' }, 'us-gov-east-1', undefined)).toMatchObject({
      regions: ['us-gov-east-1', 'us-gov-west-1'],
      monthlyBudget: undefined,
    });
    expect(settingsOf({ stage: 'prod' }, 'cn-northwest-1', undefined).regions).toEqual([
      'cn-northwest-1',
      'cn-north-1',
    ]);
    expect(() => settingsOf({ stage: 'prod', regions: 'eu-west-1' }, 'us-gov-west-1', undefined)).toThrow(UsageError);
  });
  test('what is not named stays as it is', () => {
    expect(settingsOf({ stage: 'prod' }, 'eu-central-1', remembered)).toEqual({
      stage: 'prod',
      region: 'eu-central-1',
      regions: ['eu-central-1', 'us-east-1', 'eu-west-1'],
      organization: 'o-exampleorgid',
      opsEmail: 'ops@example.org',
      monthlyBudget: 40,
      logLevel: 'DEBUG',
      hasDashboard: false,
      keptDays: { ledger: 396, findings: 2_192 },
    });
    expect(settingsOf({ stage: 'prod', dashboard: 'on' }, 'eu-central-1', remembered).hasDashboard).toBe(true);
    const { MonthlyBudget: _, ...without } = remembered;
    expect(settingsOf({ stage: 'prod' }, 'eu-central-1', without).monthlyBudget).toBeUndefined();
  });
  test('what is named takes its place, and none takes it back', () => {
    const asked = {
      stage: 'prod',
      regions: 'ap-south-1',
      organization: 'none',
      'ops-email': 'none',
      'monthly-budget': 'off',
    };
    expect(settingsOf(asked, 'eu-central-1', remembered)).toMatchObject({
      regions: ['eu-central-1', 'us-east-1', 'ap-south-1'],
      organization: '',
      opsEmail: '',
      monthlyBudget: undefined,
    });
  });
  test('for how long things are kept, the store remembers', () => {
    const kept = { Stage: 'prod', LedgerDays: '200', FindingsDays: '400' };
    const keptDays = (words: readonly string[]) =>
      settingsOf(askedFor(['--stage', 'prod', ...words]), 'eu-central-1', undefined, kept).keptDays;
    expect(keptDays([])).toEqual({ ledger: 200, findings: 400 });
    expect(keptDays(['--keep-ledger', '100', '--keep-findings', '3653'])).toEqual({ ledger: 100, findings: 3_653 });
  });
  test('osls is told all of it but what is empty', () => {
    expect(oslsParameters(settingsOf({ stage: 'prod' }, 'eu-central-1', remembered))).toEqual([
      '--param=organization=o-exampleorgid',
      '--param=regions=eu-central-1,us-east-1,eu-west-1',
      '--param=opsEmail=ops@example.org',
      '--param=logLevel=DEBUG',
      '--param=dashboard=no',
      '--param=budget=on',
      '--param=monthlyBudget=40',
    ]);
    expect(oslsParameters(settingsOf({ stage: 'prod', 'monthly-budget': 'off' }, 'us-east-1', undefined))).toEqual([
      '--param=regions=us-east-1',
      '--param=logLevel=INFO',
      '--param=dashboard=yes',
      '--param=budget=off',
    ]);
  });
});
