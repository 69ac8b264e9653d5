import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CanvasKit, EmulatedCanvas2D, EmulatedCanvas2DContext } from 'canvaskit-wasm';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { chartFont, type Painter } from '../../digest/charts.ts';

/** For screens with two points in every direction for one. */
const density = 2;

/** Wherever the program runs from, its packages are beside it: the sources, the bundle, or a function's zip. */
const beside = createRequire(import.meta.url);

const fileOf = (path: string): Buffer => readFileSync(beside.resolve(path));

/** Asks where it lies itself, which it can't in a bundle: it is no part of one. */
const skia = () => beside('canvaskit-wasm') as (options: { wasmBinary: Uint8Array }) => Promise<CanvasKit>;

const shiftAcross: Readonly<Record<string, number>> = { center: -0.5, right: -1, end: -1 };
/** Of the size of the font; where the text stands for a baseline. */
const shiftDown: Readonly<Record<string, number>> = { middle: 0.36, top: 0.93, hanging: 0.93, bottom: -0.24 };

const sizeOf = (font: string): number => Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);

interface Aligned {
  textAlign?: string;
  textBaseline?: string;
}

/** Skia's canvas knows no alignment of texts: whoever asks for one gets its text put there. */
const aligning = (context: EmulatedCanvas2DContext): EmulatedCanvas2DContext => {
  const plain = context.fillText.bind(context);
  context.fillText = (text: string, x: number, y: number) => {
    const { textAlign = 'start', textBaseline = 'alphabetic' } = context as Aligned;
    const across = (shiftAcross[textAlign] ?? 0) * context.measureText(text).width;
    plain(text, x + across, y + (shiftDown[textBaseline] ?? 0) * sizeOf(context.font));
  };
  return context;
};

const canvasOf = (kit: CanvasKit, font: ArrayBuffer, width: number, height: number): EmulatedCanvas2D => {
  const canvas = kit.MakeCanvas(width, height);
  for (const weight of ['normal', '400', 'bold']) canvas.loadFont(font, { family: chartFont, style: 'normal', weight });
  const context = canvas.getContext('2d');
  if (context) aligning(context);
  // What the library expects of an element of a page.
  return Object.assign(canvas, { width, height, style: {} });
};

const made = async (): Promise<Painter> => {
  const kit = await skia()({ wasmBinary: fileOf('canvaskit-wasm/bin/canvaskit.wasm') });
  const file = fileOf('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  const font = new Uint8Array(file).buffer;
  use([BarChart, GridComponent, LegendComponent, TitleComponent, CanvasRenderer]);
  const ruler = canvasOf(kit, font, 1, 1).getContext('2d');
  setPlatformAPI({
    createCanvas: () => canvasOf(kit, font, 1, 1) as never,
    measureText: (text, style) => {
      if (!ruler) return { width: 0 };
      if (style !== undefined) ruler.font = style;
      return { width: ruler.measureText(text).width };
    },
  });
  return ({ width, height, option }) => {
    const canvas = canvasOf(kit, font, width * density, height * density);
    const chart = init(canvas as never, null, { renderer: 'canvas', width, height, devicePixelRatio: density });
    chart.setOption(option);
    chart.getZr().flush();
    const [, data = ''] = canvas.toDataURL('image/png').split(',');
    chart.dispose();
    canvas.dispose();
    return Buffer.from(data, 'base64');
  };
};

let painter: Promise<Painter> | undefined;

/** What paints charts, without a browser and alike on every machine: Skia, compiled to WebAssembly. Made once. */
export const chartPainter = async (): Promise<Painter> => (painter ??= made());
