import { everyHour } from './chapters/every-hour.ts';
import { friday } from './chapters/friday.ts';
import { monday } from './chapters/monday.ts';
import { roles } from './chapters/roles.ts';
import { saturday } from './chapters/saturday.ts';
import { sunday } from './chapters/sunday.ts';
import { thursday } from './chapters/thursday.ts';
import { tuesday } from './chapters/tuesday.ts';
import { wednesday } from './chapters/wednesday.ts';
import { eventFiles, logFiles } from './files.ts';
import { noise } from './noise.ts';

/** Every file of the example week, by its path below `examples/trail`. The same bytes whenever it is made. */
export const week = (): Map<string, Buffer> => {
  const entries = [
    ...monday(),
    ...tuesday(),
    ...wednesday(),
    ...thursday(),
    ...friday(),
    ...saturday(),
    ...sunday(),
    ...roles(),
    ...everyHour(),
    ...noise(),
  ];
  const ids = new Set(entries.map(({ record }) => record['eventID'] ?? record['id']));
  if (ids.size !== entries.length) throw new Error(`${entries.length - ids.size} records are the same as others`);
  return new Map([
    ...logFiles(entries.filter(({ record }) => 'eventID' in record)),
    ...eventFiles(entries.filter(({ record }) => !('eventID' in record))),
  ]);
};
