import type { Entry } from '../call.ts';
import { alice, intruder, roleArn, terraform, type Actor } from '../cast.ts';
import { iamCall, newPolicy, policyArn, policyText } from '../services/iam.ts';
import { at } from '../time.ts';

const everything = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** What notebooks may do: everything, or again what they could before. */
const notebooksMay = (what: 'everything' | 'as before', time: string, by: Actor): Entry =>
  iamCall(by)(time, what === 'everything' ? 'AttachRolePolicy' : 'DetachRolePolicy', {
    request: { roleName: 'notebook-execution', policyArn: everything },
  });

/** Nobody knows why a notebook cannot read a bucket. It was not its role; half an hour later that is taken back. */
const tryingEverything = (): Entry[] => [
  notebooksMay('everything', at(11, '16:05:20'), alice),
  notebooksMay('as before', at(11, '16:41:08'), alice),
];

const customers = { roleName: 'training-execution', policyName: 'customer-exports' };

/** For one test the role of all training may read what the customers' data is exported to; two nights and a sweep pass. */
const forOneTest = (): Entry[] => [
  iamCall(alice)(at(11, '17:38:44'), 'PutRolePolicy', {
    request: {
      ...customers,
      policyDocument: policyText({
        Sid: 'Exports',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::meadow-customer-exports/*',
      }),
    },
  }),
  iamCall(alice)(at(13, '17:12:30'), 'DeleteRolePolicy', { request: customers }),
];

/** Starting jobs is one policy's, passing roles becomes another's: each is half of a way to any role there is. */
const twoHalves = (): Entry[] => {
  const passing = (time: string, passed: object): Entry =>
    iamCall(alice)(time, 'PutRolePolicy', {
      request: {
        roleName: 'pipeline-execution',
        policyName: 'pass-role',
        policyDocument: policyText({ Sid: 'Pass', Effect: 'Allow', Action: 'iam:PassRole', ...passed }),
      },
    });
  return [
    newPolicy(
      at(9, '06:35:30'),
      'pipeline-steps',
      policyText({
        Sid: 'Steps',
        Effect: 'Allow',
        Action: ['sagemaker:CreateProcessingJob', 'sagemaker:DescribeProcessingJob', 'sagemaker:StopProcessingJob'],
        Resource: '*',
      }),
      terraform,
    ),
    iamCall(terraform)(at(9, '06:35:32'), 'AttachRolePolicy', {
      request: { roleName: 'pipeline-execution', policyArn: policyArn('pipeline-steps') },
    }),
    passing(at(12, '13:22:50'), { Resource: '*' }),
    passing(at(13, '10:34:16'), {
      Resource: roleArn('pipeline-execution'),
      Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    }),
  ];
};

/** The intruder does to the role of the notebooks what Alice tried on Wednesday; on Sunday she takes it back again. */
const onceMore = (): Entry[] => [
  notebooksMay('everything', at(14, '02:22:36'), intruder),
  notebooksMay('as before', at(15, '07:53:20'), alice),
];

/** What becomes of the roles that notebooks, training and pipelines work under. */
export const roles = (): Entry[] => [...tryingEverything(), ...forOneTest(), ...twoHalves(), ...onceMore()];
