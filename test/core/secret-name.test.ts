import { expect, test } from 'vitest';
import { secretKindOf } from '../../shared/core/secret-name.ts';

test.each([
  ['slack-webhook', 'slack-webhook'],
  ['slack-webhook-ml', 'slack-webhook'],
  ['slack-webhook-ml-2', 'slack-webhook'],
  ['slack-token', 'slack-token'],
  ['slack-token-eu', 'slack-token'],
  ['slack', undefined],
  ['slack-webhooks', undefined],
  ['slack-webhook-', undefined],
  ['slack-webhook-ML', undefined],
  ['slack-webhook/../slack-token', undefined],
  [`slack-webhook-${'x'.repeat(50)}`, 'slack-webhook'],
  [`slack-webhook-${'x'.repeat(51)}`, undefined],
])('%s', (name, kind) => expect(secretKindOf(name)).toBe(kind));
