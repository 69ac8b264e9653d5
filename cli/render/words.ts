import { actorName } from '../../shared/core/actor-name.ts';
import { durationOf } from '../../shared/core/duration.ts';
import type { Hand } from '../../shared/core/finding.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { ResourceRef } from '../../shared/core/resource-ref.ts';
import { spokenName } from '../../shared/core/spoken.ts';

/** `2026-11-02 09:14:03Z` */
export const timeOf = (at: Instant): string =>
  new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');

export { durationOf };

/** Who did it, with which call, from where. */
export const handText = ({ actor, call, address }: Hand): string =>
  [
    actor ? actorName(actor) : undefined,
    call && `with ${call.slice(call.indexOf(':') + 1)}`,
    address && address !== actor?.invokedBy && `from ${address}`,
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');

/** `exploration (111122223333 eu-central-1)` */
export const placeText = ({ name, account, region }: ResourceRef): string =>
  `${spokenName(name)} (${account}${region ? ` ${region}` : ''})`;
