import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { partitionOf } from '../../core/resource-ref.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { isMembers, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';
import { mlTags } from '../s3/ml-bucket.ts';
import { addsTags, byArn, takesTags } from '../tagging.ts';

/** A repository of another account's registry is named with the registry, which is that account. */
const nameIn = ({ repositoryName, registryId }: Members, { awsRegion }: TrailRecord): string | undefined => {
  const [name, registry] = [textOf(repositoryName), textOf(registryId)];
  return name !== undefined && registry !== undefined
    ? `arn:${partitionOf(awsRegion)}:ecr:${awsRegion}:${registry}:repository/${name}`
    : name;
};

const mutabilityIn = ({ imageTagMutability, imageTagMutabilityExclusionFilters }: Members): Members => ({
  imageTagMutability: textOf(imageTagMutability) ?? 'MUTABLE',
  tagExceptions: (Array.isArray(imageTagMutabilityExclusionFilters) ? imageTagMutabilityExclusionFilters : []).flatMap(
    (filter) => textOf(within(filter, 'filter')) ?? [],
  ),
});

/** Of one repository asked for by its name; a list of many is none of them. */
const onlyRepository = ({ repositories }: Members): Members | undefined =>
  Array.isArray(repositories) && repositories.length === 1 && isMembers(repositories[0]) ? repositories[0] : undefined;

/** A repository of container images in an account's private registry. */
export const ecrRepository = defineResourceType({
  name: 'ecr/repository',
  cloudFormationType: 'AWS::ECR::Repository',
  state: z.object({
    /** JSON; null: it has none. */
    policyText: sometimes(z.string().nullable()),
    /** MUTABLE, IMMUTABLE, MUTABLE_WITH_EXCLUSION, IMMUTABLE_WITH_EXCLUSION. */
    imageTagMutability: sometimes(z.string()),
    /** Patterns of tags that it is the other way round for. */
    tagExceptions: sometimes(z.array(z.string())),
    /** Follows from the tags: whether they mark the repository as one of machine learning. */
    taggedAsMl: sometimes(z.enum(['yes', 'no', 'not known'])),
    tags: tagMap(),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:ecr:${region}:${account}:repository/${name}`,
  eventSource: 'ecr.amazonaws.com',
  events: {
    CreateRepository: {
      effect: 'create',
      state: (request) => ({ ...mutabilityIn(request), policyText: null, tags: request['tags'] }),
    },
    SetRepositoryPolicy: {
      effect: 'update',
      state: (request) => ({ policyText: policyText(request['policyText']) }),
    },
    DeleteRepositoryPolicy: { effect: 'update', state: () => ({ policyText: null }) },
    PutImageTagMutability: { effect: 'update', state: mutabilityIn },
    DeleteRepository: 'delete',
    TagResource: { ...addsTags, ...byArn(':repository/') },
    UntagResource: { ...takesTags, ...byArn(':repository/') },
  },
  derived: ({ tags }) => ({ taggedAsMl: mlTags(tags) }),
  described: {
    by: ['ecr:DescribeRepositories', 'ecr:GetRepositoryPolicy', 'ecr:ListTagsForResource'],
    nameOf: (output) => {
      const arn = textOf(onlyRepository(output)?.['repositoryArn']);
      // A policy that was read apart names the repository without its Region.
      return arn ?? (textOf(output['registryId']) && textOf(output['policyText']) && textOf(output['repositoryName']));
    },
    state: (output) => {
      const repository = onlyRepository(output);
      return {
        ...(repository && mutabilityIn(repository)),
        policyText: output['policyText'] === undefined ? undefined : policyText(output['policyText']),
        tags: output['tags'],
      };
    },
  },
});
