import { describe, expect, test } from 'vitest';
import { actionNamed } from '../../shared/iam/actions.ts';
import { commonGrants } from '../../shared/iam/personas/common.ts';
import { activities, callsOfActivities, mlPersonas } from '../../shared/iam/personas/index.ts';
import { outsideOf } from '../../shared/iam/personas/scopes.ts';

describe('the personas of Role Manager', () => {
  const grants = activities.flatMap((activity) => activity.grants);

  test('name calls that AWS has, as AWS spells them', () => {
    const named = [...grants, ...commonGrants].flatMap(({ actions }) => actions);
    expect(named.filter((name) => actionNamed(name)?.name !== name)).toEqual([]);
  });
  test('name activities that there are', () => {
    const known = new Set(activities.map(({ id }) => id));
    expect(known.size).toBe(13);
    expect(mlPersonas.flatMap((persona) => persona.activities).filter((id) => !known.has(id))).toEqual([]);
  });
  test('ask for no resource only where a call takes none, or any', () => {
    const onAnything = grants.filter(({ on }) => on === 'anything').flatMap(({ actions }) => actions);
    const scoped = onAnything.filter((name) => actionNamed(name)?.resource === 'required');
    // These are scoped nowhere by Role Manager: interfaces that are not made yet, metrics of trials, images and lists.
    expect([...new Set(scoped)].toSorted()).toMatchInlineSnapshot(`
      [
        "athena:ListDatabases",
        "athena:ListTableMetadata",
        "ec2:CreateNetworkInterface",
        "ec2:CreateNetworkInterfacePermission",
        "ec2:DeleteNetworkInterface",
        "ecr:ListImages",
        "sagemaker:BatchPutMetrics",
        "sagemaker:ListPipelineExecutionSteps",
        "sagemaker:ListPipelineExecutions",
        "sagemaker:ListPipelineParametersForExecution",
        "sagemaker:ListTrainingJobsForHyperParameterTuningJob",
      ]
    `);
  });
  test.each(mlPersonas)('$title changes nobody else', ({ id, activities: ids }) => {
    const calls = [...callsOfActivities(ids)];
    const interfaces = ['ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterfacePermission'];
    expect(calls.filter((name) => actionNamed(name)?.level === 'Permissions management')).toEqual(
      id === 'compute' ? interfaces : ['kms:CreateGrant'],
    );
    expect(calls.length).toBeGreaterThan(15);
  });
  test('keys are lent to AWS services alone', () => {
    expect(
      grants.filter(({ actions }) => actions.includes('kms:CreateGrant')).every(({ on }) => on === 'keys-for-services'),
    ).toBe(true);
  });
  test('an action that several activities have is bound in one way, or not at all', () => {
    const scopes = new Map<string, Set<string>>();
    for (const { on, actions } of [...grants, ...commonGrants]) {
      if (outsideOf[on].length === 0) continue;
      for (const action of actions) scopes.set(action, (scopes.get(action) ?? new Set()).add(on));
    }
    expect([...scopes].filter(([, on]) => on.size > 1)).toEqual([]);
  });
  test('only named roles are handed over', () => {
    expect(
      grants.filter(({ actions }) => actions.includes('iam:PassRole')).every(({ on }) => on === 'named-roles'),
    ).toBe(true);
  });
});
