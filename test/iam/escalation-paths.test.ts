import { describe, expect, test } from 'vitest';
import { actionNamed, services } from '../../shared/iam/actions.ts';
import { escalationPaths } from '../../shared/iam/escalation-paths/index.ts';
import { catalogued, takesRole } from './catalogued-paths.ts';

const pathNamed = (id: string) => escalationPaths.find((path) => path.id === id);
const actionsIn = (id: string) => pathNamed(id)?.required.map(({ action }) => action);

describe('escalation paths', () => {
  test('are told once each', () => {
    const ids = escalationPaths.map(({ id }) => id);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(catalogued).toHaveLength(65);
    expect(takesRole).toHaveLength(44);
  });
  test.each(catalogued)('%s needs %s', (id, required) => {
    expect(actionsIn(id)?.toSorted()).toEqual(required.split(' + ').toSorted());
  });
  test('every SageMaker call that takes a role is the way of some path', () => {
    const handing = escalationPaths.filter(({ required }) => required[0]?.action === 'iam:PassRole');
    expect(
      takesRole.filter((call) => !handing.some(({ required }) => required[1]?.action === `sagemaker:${call}`)),
    ).toEqual([]);
  });
  test('name calls that AWS has, as AWS spells them', () => {
    const named = new Set(escalationPaths.flatMap(({ required }) => required.map(({ action }) => action)));
    const known = [...named].filter((action) => services.includes(action.split(':')[0] ?? ''));
    expect(known.filter((action) => actionNamed(action)?.name !== action)).toEqual([]);
    expect([...named].filter((action) => !known.includes(action))).toEqual(['scheduler:CreateSchedule']);
  });
  test('hand a role over to a service, and to nobody else', () => {
    const calls = escalationPaths.flatMap(({ required }) => required);
    expect(calls.filter(({ action, on }) => action === 'iam:PassRole' && on !== 'role')).toEqual([]);
    expect(calls.filter(({ action, passedTo }) => action !== 'iam:PassRole' && passedTo !== undefined)).toEqual([]);
    expect(
      calls.filter(({ passedTo }) => passedTo !== undefined && !/^[a-z0-9.-]+\.amazonaws\.com$/.test(passedTo)),
    ).toEqual([]);
  });
  test('tier A hands over a role or writes in IAM itself; B uses what is there', () => {
    const proven = escalationPaths.filter(({ tier }) => tier === 'A');
    const unproven = (first: string | undefined) => first !== 'iam:PassRole' && first?.startsWith('iam:') !== true;
    expect(proven.filter(({ required }) => unproven(required[0]?.action)).map(({ id }) => id)).toEqual([]);
    expect(pathNamed('sagemaker-004')?.tier).toBe('B');
    expect(pathNamed('sts-001')?.tier).toBe('B');
    expect(pathNamed('sagemaker-x-create-auto-ml-job')?.tier ?? pathNamed('sagemaker-x-create-automl-job')?.tier).toBe(
      'B',
    );
  });
  test('ours are named for the call', () => {
    const ours = escalationPaths.filter(({ id }) => id.includes('-x-'));
    expect(ours.map(({ id }) => id).toSorted()).toMatchInlineSnapshot(`
      [
        "iam-x-set-default-policy-version",
        "sagemaker-x-create-ai-benchmark-job",
        "sagemaker-x-create-ai-recommendation-job",
        "sagemaker-x-create-algorithm",
        "sagemaker-x-create-automl-job",
        "sagemaker-x-create-automl-job-v2",
        "sagemaker-x-create-cluster",
        "sagemaker-x-create-compilation-job",
        "sagemaker-x-create-data-quality-job-definition",
        "sagemaker-x-create-device-fleet",
        "sagemaker-x-create-domain",
        "sagemaker-x-create-edge-packaging-job",
        "sagemaker-x-create-endpoint-config",
        "sagemaker-x-create-feature-group",
        "sagemaker-x-create-flow-definition",
        "sagemaker-x-create-hyper-parameter-tuning-job",
        "sagemaker-x-create-image",
        "sagemaker-x-create-inference-experiment",
        "sagemaker-x-create-inference-recommendations-job",
        "sagemaker-x-create-labeling-job",
        "sagemaker-x-create-mlflow-app",
        "sagemaker-x-create-mlflow-tracking-server",
        "sagemaker-x-create-model",
        "sagemaker-x-create-model-bias-job-definition",
        "sagemaker-x-create-model-explainability-job-definition",
        "sagemaker-x-create-model-package",
        "sagemaker-x-create-model-quality-job-definition",
        "sagemaker-x-create-monitoring-schedule",
        "sagemaker-x-create-optimization-job",
        "sagemaker-x-create-partner-app",
        "sagemaker-x-create-pipeline",
        "sagemaker-x-create-presigned-domain-url",
        "sagemaker-x-create-project",
        "sagemaker-x-create-studio-lifecycle-config-update-domain",
        "sagemaker-x-create-studio-lifecycle-config-update-space",
        "sagemaker-x-create-studio-lifecycle-config-update-user-profile",
        "sagemaker-x-create-user-profile",
        "sagemaker-x-render-ui-template",
        "sagemaker-x-update-cluster",
        "sagemaker-x-update-device-fleet",
        "sagemaker-x-update-domain",
        "sagemaker-x-update-image",
        "sagemaker-x-update-monitoring-schedule",
        "sagemaker-x-update-notebook-instance",
        "sagemaker-x-update-pipeline",
        "sagemaker-x-update-user-profile",
      ]
    `);
  });
});
