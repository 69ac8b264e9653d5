import {
  enforceable,
  gapTexts,
  judgedGuardrails,
  missingGuardrails,
  type GuardrailOptions,
  type InForce,
} from '../../shared/iam/guardrails/index.ts';
import { localNvmeTypes } from '../../shared/resources/sagemaker/instance-storage.ts';

export const account = '111122223333';
/** A key of the account. */
export const key = `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const everything: GuardrailOptions = { controls: enforceable, keylessTypes: localNvmeTypes };
/** Only what these controls want. */
export const optionsFor = (...controls: string[]): GuardrailOptions => ({ ...everything, controls });
/** What belongs to the organization. */
export const ours = { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'], kmsKeys: [key] };

/** What FullAWSAccess allows. */
export const full = { Effect: 'Allow', Action: '*', Resource: '*' };
/** A policy of these statements. */
export const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
/** A Deny, of everything unless more is said. */
export const deny = (Action: string | string[], Condition?: object, more: object = {}) => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  ...(Condition && { Condition }),
  ...more,
});
/** Policies with names to tell them apart. */
export const named = (documents: readonly unknown[]) =>
  documents.map((document, index) => ({ name: `p-policy000${index}`, document }));
/** One level with FullAWSAccess and these. */
export const inForce = (...documents: readonly unknown[]): InForce => ({
  levels: [{ policies: named([policy(full), ...documents]), whole: true }],
  account,
  now: Date.UTC(2026, 10, 23, 12),
});

/** What is let through, as people are told; nothing: everything is denied. */
export const gaps = (force: InForce, options: GuardrailOptions): readonly string[] => {
  const judgement = judgedGuardrails(force, options);
  if (!judgement) throw new Error('not decided');
  return missingGuardrails(judgement).flatMap(gapTexts);
};
/** What becomes of the calls. */
export const standings = (force: InForce, options: GuardrailOptions) =>
  new Set(judgedGuardrails(force, options)?.guardrails.flatMap(({ calls }) => calls.map(({ standing }) => standing)));

/** The call that most rows are about, and its control. */
export const notebook = 'sagemaker:CreateNotebookInstance';
export const internet = optionsFor('sagemaker/notebook-direct-internet-access');
/** Denied unless it is disabled, whether that is said or not. */
export const notDisabled = { StringNotEquals: { 'sagemaker:DirectInternetAccess': 'Disabled' } };
/** Ways to have it all the same. */
export const saidEnabled = 'CreateNotebookInstance with DirectInternetAccess Enabled';
export const saidNothing = 'CreateNotebookInstance with DirectInternetAccess left out';
