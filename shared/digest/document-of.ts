import { cutTo, safe } from '../core/printable.ts';
import { bounded } from './bounded.ts';
import { sum } from './counting.ts';
import type { Digest } from './digest.ts';
import { cell, type DigestDocument } from './document.ts';
import { breakdownSections, rankingSections, unknownSections } from './sections/breakdown.ts';
import { movedSections, openSections } from './sections/findings.ts';
import { artifactSections, frameworkSection } from './sections/frameworks.ts';
import { glanceSection, trendSection } from './sections/glance.ts';
import { healthSection } from './sections/health.ts';
import { waiverSection } from './sections/waivers.ts';
import { listed, numberOf, periodOf, timeOf } from './words.ts';

const isForAll = ({ readers }: Digest): boolean => readers.accounts.length === 0 && readers.owners.length === 0;

const stateOf = ({ now }: Digest): string => {
  const { standing, moved } = now;
  const overdue = sum(standing.overdue);
  return [
    `${numberOf(standing.open.critical)} critical open`,
    `${numberOf(moved.opened)} new`,
    `${numberOf(moved.resolved)} resolved`,
    ...(overdue > 0 ? [`${numberOf(overdue)} overdue`] : []),
  ].join(', ');
};

const longestName = 40;

/** Says how things stand, so that it is known without opening the mail. */
export const subjectOf = (digest: Digest): string => {
  const { readers, week } = digest;
  const whose = isForAll(digest) ? '' : ` for ${cutTo(safe(readers.name), longestName)}`;
  return `Sagewatch ${week.name}${whose}: ${stateOf(digest)}`;
};

const whoseOf = (digest: Digest): string => {
  const { accounts, owners } = digest.readers;
  if (isForAll(digest)) return 'All accounts and owners';
  return [
    ...(accounts.length > 0 ? [`Account${accounts.length > 1 ? 's' : ''} ${listed(accounts)}`] : []),
    ...(owners.length > 0 ? [`What ${listed(owners)} ${owners.length > 1 ? 'answer' : 'answers'} for`] : []),
  ].join(', ');
};

const footerOf = ({ health, week }: Digest): DigestDocument['footer'] => {
  const where = health.stage === undefined ? '' : ` --stack ${health.stage}`;
  return [
    cell(`One finding in full, with the command that mends it: sagewatch show ID${where}`),
    cell(`All that is open: sagewatch findings --open${where}`),
    cell(`This digest again: sagewatch digest --week ${week.name}${where}`),
    cell(
      'Numbers are worked out from the findings as they are known now; severity, environment and owner are those of now. Who gets a digest, and of what, says the configuration (digest.audiences).',
    ),
  ];
};

/** A digest in words. `hasPictures`: whether charts go with it. */
export const documentOf = (digest: Digest, { hasPictures }: { hasPictures: boolean }): DigestDocument => {
  const { week, asOf } = digest;
  const [glance, trend] = [glanceSection(digest), trendSection(digest, hasPictures)];
  return bounded({
    subject: subjectOf(digest),
    preview: `${stateOf(digest)}; ${numberOf(sum(digest.now.standing.open))} open in all. ${whoseOf(digest)}.`,
    title: `Week ${Number(week.name.slice(-2))}, ${periodOf(week)}`,
    lines: [whoseOf(digest), `As of ${timeOf(asOf, week.timeZone)} (${week.timeZone})`],
    sections: [
      glance,
      trend,
      ...openSections(digest),
      ...movedSections(digest),
      ...breakdownSections(digest),
      ...rankingSections(digest),
      waiverSection(digest),
      frameworkSection(digest),
      ...unknownSections(digest),
      healthSection(digest),
      ...artifactSections(digest),
    ],
    footer: footerOf(digest),
  });
};
