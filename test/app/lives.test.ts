import { describe, expect, test } from 'vitest';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { at, changed, moves, notebook, root, sagemaker } from '../fixtures/story.ts';
import { watchdog } from '../fixtures/watchdog.ts';

describe('a state finding', () => {
  test('opens, is mended, and opens again, and says who did each', async () => {
    const { feed, findings } = watchdog();
    const { transitions } = await feed(
      at('2026-11-02T09:00:00Z', notebook()),
      at('2026-11-02T10:00:00Z', changed({ rootAccess: 'Disabled' })),
      at('2026-11-03T10:00:00Z', changed({ rootAccess: 'Enabled' })),
    );
    expect(moves(transitions)).toEqual([
      'opened 2026-11-02T09:00:00',
      'resolved 2026-11-02T10:00:00 mended',
      'reopened 2026-11-03T10:00:00',
    ]);
    const finding = (await findings()).find(({ controlId }) => controlId === root);
    expect(finding).toMatchObject({ status: 'open', episodeCount: 2, firstSeen: Date.parse('2026-11-02T09:00:00Z') });
    expect(finding?.episodes[0]?.resolvedBy).toMatchObject({ call: 'sagemaker.amazonaws.com:UpdateNotebookInstance' });
    expect(finding?.episodes[0]?.openedBy.actor).toMatchObject({ session: 'alice' });
  });

  test('is not touched by what is not known', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T09:00:00Z', notebook()));
    const { transitions } = await feed(
      at('2026-11-02T10:00:00Z', changed({ rootAccess: 'HIDDEN_DUE_TO_SECURITY_REASONS' })),
    );
    expect(moves(transitions)).toEqual([]);
    expect((await findings()).find(({ controlId }) => controlId === root)).toMatchObject({
      status: 'open',
      episodeCount: 1,
    });
  });

  test('an asynchronous deletion does not end it; the name taken again does, and what comes then is another resource', async () => {
    const { feed, findings } = watchdog();
    const first = await feed(
      at('2026-11-02T09:00:00Z', notebook()),
      at('2026-11-02T10:00:00Z', sagemaker('DeleteNotebookInstance', { notebookInstanceName: 'exploration' })),
    );
    expect(moves(first.transitions)).toEqual(['opened 2026-11-02T09:00:00']);
    const pending = (await findings()).find(({ controlId }) => controlId === root)?.pending;
    expect(pending).toContain('DeleteNotebookInstance was called 2026-11-02T10:00:00Z');
    const second = await feed(at('2026-11-02T11:00:00Z', notebook()));
    expect(moves(second.transitions)).toEqual(['resolved 2026-11-02T11:00:00 deleted', 'opened 2026-11-02T11:00:00']);
    const all = (await findings()).filter(({ controlId }) => controlId === root);
    expect(all.map(({ incarnation, status }) => `${incarnation} ${status}`).toSorted()).toEqual([
      '0 resolved',
      '1 open',
    ]);
  });

  test('names, ARNs and letter cases of one resource meet', async () => {
    const { feed } = watchdog();
    const { transitions } = await feed(
      at('2026-11-02T09:00:00Z', notebook({ notebookInstanceName: 'Exploration' })),
      at('2026-11-02T10:00:00Z', changed({ notebookInstanceName: 'exPLoration', rootAccess: 'Disabled' })),
    );
    expect(moves(transitions)).toEqual(['opened 2026-11-02T09:00:00', 'resolved 2026-11-02T10:00:00 mended']);
  });
});

describe('what comes late', () => {
  test('a failing state that was mended since is told as opened and resolved, with its duration', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T12:00:00Z', changed({ rootAccess: 'Disabled' })));
    const { transitions } = await feed(at('2026-11-02T09:00:00Z', notebook()));
    expect(moves(transitions)).toEqual(['opened 2026-11-02T09:00:00 late', 'resolved 2026-11-02T12:00:00 mended late']);
    expect((await findings()).find(({ controlId }) => controlId === root)).toMatchObject({
      status: 'resolved',
      episodeCount: 1,
    });
  });
  test('a passing state changes nothing that is told', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T09:00:00Z', notebook()), at('2026-11-02T12:00:00Z', changed({ rootAccess: 'Enabled' })));
    const { transitions } = await feed(at('2026-11-02T10:00:00Z', changed({ rootAccess: 'Disabled' })));
    expect(moves(transitions)).toEqual([]);
    expect((await findings()).find(({ controlId }) => controlId === root)).toMatchObject({ status: 'open' });
  });
  test('a repeated record changes nothing and is counted as repeated', async () => {
    const { feed } = watchdog();
    const once = at('2026-11-02T09:00:00Z', notebook());
    await feed(once);
    expect(await feed(once, once)).toMatchObject({ duplicates: 2, evaluated: 0, transitions: [] });
  });
  test('a call that two accounts tell of happened once', async () => {
    const { feed, findings } = watchdog();
    const key = {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      requestParameters: { userName: 'robot' },
      sharedEventID: '5f3a9d10-0000-4000-8000-000000000001',
    };
    await feed(at('2026-11-02T09:00:00Z', key), at('2026-11-02T09:00:00Z', key));
    expect((await findings()).filter(({ controlId }) => controlId === 'iam/user-access-key-creation')).toMatchObject([
      { count: 1 },
    ]);
  });
});

