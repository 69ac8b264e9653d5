/*
 * What Slack asks of the blocks that we use, since it publishes no schema of them: types, members, lengths and numbers as the
 * Block Kit reference and the types of @slack/types state them. A member that is not listed is a fault.
 */

type Members = Record<string, unknown>;
type Check = (value: unknown, at: string) => string[];

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text =
  (most: number, least = 1): Check =>
  (value, at) =>
    typeof value !== 'string'
      ? [`${at}: no text`]
      : value.length < least || value.length > most
        ? [`${at}: ${value.length} characters`]
        : [];

const exactly =
  (expected: unknown): Check =>
  (value, at) =>
    value === expected ? [] : [`${at}: ${JSON.stringify(value)} is not ${JSON.stringify(expected)}`];

const whole: Check = (value, at) => (Number.isSafeInteger(value) && (value as number) >= 0 ? [] : [`${at}: no number`]);
const flag: Check = (value, at) => (typeof value === 'boolean' ? [] : [`${at}: no boolean`]);

const address: Check = (value, at) =>
  typeof value === 'string' && value.length <= 3_000 && URL.canParse(value) && value.startsWith('https://')
    ? /[\s<>|"]/.test(value)
      ? [`${at}: not a clean address`]
      : []
    : [`${at}: no address`];

const list =
  (each: Check, least: number, most: number): Check =>
  (value, at) =>
    !Array.isArray(value)
      ? [`${at}: no list`]
      : [
          ...(value.length < least || value.length > most ? [`${at}: ${value.length} of them`] : []),
          ...value.flatMap((item, index) => each(item, `${at}/${index}`)),
        ];

/** Members that have to be there, and those that may be. */
const members =
  (needed: Readonly<Record<string, Check>>, allowed: Readonly<Record<string, Check>> = {}): Check =>
  (value, at) => {
    if (!isMembers(value)) return [`${at}: no object`];
    const checks = { ...allowed, ...needed };
    return [
      ...Object.keys(needed).flatMap((name) => (name in value ? [] : [`${at}: ${name} is missing`])),
      ...Object.entries(value).flatMap(([name, member]) =>
        checks[name] ? checks[name](member, `${at}/${name}`) : [`${at}: ${name} is not known`],
      ),
    ];
  };

const byType =
  (kinds: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    const type = isMembers(value) ? value.type : undefined;
    const check = typeof type === 'string' ? kinds[type] : undefined;
    return check ? check(value, at) : [`${at}: of type ${JSON.stringify(type)}`];
  };

const style = members({}, { bold: flag, italic: flag, strike: flag, code: flag });

/** Dates are formatted by tokens of Slack's alone. */
const dateFormat: Check = (value, at) =>
  typeof value === 'string' && /^(\{(date|time)[a-z_]*\}|[ ,])+$/.test(value) ? [] : [`${at}: no format`];

const inline = byType({
  text: members({ type: exactly('text'), text: text(3_000) }, { style }),
  link: members({ type: exactly('link'), url: address }, { text: text(3_000), style }),
  date: members({ type: exactly('date'), timestamp: whole, format: dateFormat }, { fallback: text(300), style }),
});

const section = members({ type: exactly('rich_text_section'), elements: list(inline, 1, 200) });

const richElement = byType({
  rich_text_section: section,
  rich_text_list: members(
    {
      type: exactly('rich_text_list'),
      style: (value, at) => (value === 'bullet' || value === 'ordered' ? [] : [`${at}: no style`]),
      elements: list(section, 1, 200),
    },
    { indent: whole },
  ),
  rich_text_preformatted: members({
    type: exactly('rich_text_preformatted'),
    elements: list(byType({ text: members({ type: exactly('text'), text: text(3_000) }) }), 1, 1),
  }),
});

const block = byType({
  header: members({
    type: exactly('header'),
    text: members({ type: exactly('plain_text'), text: text(150) }, { emoji: flag }),
  }),
  rich_text: members({ type: exactly('rich_text'), elements: list(richElement, 1, 100) }),
});

/** The top text is read as markup on lock screens: nothing in it may be one of Slack's control sequences. */
const topText: Check = (value, at) => [
  ...text(4_000)(value, at),
  ...(typeof value === 'string' && /[<>]|&(?!(amp|lt|gt);)/.test(value) ? [`${at}: not escaped`] : []),
];

const message = members(
  {
    text: topText,
    blocks: list(block, 1, 50),
    mrkdwn: exactly(false),
    parse: exactly('none'),
    link_names: exactly(false),
    unfurl_links: exactly(false),
    unfurl_media: exactly(false),
  },
  { channel: text(80), ts: text(40), thread_ts: text(40), reply_broadcast: flag },
);

/** What Slack would find wrong with a message; nothing for a good one. */
export const blockKitFaults = (value: unknown): string[] => [
  ...message(value, ''),
  ...(Buffer.byteLength(JSON.stringify((value as { blocks?: unknown }).blocks ?? '')) > 13_000 ? ['too long'] : []),
];
