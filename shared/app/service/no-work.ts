import type { Work } from '../../ports.ts';

/** What a batch comes to that writes nothing yet. */
export const noWork: Work = {
  changes: [],
  known: [],
  findings: [],
  retold: [],
  snapshots: [],
  transitions: [],
  references: [],
  quarantined: [],
  latest: undefined,
};
