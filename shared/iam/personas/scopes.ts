import type { Test } from '../document.ts';
import type { Option } from '../options.ts';
import { filled, matches } from '../patterns.ts';
import type { ActivityScope } from './activity.ts';

/** Requests that a grant within a scope does not allow: whoever may make one of them has more than the scope. */
export interface Outside {
  /** Said behind an action: `s3:GetObject on any bucket`. */
  words: string;
  /** Patterns of the resources that are asked for; undefined: whatever the action can be for. */
  within?: readonly string[];
  accepts?(resource: string): boolean;
  /** Keys that are as they are in the request, in every way that is tried; `tests`: all that bear on it. */
  fixed?(tests: readonly Test[]): readonly (readonly [string, Option][])[];
}

/** A name that nobody gives: a pattern that matches it is of any name. */
const anybodys = 'zq-arbitrary-7f3a';

/** Keys that say which resource it is: whoever has to meet one has named resources, by their tags or aliases. */
const describesResource =
  /^(aws:resourcetag\/|[a-z0-9-]+:resourcetag\/|s3:existingobjecttag\/|s3:buckettag\/|kms:(resourcealiases|requestalias)$|s3:dataaccesspointarn$)/;

/** Any resource of a kind: one that nobody named, tagged or gave an alias. */
const any = (words: string, ...forms: readonly string[]): Outside => ({
  words,
  within: forms.map((form) => form.replace('NAME', anybodys)),
  fixed: (tests) => [
    [...new Set(tests.map(({ key }) => key))]
      .filter((key) => describesResource.test(key))
      .map((key): [string, Option] => [key, undefined]),
  ],
});

const jobLogs = 'arn:*:logs:*:*:log-group:/aws/sagemaker*';

/** Services that a role may be handed to, besides SageMaker: those that are named, and two that need nobody to name them. */
const otherServices = (tests: readonly Test[]): readonly string[] => {
  const named = tests.flatMap(({ key, values }) => (key === 'iam:passedtoservice' ? values : []));
  const all = [...named.map((value) => filled(value, 'zq')), 'lambda.amazonaws.com', 'ec2.amazonaws.com'];
  return [...new Set(all)].filter((service) => !/^sagemaker/i.test(service));
};

/**
 * What lies outside each scope. A pattern that leaves some names out, by whatever it says of them (`ml-*`), names; only one
 * of any name does not.
 */
export const outsideOf: Readonly<Record<ActivityScope, readonly Outside[]>> = {
  sagemaker: [],
  anything: [],
  'named-roles': [
    any('of any role', 'arn:*:iam::*:role/NAME'),
    {
      words: 'to other services than SageMaker',
      fixed: (tests) => otherServices(tests).map((service) => [['iam:passedtoservice', [service]]]),
    },
  ],
  'named-buckets': [
    any(
      'on any bucket',
      'arn:*:s3:::NAME',
      'arn:*:s3:::NAME/zq',
      'arn:*:s3:*:*:accesspoint/NAME',
      'arn:*:s3:*:*:accesspoint/NAME/object/zq',
    ),
  ],
  'named-repositories': [any('on any repository', 'arn:*:ecr:*:*:repository/NAME')],
  'named-workgroups': [any('on any workgroup', 'arn:*:athena:*:*:workgroup/NAME')],
  // All of catalog, database and table have to be granted: the database is the one that is named.
  'named-databases': [any('on any database', 'arn:*:glue:*:*:database/NAME')],
  'named-keys': [any('with any key', 'arn:*:kms:*:*:key/NAME')],
  'keys-for-services': [
    any('for any key', 'arn:*:kms:*:*:key/NAME'),
    { words: 'to others than AWS services', fixed: () => [[['kms:grantisforawsresource', ['false']]]] },
  ],
  'sagemaker-logs': [
    {
      words: 'on log groups of others than SageMaker',
      accepts: (resource) => !matches(jobLogs, resource),
    },
  ],
  'new-resources': [{ words: 'on what is there already', fixed: () => [[['sagemaker:taggingaction', undefined]]] }],
};
