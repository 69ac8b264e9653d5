import type { Fact, Inline, Page, Part, Section } from './page.ts';
import { resolvedColour, severityColours, timeIn } from './words.ts';

/** HTML of ours; what was put into it was escaped. */
interface Html {
  html: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or between the quotes of an attribute. */
export const escapedHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

type Put = string | Html | readonly Html[];

const put = (value: Put): string => {
  if (typeof value === 'string') return escapedHtml(value);
  return 'html' in value ? value.html : value.map(({ html: each }) => each).join('');
};

/** HTML in which every text that is put in is escaped. */
const html = (parts: TemplateStringsArray, ...values: readonly Put[]): Html => ({
  html: parts.reduce((made, part, index) => made + put(values[index - 1] ?? '') + part),
});

const font = 'font-family:system-ui,Segoe UI,Helvetica,Arial,sans-serif';
const mono = 'font-family:ui-monospace,Menlo,Consolas,monospace';

const inlineHtml = (inline: Inline, { timeZone }: Page): Html => {
  switch (inline.kind) {
    case 'text':
      return html`${inline.text}`;
    case 'strong':
      return html`<strong>${inline.text}</strong>`;
    case 'code':
      return html`<code style="${mono}">${inline.text}</code>`;
    case 'time':
      return html`<span style="white-space:nowrap">${timeIn(inline.at, timeZone)}</span>`;
    case 'link':
      return html`<a href="${inline.url}">${inline.label}</a>`;
  }
};

const lineHtml = (inlines: readonly Inline[], page: Page): readonly Html[] =>
  inlines.map((inline) => inlineHtml(inline, page));

const factRow = ({ label, value }: Fact, page: Page): Html =>
  html`<tr>
    <th align="left" valign="top" style="padding:2px 12px 2px 0;font-weight:600;white-space:nowrap">${label}</th>
    <td valign="top" style="padding:2px 0;word-break:break-word">${lineHtml(value, page)}</td>
  </tr> `;

const partHtml = (part: Part, page: Page): Html => {
  switch (part.kind) {
    case 'line':
      return html`<p style="margin:6px 0;word-break:break-word">${lineHtml(part.inlines, page)}</p> `;
    case 'facts':
      return html`<table
        role="presentation"
        cellpadding="0"
        cellspacing="0"
        border="0"
        style="border-collapse:collapse;font-size:14px"
      >
        ${part.facts.map((each) => factRow(each, page))}
      </table> `;
    case 'list':
      return html`<ul style="margin:6px 0;padding-left:20px">
        ${part.items.map((item) => html`<li style="word-break:break-word">${lineHtml(item, page)}</li> `)}
      </ul> `;
    case 'block':
      return html`<pre
        class="block"
        style="${mono};font-size:13px;background:#f2f3f5;color:#1c1e21;padding:10px 12px;border-radius:4px;white-space:pre-wrap;word-break:break-word"
      >
${part.text}</pre> `;
  }
};

const sectionHtml = ({ title, parts }: Section, page: Page): Html =>
  html`${
    title === undefined ? [] : [html`<h2 style="font-size:15px;margin:18px 0 4px">${title}</h2> `]
  }${parts.map((part) => partHtml(part, page))}`;

const style =
  '@media (prefers-color-scheme:dark){body,.page{background:#16181b!important;color:#e8eaed!important}.block{background:#26292e!important;color:#e8eaed!important}a{color:#8ab4f8!important}}';

/** A page as an HTML document for mail: tables and inline styles, no script, nothing that is loaded from anywhere. */
export const pageHtml = (page: Page): string => {
  const colour = page.isRelief ? resolvedColour : severityColours[page.severity];
  const title = html`<div style="background:${colour};color:#ffffff;padding:8px 14px;border-radius:4px;font-weight:600">
      ${page.badge}
    </div>
    <h1 style="font-size:18px;line-height:1.35;margin:14px 0;word-break:break-word">${page.headline}</h1> `;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.badge}</title>
        <style>
          ${style}
        </style>
      </head>
      <body style="margin:0;padding:0;background:#ffffff;color:#1c1e21">
        <div
          class="page"
          style="${font};font-size:14px;line-height:1.45;max-width:680px;margin:0 auto;padding:16px;background:#ffffff;color:#1c1e21"
        >
          ${title}${page.sections.map((section) => sectionHtml(section, page))}
        </div>
      </body>
    </html> `.html;
};