describe('references', () => {
  const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
  const kms = (eventName: string) => ({ eventSource: 'kms.amazonaws.com', eventName, requestParameters: { keyId } });

  test('a key that is disabled reopens what is encrypted with it, by the hand that disabled it', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T08:00:00Z', kms('EnableKey')), at('2026-11-02T09:00:00Z', notebook({ kmsKeyId: keyId })));
    const { transitions } = await feed(
      at('2026-11-02T10:00:00Z', kms('DisableKey')),
      at('2026-11-02T11:00:00Z', kms('EnableKey')),
    );
    expect(moves(transitions, 'sagemaker/notebook-volume-key')).toEqual([
      'opened 2026-11-02T10:00:00',
      'resolved 2026-11-02T11:00:00 mended',
    ]);
    const finding = (await findings()).find(({ controlId }) => controlId === 'sagemaker/notebook-volume-key');
    expect(finding?.episodes[0]?.openedBy.call).toBe('kms.amazonaws.com:DisableKey');
    expect(finding?.evidence['kmsKey']).toMatchObject([{ keyState: 'Disabled' }]);
  });
  test('who manages a key that nobody told of is unknown, until somebody does', async () => {
    const { feed, findings } = watchdog();
    await feed(at('2026-11-02T09:00:00Z', notebook({ kmsKeyId: keyId })));
    expect((await findings()).some(({ controlId }) => controlId === 'sagemaker/notebook-volume-key')).toBe(false);
    const { transitions } = await feed(at('2026-11-02T10:00:00Z', kms('ScheduleKeyDeletion')));
    expect(moves(transitions, 'sagemaker/notebook-volume-key')).toEqual(['opened 2026-11-02T10:00:00']);
  });
  test('a saved Describe output fills what no record told, and outranks none', async () => {
    const told = watchdog({
      saved: ({ type }) => (type === 'kms/key' ? { keyManager: 'AWS', keyState: 'Enabled' } : undefined),
    });
    const { transitions } = await told.feed(at('2026-11-02T09:00:00Z', notebook({ kmsKeyId: keyId })));
    expect(moves(transitions, 'sagemaker/notebook-volume-key')).toEqual(['opened 2026-11-02T09:00:00']);
    const outranked = watchdog({ saved: () => ({ rootAccess: 'Disabled' }) });
    expect(moves((await outranked.feed(at('2026-11-02T09:00:00Z', notebook()))).transitions)).toEqual([
      'opened 2026-11-02T09:00:00',
    ]);
  });
});

test('the sum of the classes is the number of events', async () => {
  const { feed } = watchdog();
  const failed = { ...notebook(), errorCode: 'ThrottlingException' };
  const assessed = await feed(
    at('2026-11-02T09:00:00Z', notebook()),
    at('2026-11-02T09:00:01Z', failed),
    at('2026-11-02T09:00:02Z', { eventSource: 'es.amazonaws.com', eventName: 'CreateDomain' }),
  );
  expect(assessed).toMatchObject({ evaluated: 1, failedCalls: 1, irrelevant: 1, duplicates: 0 });
});

test('severity follows environment and data class, told by tags and by account', async () => {
  const graded = async (tags: object[], accounts = {}) => {
    const { feed, findings } = watchdog({ configuration: { ...defaultConfiguration, accounts } });
    await feed(at('2026-11-02T09:00:00Z', notebook({ tags })));
    const finding = (await findings()).find(({ controlId }) => controlId === root);
    return [finding?.severity, finding?.grade.steps.map(({ because }) => because)];
  };
  expect(await graded([])).toEqual(['high', []]);
  expect(await graded([{ key: 'data-class', value: 'phi' }])).toEqual(['critical', ['regulated data (phi)']]);
  const sandbox = { '111122223333': { environment: 'sandbox' as const, dataClass: null, owner: null } };
  expect(await graded([], sandbox)).toEqual(['medium', ['sandbox']]);
  expect(await graded([{ key: 'environment', value: 'production' }], sandbox)).toEqual(['high', []]);
});
