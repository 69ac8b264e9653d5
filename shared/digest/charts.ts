import type { EChartsCoreOption } from 'echarts/core';
import { severities } from '../core/configuration.ts';
import type { Digest } from './digest.ts';
import { pictureNames, pictureSize } from './sections/glance.ts';
import { severityTitles } from './words.ts';

/** A chart as data: whoever paints it needs nothing else. */
export interface Chart {
  name: string;
  width: number;
  height: number;
  option: EChartsCoreOption;
}

/** Paints a chart: a PNG on transparent ground. */
export type Painter = (chart: Chart) => Uint8Array;

/** The only font that is sure to be there. */
export const chartFont = 'DejaVu Sans';

/** On nothing but the mail's own ground, which may be light or dark: every colour has to stand on both. */
const ink = '#7f8994';
const rule = '#8b95a133';

const severityColours = { critical: '#d9483b', high: '#e58b45', medium: '#d0ae2a', low: '#86a3cf' } as const;
const openedColour = '#d98a4e';
const resolvedColour = '#46a06f';

const weekNumber = (name: string): string => name.slice(-3);

const base = (title: string, { weeks }: Digest): EChartsCoreOption => ({
  animation: false,
  textStyle: { fontFamily: chartFont, color: ink },
  title: {
    text: title,
    left: 0,
    top: 0,
    textStyle: { fontFamily: chartFont, fontSize: 12, fontWeight: 'normal', color: ink },
  },
  legend: {
    bottom: 0,
    left: 0,
    itemWidth: 9,
    itemHeight: 9,
    itemGap: 12,
    icon: 'roundRect',
    textStyle: { fontFamily: chartFont, fontSize: 10, color: ink },
  },
  grid: { left: 30, right: 4, top: 30, bottom: 46 },
  xAxis: {
    type: 'category',
    data: weeks.map(({ week }) => weekNumber(week)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink } },
    axisLabel: { fontFamily: chartFont, fontSize: 10, color: ink, interval: 0 },
  },
  yAxis: {
    type: 'value',
    minInterval: 1,
    splitNumber: 3,
    splitLine: { lineStyle: { color: rule } },
    axisLabel: { fontFamily: chartFont, fontSize: 10, color: ink },
  },
});

const bars = (name: string, color: string, data: readonly number[], stack?: string) => ({
  name,
  type: 'bar',
  ...(stack !== undefined && { stack }),
  barCategoryGap: '38%',
  barGap: '12%',
  itemStyle: { color },
  data: [...data],
});

/** The charts of a digest: what they show stands in its tables, too. */
export const chartsOf = (digest: Digest): Chart[] => {
  const { weeks } = digest;
  return [
    {
      name: pictureNames.open,
      ...pictureSize,
      option: {
        ...base('Open at the end of the week', digest),
        series: severities.toReversed().map((severity) =>
          bars(
            severityTitles[severity],
            severityColours[severity],
            weeks.map(({ standing }) => standing.open[severity]),
            'open',
          ),
        ),
      },
    },
    {
      name: pictureNames.moved,
      ...pictureSize,
      option: {
        ...base('Opened and resolved in the week', digest),
        series: [
          bars(
            'Opened',
            openedColour,
            weeks.map(({ moved }) => moved.opened + moved.reopened),
          ),
          bars(
            'Resolved',
            resolvedColour,
            weeks.map(({ moved }) => moved.resolved),
          ),
        ],
      },
    },
  ];
};
