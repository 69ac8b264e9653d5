export { matches } from './matches.ts';
export { longestPattern, parsePattern, patternQuota, type EventPattern } from './parse.ts';
