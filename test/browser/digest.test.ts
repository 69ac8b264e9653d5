import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { chartPainter } from '../../shared/adapters/local/charts.ts';
import { editionOf, type Edition } from '../../shared/digest/edition.ts';
import { everybody } from '../../shared/digest/facts.ts';
import { exampleFacts, exampleStore, exampleWeek } from '../digest/example.ts';
import { episode, facts, finding, week } from '../digest/made.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'sagewatch-browser-'));
/** Where the screenshots go that somebody looks at; `SCREENSHOTS=docs/images` renews those of the documentation. */
const shots = process.env['SCREENSHOTS'] ?? folder;

let browser: Browser;
const editions = new Map<string, Edition>();

const asFile = (_: string, png: Uint8Array) => `data:image/png;base64,${Buffer.from(png).toString('base64')}`;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await chromium.launch({ executablePath: inject('browser'), args: ['--no-sandbox'] });
  const paint = await chartPainter();
  const store = await exampleStore();
  editions.set('example', editionOf(await exampleFacts(store), everybody, exampleWeek, { paint, sourceOf: asFile }));
  await store.close();
  editions.set('nothing', editionOf(facts(), everybody, week, { paint, sourceOf: asFile }));
  const long = (index: number) => ({
    name: `${'a-long-name-of-a-notebook'.repeat(6)}-${index}`,
    message: 'w'.repeat(300),
  });
  const crowd = Array.from({ length: 5_000 }, (_, index) => finding([episode((index % 30) - 24)], long(index)));
  editions.set('crowd', editionOf(facts({ findings: crowd }), everybody, week, { paint, sourceOf: asFile }));
  for (const [name, { html }] of editions) writeFileSync(join(folder, `${name}.html`), html);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const opened = async (
  name: string,
  width: number,
  colorScheme: 'light' | 'dark',
  offline = true,
): Promise<{ page: Page; asked: string[] }> => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, offline });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().slice(0, 40)));
  await page.goto(`file://${join(folder, `${name}.html`)}`);
  return { page, asked };
};

/** What is wider than the screen, the smallest parts of it. */
const overflowing = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { querySelectorAll(what: string): Iterable<any>; documentElement: { clientWidth: number } };
    };
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.children.length === 0 && element.getBoundingClientRect().right > width + 0.5)
      .map((element) => String(element.textContent).slice(0, 60));
  });

const contrastOf = async (page: Page): Promise<{ text: string; ratio: number }[]> =>
  page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as {
      document: { querySelectorAll(what: string): Iterable<any> };
      getComputedStyle(element: unknown): { color: string; backgroundColor: string };
    };
    const parts = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) => {
      const [r = 0, g = 0, b = 0] = parts(colour).map((each) => {
        const value = each / 255;
        return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element: any): string => {
      for (let at = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (parts(backgroundColor)[3] !== 0) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    return [...document.querySelectorAll('body *')]
      .filter(
        (element) =>
          [...element.childNodes].some((node: any) => node.nodeType === 3 && node.textContent.trim() !== '') &&
          element.getBoundingClientRect().height > 2,
      )
      .map((element) => {
        const [light = 0, dark = 0] = [luminance(getComputedStyle(element).color), luminance(ground(element))].toSorted(
          (a, b) => b - a,
        );
        return { text: String(element.textContent).slice(0, 40), ratio: (light + 0.05) / (dark + 0.05) };
      });
  });

const looks = ([600, 375] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

describe.each(looks)('at $width pixels, $scheme', ({ width, scheme }) => {
  test.each(['example', 'nothing', 'crowd'])(
    '%s: nothing is wider than the screen, and all pictures are there',
    async (name) => {
      const { page, asked } = await opened(name, width, scheme);
      expect(await overflowing(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const pictures = await page.evaluate(
        '[...document.images].map(({ naturalWidth, alt }) => [naturalWidth, alt.length > 40])',
      );
      expect(pictures).toEqual([
        [528, true],
        [528, true],
      ]);
      // Nothing is asked of anybody: whoever reads a mail is nobody's business.
      expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
      await page.context().close();
    },
  );
  test('all of it can be read: contrast of 4.5 and more', async () => {
    const { page } = await opened('example', width, scheme);
    expect((await contrastOf(page)).filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    await page.context().close();
  });
  test('is kept as a picture to look at', async () => {
    const { page } = await opened('example', width, scheme);
    const height = width === 600 ? 1_560 : 1_500;
    const name = `digest-${width}-${scheme}.png`;
    const png = await page.screenshot({ path: join(shots, name), clip: { x: 0, y: 0, width, height }, fullPage: true });
    expect(png.length).toBeGreaterThan(20_000);
    expect(png.length).toBeLessThan(300_000);
    await page.context().close();
  });
});

test('links lead to pages of AWS and of those who publish frameworks, and nowhere else', async () => {
  const { page } = await opened('example', 600, 'light');
  const links = (await page.evaluate('[...document.links].map(({ href }) => href)')) as string[];
  expect(links.length).toBeGreaterThan(8);
  expect(new Set(links.map((href) => new URL(href).protocol))).toEqual(new Set(['https:']));
  expect(links).toContain('https://console.aws.amazon.com/artifact/');
  expect(links).toContain('https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final');
  await page.context().close();
});

test('no script runs, whatever is in it', async () => {
  const { page } = await opened('example', 600, 'light');
  expect(await page.evaluate('document.scripts.length')).toBe(0);
  await page.context().close();
});
