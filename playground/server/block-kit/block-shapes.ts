import { asAccessory, image, inActions, inInput } from "./element-shapes.ts";
import { chartFields, tableFields } from "./figure-shapes.ts";
import { limits } from "./limits.ts";
import {
  among,
  anything,
  bool,
  formatted,
  list,
  object,
  one,
  type Rule,
  type Shape,
  str,
  type Surface,
  text,
  whole,
} from "./rules.ts";

type Rules = Readonly<Record<string, Rule>>;

function block(required: Rules, optional: Rules = {}, surfaces?: readonly Surface[]): Shape {
  return {
    required: { type: anything, ...required },
    optional: { block_id: str(limits.blockId, 1), ...optional },
    ...(surfaces === undefined ? {} : { surfaces }),
  };
}

const textOr = (max: number) => text("any", max);
const plain = (max: number) => text("plain", max);
const textShape = (optional: Rules): Shape => ({
  required: { type: anything, text: str(limits.text, 1) },
  optional,
});
const inContext = one(() => ({
  plain_text: textShape({ emoji: bool }),
  mrkdwn: textShape({ verbatim: bool }),
  image,
}));

const style = object(() => ({
  required: {},
  optional: {
    bold: bool,
    italic: bool,
    strike: bool,
    code: bool,
    underline: bool,
    highlight: bool,
    client_highlight: bool,
    unlink: bool,
  },
}));

function leaf(required: Rules, optional: Rules = {}): Shape {
  return { required: { type: anything, ...required }, optional: { style, ...optional } };
}

const leaves = one(() => ({
  text: leaf({ text: str(undefined, 1) }),
  link: leaf({ url: formatted("linkAddress", limits.url) }, { text: str(), unsafe: bool }),
  user: leaf({ user_id: str(undefined, 1) }),
  usergroup: leaf({ usergroup_id: str(undefined, 1) }),
  team: leaf({ team_id: str(undefined, 1) }),
  channel: leaf({ channel_id: str(undefined, 1) }),
  broadcast: leaf({ range: among("here", "channel", "everyone") }),
  emoji: leaf({ name: str(undefined, 1) }, { unicode: str(), url: str() }),
  color: leaf({ value: str(undefined, 1) }),
  date: leaf(
    { timestamp: whole(0), format: str(undefined, 1) },
    { url: formatted("linkAddress", limits.url), fallback: str() },
  ),
}));

function piece(of: Rule, required: Rules = {}, optional: Rules = {}): Shape {
  return { required: { type: anything, elements: list(of, 0), ...required }, optional };
}

const section = piece(leaves);
const border = whole(0, 1);
const pieces = one(() => ({
  rich_text_section: section,
  rich_text_quote: piece(leaves, {}, { border }),
  rich_text_preformatted: piece(leaves, {}, { border, language: str() }),
  rich_text_list: piece(
    one(() => ({ rich_text_section: section })),
    { style: among("bullet", "ordered") },
    { indent: whole(0, 8), offset: whole(0), border },
  ),
}));

const richText = block({ elements: list(pieces, 1) });
const table = tableFields(richText);

/** What has no entry here is refused: a shape is added when somebody needs it. */
const blocks: Readonly<Record<string, Shape>> = {
  section: block(
    {},
    {
      text: textOr(limits.text),
      fields: list(textOr(limits.section.field), 1, limits.section.fields),
      accessory: asAccessory,
      expand: bool,
    },
  ),
  header: block({ text: plain(limits.header) }, { level: whole(1, 4) }),
  divider: block({}),
  context: block({ elements: list(inContext, 1, limits.context) }),
  actions: block({ elements: list(inActions, 1, limits.actions) }),
  input: block(
    { label: plain(limits.input.label), element: inInput },
    { hint: plain(limits.input.hint), optional: bool, dispatch_action: bool },
  ),
  rich_text: richText,
  image: block(
    { alt_text: str(limits.image.altText) },
    {
      title: plain(limits.image.title),
      image_url: formatted("webAddress", limits.url),
      slack_file: anything,
    },
  ),
  alert: block(
    { text: textOr(limits.alert) },
    { level: among("default", "info", "warning", "error", "success") },
    ["M"],
  ),
  markdown: block({ text: str(limits.markdown, 1) }, {}, ["S"]),
  data_visualization: block(chartFields, {}, ["S"]),
  data_table: block(table.required, table.optional, ["S"]),
};

const viewBlocks = list(
  one(() => blocks),
  0,
  limits.view.blocks,
);
const ofEveryView: Rules = {
  private_metadata: str(limits.view.privateMetadata),
  callback_id: str(limits.view.callbackId),
  external_id: str(limits.view.externalId),
};

export const modal: Shape = {
  required: { type: among("modal"), title: plain(limits.view.title), blocks: viewBlocks },
  optional: {
    ...ofEveryView,
    submit: plain(limits.view.submit),
    close: plain(limits.view.close),
    clear_on_close: bool,
    notify_on_close: bool,
    submit_disabled: bool,
  },
};

export const home: Shape = {
  required: { type: among("home"), blocks: viewBlocks },
  optional: ofEveryView,
};

export const messageBlocks: Rule = list(
  one(() => blocks),
  0,
  limits.message.blocks,
);
