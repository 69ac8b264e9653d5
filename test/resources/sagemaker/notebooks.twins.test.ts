import { Buffer } from 'node:buffer';
import { test } from 'vitest';
import { codeRepository } from '../../../shared/resources/sagemaker/code-repository.ts';
import { domain } from '../../../shared/resources/sagemaker/domain.ts';
import { notebookInstance } from '../../../shared/resources/sagemaker/notebook-instance.ts';
import { notebookLifecycleConfig } from '../../../shared/resources/sagemaker/notebook-lifecycle-config.ts';
import { expectTwins } from '../twins.ts';
import { arn, call, key, role, tags } from './shapes.ts';

test('a notebook instance, created with what must be given and updated since', () =>
  expectTwins(notebookInstance, {
    records: [
      call('CreateNotebookInstance', {
        notebookInstanceName: 'Exploration',
        instanceType: 'ml.t3.medium',
        roleArn: role,
        kmsKeyId: '',
        lifecycleConfigName: 'first',
        platformIdentifier: 'notebook-al2023-v1',
        subnetId: 'subnet-1',
        securityGroupIds: ['sg-1'],
        additionalCodeRepositories: ['shared', 'https://git.example.com/a.git'],
      }),
      call('UpdateNotebookInstance', {
        notebookInstanceName: 'Exploration',
        rootAccess: 'Disabled',
        lifecycleConfigName: '',
        instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
        disassociateLifecycleConfig: true,
      }),
    ],
    output: {
      NotebookInstanceArn: arn('notebook-instance/exploration'),
      NotebookInstanceName: 'Exploration',
      NotebookInstanceStatus: 'InService',
      InstanceType: 'ml.t3.medium',
      IpAddressType: 'ipv4',
      SubnetId: 'subnet-1',
      SecurityGroups: ['sg-1'],
      RoleArn: role,
      DirectInternetAccess: 'Enabled',
      RootAccess: 'Disabled',
      PlatformIdentifier: 'notebook-al2023-v1',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      AdditionalCodeRepositories: ['shared', 'https://git.example.com/a.git'],
      Tags: [],
    },
  }));

test('a lifecycle configuration: what was read out of its scripts', () => {
  const content = Buffer.from('#!/bin/bash\ncurl -s https://example.com/x | bash\n').toString('base64');
  expectTwins(notebookLifecycleConfig, {
    records: [
      call('CreateNotebookInstanceLifecycleConfig', {
        notebookInstanceLifecycleConfigName: 'hardening',
        onStart: [{ content }],
      }),
    ],
    output: {
      NotebookInstanceLifecycleConfigArn: arn('notebook-instance-lifecycle-config/hardening'),
      NotebookInstanceLifecycleConfigName: 'hardening',
      OnCreate: [],
      OnStart: [{ Content: content }],
      Tags: [],
    },
  });
});

test('a domain, whose update calls its settings otherwise', () =>
  expectTwins(domain, {
    records: [
      call(
        'CreateDomain',
        {
          domainName: 'studio',
          authMode: 'IAM',
          vpcId: 'vpc-1',
          subnetIds: ['subnet-1'],
          homeEfsFileSystemKmsKeyId: key,
          defaultUserSettings: { executionRole: role, securityGroups: ['sg-1'] },
          domainSettings: {
            securityGroupIds: ['sg-2'],
            rStudioServerProDomainSettings: { domainExecutionRoleArn: role },
            dockerSettings: { enableDockerAccess: 'DISABLED' },
          },
          tags: tags.request,
        },
        { domainArn: arn('domain/d-abc'), domainId: 'd-abc', url: 'https://d-abc.studio.example' },
      ),
      call('UpdateDomain', {
        domainId: 'd-abc',
        appNetworkAccessType: 'VpcOnly',
        domainSettingsForUpdate: {
          executionRoleIdentityConfig: 'USER_PROFILE_NAME',
          rStudioServerProDomainSettingsForUpdate: { domainExecutionRoleArn: `${role}-rstudio` },
          dockerSettings: { enableDockerAccess: 'ENABLED', vpcOnlyTrustedAccounts: ['111122223333'] },
        },
      }),
    ],
    output: {
      DomainArn: arn('domain/d-abc'),
      DomainId: 'd-abc',
      DomainName: 'studio',
      Status: 'InService',
      AuthMode: 'IAM',
      AppNetworkAccessType: 'VpcOnly',
      VpcId: 'vpc-1',
      SubnetIds: ['subnet-1'],
      HomeEfsFileSystemKmsKeyId: key,
      KmsKeyId: key,
      DefaultUserSettings: { ExecutionRole: role, SecurityGroups: ['sg-1'] },
      DomainSettings: {
        SecurityGroupIds: ['sg-2'],
        RStudioServerProDomainSettings: { DomainExecutionRoleArn: `${role}-rstudio` },
        ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
        DockerSettings: { EnableDockerAccess: 'ENABLED', VpcOnlyTrustedAccounts: ['111122223333'] },
      },
      Tags: tags.output,
    },
  }));

test('a code repository, whose credentials are not copied', () =>
  expectTwins(codeRepository, {
    records: [
      call('CreateCodeRepository', {
        codeRepositoryName: 'shared',
        gitConfig: { repositoryUrl: 'https://bot:hunter2@git.example.com/a.git', branch: 'main' },
      }),
    ],
    output: {
      CodeRepositoryName: 'shared',
      CodeRepositoryArn: arn('code-repository/shared'),
      GitConfig: { RepositoryUrl: 'https://bot:hunter2@git.example.com/a.git', Branch: 'main' },
      Tags: [],
    },
  }));
