import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { assetInventory, changeControl, withRequirements } from '../../frameworks/profiles.ts';
import { cluster } from '../../resources/sagemaker/cluster.ts';
import { codeRepository } from '../../resources/sagemaker/code-repository.ts';
import { domain } from '../../resources/sagemaker/domain.ts';
import { endpointConfig } from '../../resources/sagemaker/endpoint-config.ts';
import { endpoint } from '../../resources/sagemaker/endpoint.ts';
import { mlflowApp } from '../../resources/sagemaker/mlflow-app.ts';
import { mlflowTrackingServer } from '../../resources/sagemaker/mlflow-tracking-server.ts';
import { modelPackageGroup } from '../../resources/sagemaker/model-package-group.ts';
import { model } from '../../resources/sagemaker/model.ts';
import { notebookInstance } from '../../resources/sagemaker/notebook-instance.ts';
import { notebookLifecycleConfig } from '../../resources/sagemaker/notebook-lifecycle-config.ts';
import { pipeline } from '../../resources/sagemaker/pipeline.ts';
import { space } from '../../resources/sagemaker/space.ts';
import { userProfile } from '../../resources/sagemaker/user-profile.ts';

export default defineControl({
  id: 'sagemaker/resource-data-class-tag',
  title: 'Nobody takes the tag with the data class away',
  severity: 'medium',
  appliesTo: [
    cluster,
    codeRepository,
    domain,
    endpointConfig,
    endpoint,
    mlflowApp,
    mlflowTrackingServer,
    modelPackageGroup,
    model,
    notebookInstance,
    notebookLifecycleConfig,
    pipeline,
    space,
    userProfile,
  ],
  reads: ['tags'],
  rationale:
    'How severe a finding is, who owns it, and often who may reach the resource, hang on this tag; without it, regulated data looks like any other.',
  remediation: {
    summary: 'Put the tag back, with the class (in the place of DATA_CLASS) that the data has.',
    command: ({ arn }, { tags }) => {
      const taken = Object.entries(tags?.entries ?? {}).filter(([, value]) => value === null);
      const list = taken.map(([key]) => `Key=${key},Value=DATA_CLASS`);
      return `${shell`aws sagemaker add-tags --resource-arn ${arn} --tags`} ${list.map((tag) => shell`${tag}`).join(' ')}`;
    },
  },
  requirements: withRequirements(assetInventory, changeControl),
  evaluate: ({ tags }, { configuration }) => {
    const key = configuration.tags.dataClass?.key.toLowerCase();
    if (key === undefined) return notApplicable('nobody told which tag holds the data class');
    const entries = Object.entries(tags.entries).filter(([name]) => name.toLowerCase() === key);
    const taken = entries.filter(([, value]) => value === null).map(([name]) => name);
    return taken.length > 0 && taken.length === entries.length
      ? fail(`The tag ${taken.join(', ')}, which holds the data class, was taken away`)
      : pass;
  },
});
