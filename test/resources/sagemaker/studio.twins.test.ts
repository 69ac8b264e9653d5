import { expect, test } from 'vitest';
import { resourceTypes } from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import { referencesOf } from '../../../shared/core/related.ts';
import { space } from '../../../shared/resources/sagemaker/space.ts';
import { userProfile } from '../../../shared/resources/sagemaker/user-profile.ts';
import { expectTwins, statedBy } from '../twins.ts';
import { arn, call, role, tags } from './shapes.ts';

test('a user profile, given a role of its own later', () =>
  expectTwins(userProfile, {
    records: [
      call(
        'CreateUserProfile',
        {
          domainId: 'd-abc',
          userProfileName: 'Alice',
          userSettings: { executionRole: '', securityGroups: ['sg-1'] },
          tags: tags.request,
        },
        { userProfileArn: arn('user-profile/d-abc/alice') },
      ),
      call('UpdateUserProfile', {
        domainId: 'd-abc',
        userProfileName: 'alice',
        userSettings: { executionRole: role, jupyterLabAppSettings: {} },
      }),
    ],
    output: {
      DomainId: 'd-abc',
      UserProfileArn: arn('user-profile/d-abc/alice'),
      UserProfileName: 'Alice',
      Status: 'InService',
      UserSettings: { ExecutionRole: role, SecurityGroups: ['sg-1'] },
      Tags: tags.output,
    },
  }));

const spaceRecords = [
  call(
    'CreateSpace',
    {
      domainId: 'd-abc',
      spaceName: 'Work',
      spaceSettings: { appType: 'JupyterLab' },
      ownershipSettings: { ownerUserProfileName: 'Alice' },
      spaceSharingSettings: { sharingType: 'Private' },
    },
    { spaceArn: arn('space/d-abc/work') },
  ),
  call('UpdateSpace', { domainId: 'd-abc', spaceName: 'work', spaceSettings: { remoteAccess: 'ENABLED' } }),
  call('UpdateSpace', { domainId: 'd-abc', spaceName: 'work', spaceDisplayName: 'My work' }),
];

test('a space that lets editors in from elsewhere', () =>
  expectTwins(space, {
    records: spaceRecords,
    output: {
      DomainId: 'd-abc',
      SpaceArn: arn('space/d-abc/work'),
      SpaceName: 'Work',
      Status: 'InService',
      SpaceSettings: { AppType: 'JupyterLab', RemoteAccess: 'ENABLED' },
      OwnershipSettings: { OwnerUserProfileName: 'Alice' },
      SpaceSharingSettings: { SharingType: 'Private' },
      Tags: [],
    },
  }));

test('a space refers to its owner and to the domain of both', () => {
  const catalogue = catalogueOf(resourceTypes, [], defaultConfiguration);
  const { resource, state } = statedBy(space, spaceRecords);
  expect(referencesOf(catalogue, resource, state).map(({ role: as, resource: to }) => [as, to.arn])).toEqual([
    ['domain', arn('domain/d-abc')],
    ['owner', arn('user-profile/d-abc/alice')],
  ]);
});

test('who is called only by a name and no domain is not taken for somebody', () => {
  expect(userProfile.nameOf({ userProfileName: 'alice' }, {} as never)).toBeUndefined();
  expect(space.nameOf({ domainId: 'd-abc', spaceName: '' }, {} as never)).toBeUndefined();
});
