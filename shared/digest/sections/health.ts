import { minutes, type Instant } from '../../core/instant.ts';
import type { Told } from '../../core/told.ts';
import type { Digest } from '../digest.ts';
import { cell, left, paragraph, type Cell, type Section, type Tone } from '../document.ts';
import type { HealthFacts, Place } from '../facts.ts';
import { listed, numberOf, plural, spanOf, timeOf } from '../words.ts';

interface Line {
  name: string;
  text: string;
  /** What is the matter, in a few words. */
  trouble?: string | undefined;
}

/** The canary is made every hour, and has to be back within 15 minutes: the bar of its alarm. */
const canaryLimit = minutes(75);
const placesNamed = 5;

const placesOf = (places: readonly Place[]): string => {
  const named = places.slice(0, placesNamed).map(({ account, region }) => `${account} ${region}`);
  return listed(places.length > placesNamed ? [...named, `${numberOf(places.length - placesNamed)} more`] : named);
};

/** What was not answered is not known, which is a trouble of its own. */
const line = <Value>(name: string, told: Told<Value>, of: (value: Value) => Omit<Line, 'name'>): Line =>
  told.kind === 'unknown'
    ? { name, text: `not known: ${told.reason}`, trouble: `${name.toLowerCase()} not known` }
    : { name, ...of(told.value) };

const eventLines = ({ events, lag }: HealthFacts): Line[] => [
  line('Events judged', events, (count) =>
    count === 0
      ? { text: 'none in this week', trouble: 'no event was judged' }
      : { text: `${numberOf(count)} in this week` },
  ),
  line('Under way', lag, (value) => ({
    text: value ? `${spanOf(value.typical)} on average, ${spanOf(value.worst)} at most` : 'nothing was under way',
  })),
];

const recoveredLine = ({ recovered, places }: HealthFacts, timeZone: string): Line =>
  line('Recovered by comparison', recovered, ({ wanted, recovered: lost, at }) => {
    if (at === undefined)
      return { text: 'nothing was compared with CloudTrail yet', trouble: 'nothing was compared with CloudTrail yet' };
    return {
      text: `of ${plural(wanted, 'event')} that CloudTrail remembered in ${plural(places, 'place')}, ${numberOf(lost)} had not come and ${lost === 1 ? 'was' : 'were'} recovered (${timeOf(at, timeZone)})`,
    };
  });

const deadLetterLine = ({ deadLetters }: HealthFacts): Line =>
  line('Dead letters', deadLetters, (queues) => {
    const full = queues.filter(({ messages }) => messages > 0);
    if (full.length === 0) return { text: 'none' };
    const count = full.reduce((total, { messages }) => total + messages, 0);
    return {
      text: full.map(({ name, messages }) => `${numberOf(messages)} in ${name}`).join(', '),
      trouble: `${plural(count, 'message')} could not be handled`,
    };
  });

const sweepLine = ({ sweep }: HealthFacts, timeZone: string): Line =>
  line('Daily look at everything', sweep, ({ lists, finished, oldest }) => {
    const open = lists - finished;
    const since = oldest === undefined ? '' : `, the oldest of ${timeOf(oldest, timeZone)}`;
    return {
      text: `${numberOf(finished)} of ${plural(lists, 'list')} finished within two days${open > 0 ? since : ''}`,
      ...(open > 0 && {
        trouble: `${plural(open, 'list')} of the daily look ${open === 1 ? 'is' : 'are'} not finished`,
      }),
    };
  });

const canaryLine = ({ canary }: HealthFacts, now: Instant): Line =>
  line('Canary', canary, (at) => {
    if (at === undefined) return { text: 'none ever came back', trouble: 'no canary ever came back' };
    const age = Math.max(0, now - at);
    return age > canaryLimit
      ? { text: `the last came back ${spanOf(age)} ago`, trouble: `no canary came back for ${spanOf(age)}` }
      : { text: `came back ${spanOf(age)} ago` };
  });

const silentLine = ({ silent, places }: HealthFacts): Line =>
  line('Silent accounts and Regions', silent, (quiet) =>
    quiet.length === 0
      ? { text: `none of ${plural(places, 'place')}` }
      : {
          text: placesOf(quiet),
          trouble: `from ${plural(quiet.length, 'account and Region', 'accounts and Regions')} nothing comes by itself`,
        },
  );

const quarantineLine = ({ quarantined }: HealthFacts): Line =>
  line('Quarantine', quarantined, (count) =>
    count === 0
      ? { text: 'empty' }
      : { text: `${plural(count, 'record')} could not be read`, trouble: `${plural(count, 'record')} in quarantine` },
  );

const latestLine = ({ latest }: HealthFacts, timeZone: string): Line => ({
  name: 'Latest record',
  text: latest === undefined ? 'none' : timeOf(latest, timeZone),
});

const linesOf = (health: HealthFacts, now: Instant, timeZone: string): Line[] =>
  health.stage === undefined
    ? [latestLine(health, timeZone), quarantineLine(health)]
    : [
        ...eventLines(health),
        recoveredLine(health, timeZone),
        deadLetterLine(health),
        sweepLine(health, timeZone),
        canaryLine(health, now),
        silentLine(health),
        quarantineLine(health),
        latestLine(health, timeZone),
      ];

/** What of the watchdog itself somebody has to look at, in a few words each. */
export const troublesOf = (health: HealthFacts, now: Instant): string[] =>
  linesOf(health, now, 'UTC').flatMap(({ trouble }) => (trouble === undefined ? [] : [trouble]));

/** How the watchdog itself is: what it says is worth only as much as that. */
export const healthSection = ({ health, madeAt, week: { timeZone } }: Digest): Section => {
  const rows = linesOf(health, madeAt, timeZone).map(({ name, text, trouble }): Cell[] => {
    const tone: Tone | undefined = trouble === undefined ? undefined : 'bad';
    return [cell(name), cell(text, tone)];
  });
  return {
    title: 'The watchdog itself',
    blocks: [
      { kind: 'table', columns: [left(''), left('')], rows },
      ...(health.stage === undefined
        ? []
        : [
            paragraph(
              `As of ${timeOf(madeAt, timeZone)}. What to do about each: sagewatch doctor --stack ${health.stage}.`,
              'quiet',
            ),
          ]),
    ],
  };
};
