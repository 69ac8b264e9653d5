import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { softwareIntegrity, withRequirements } from '../../frameworks/profiles.ts';
import { ecrRepository } from '../../resources/ecr/repository.ts';
import { isMlName } from '../../resources/s3/ml-bucket.ts';

export default defineControl({
  id: 'ecr/repository-image-tags',
  title: 'Tags of images for machine learning stay where they were put, but for exceptions by name',
  severity: 'medium',
  appliesTo: ecrRepository,
  reads: ['imageTagMutability', 'tagExceptions', 'taggedAsMl'],
  rationale:
    'Jobs and models name their image by a tag: whoever may push moves the tag to another image, and the next job runs that.',
  remediation: {
    summary: 'Make the tags immutable, and name jobs’ images by digest.',
    command: ({ name, region, account }) =>
      shell`aws ecr put-image-tag-mutability --region ${region} --registry-id ${account} --repository-name ${name} --image-tag-mutability IMMUTABLE`,
    warning: 'Pushing a tag that is there already, latest for instance, fails from then on.',
  },
  requirements: withRequirements(softwareIntegrity, { 'aws-fsbp': ['ECR.2'] }),
  aliases: ['ecr-image-mutable-unscanned'],
  evaluate: ({ imageTagMutability, tagExceptions, taggedAsMl }, { resource }) => {
    if (!isMlName(resource.name)) {
      if (taggedAsMl === 'not known') return unknown('whether its tags mark the repository as one of machine learning');
      if (taggedAsMl === 'no') return notApplicable('Nothing marks the repository as one of machine learning');
    }
    const exceptsAll = tagExceptions?.some((pattern) => /^\*+$/.test(pattern));
    const exceptions = tagExceptions?.join(', ');
    switch (imageTagMutability) {
      case 'IMMUTABLE':
        return pass;
      case 'IMMUTABLE_WITH_EXCLUSION':
        return exceptsAll ? fail(`Every tag can be moved to another image: ${exceptions} is excepted`) : pass;
      case 'MUTABLE':
        return fail('Every tag can be moved to another image');
      case 'MUTABLE_WITH_EXCLUSION':
        return exceptsAll ? pass : fail(`Every tag but ${exceptions} can be moved to another image`);
      default:
        return unknown(`what the tag mutability ${imageTagMutability} means`);
    }
  },
});
