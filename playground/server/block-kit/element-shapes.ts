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

function element(required: Rules, optional: Rules, surfaces?: readonly Surface[]): Shape {
  return {
    required: { type: anything, ...required },
    optional: { action_id: str(limits.actionId, 1), ...optional },
    ...(surfaces === undefined ? {} : { surfaces }),
  };
}

const confirm = object(() => ({
  required: { title: text("plain", limits.confirm.title), text: text("any", limits.confirm.text) },
  optional: {
    confirm: text("plain", limits.confirm.confirm),
    deny: text("plain", limits.confirm.deny),
    style: among("primary", "danger"),
  },
}));
const placeholder = text("plain", limits.placeholder);
const focus_on_load = bool;
const common = { confirm, focus_on_load };

/** Radio buttons and checkboxes may use mrkdwn in their options; menus may not. */
function option(kind: "plain" | "any"): Rule {
  return object(() => ({
    required: { text: text(kind, limits.option.text), value: str(limits.option.value, 1) },
    optional: {
      description: text(kind, limits.option.description),
      url: formatted("linkAddress", limits.url),
    },
  }));
}

const option_groups = list(
  object(() => ({
    required: { label: text("plain", limits.groupLabel), options: list(option("plain"), 1, limits.options) },
    optional: {},
  })),
  1,
  limits.optionGroups,
);
const menu = { options: list(option("plain"), 1, limits.options), option_groups, placeholder, ...common };
const several = { max_selected_items: whole(1) };
const dispatch_action_config = object(() => ({
  required: {},
  optional: { trigger_actions_on: list(among("on_enter_pressed", "on_character_entered"), 1, 2) },
}));
const typed = { placeholder, focus_on_load, dispatch_action_config };
const filter = object(() => ({
  required: {},
  optional: {
    include: list(among("im", "mpim", "private", "public"), 1),
    exclude_external_shared_channels: bool,
    exclude_bot_users: bool,
  },
}));

export const image: Shape = {
  required: { type: anything, alt_text: str(limits.image.altText) },
  optional: { image_url: formatted("webAddress", limits.url), slack_file: anything },
};

const elements: Readonly<Record<string, Shape>> = {
  button: element(
    { text: text("plain", limits.button.text) },
    {
      value: str(limits.button.value),
      url: formatted("linkAddress", limits.url),
      style: among("primary", "danger"),
      accessibility_label: str(limits.button.accessibilityLabel),
      confirm,
    },
  ),
  overflow: element({ options: list(option("plain"), 1, limits.overflowOptions) }, { confirm }),
  checkboxes: element(
    { options: list(option("any"), 1, limits.fewOptions) },
    { initial_options: list(option("any"), 1, limits.fewOptions), ...common },
  ),
  radio_buttons: element(
    { options: list(option("any"), 1, limits.fewOptions) },
    { initial_option: option("any"), ...common },
  ),
  static_select: element({}, { initial_option: option("plain"), ...menu }),
  multi_static_select: element({}, { initial_options: list(option("plain"), 1), ...menu, ...several }),
  external_select: element(
    {},
    { initial_option: option("plain"), min_query_length: whole(0), placeholder, ...common },
  ),
  multi_external_select: element(
    {},
    {
      initial_options: list(option("plain"), 1),
      min_query_length: whole(0),
      placeholder,
      ...common,
      ...several,
    },
  ),
  users_select: element({}, { initial_user: str(), placeholder, ...common }),
  multi_users_select: element({}, { initial_users: list(str(), 0), placeholder, ...common, ...several }),
  channels_select: element(
    {},
    { initial_channel: str(), response_url_enabled: bool, placeholder, ...common },
  ),
  multi_channels_select: element(
    {},
    { initial_channels: list(str(), 0), placeholder, ...common, ...several },
  ),
  conversations_select: element(
    {},
    {
      initial_conversation: str(),
      default_to_current_conversation: bool,
      response_url_enabled: bool,
      filter,
      placeholder,
      ...common,
    },
  ),
  multi_conversations_select: element(
    {},
    {
      initial_conversations: list(str(), 0),
      default_to_current_conversation: bool,
      filter,
      placeholder,
      ...common,
      ...several,
    },
  ),
  datepicker: element({}, { initial_date: formatted("date"), placeholder, ...common }),
  timepicker: element({}, { initial_time: formatted("time"), timezone: str(), placeholder, ...common }),
  datetimepicker: element({}, { initial_date_time: whole(1_000_000_000, 9_999_999_999), ...common }, [
    "M",
    "S",
  ]),
  plain_text_input: element(
    {},
    {
      initial_value: str(limits.plainTextInput),
      multiline: bool,
      min_length: whole(0, limits.plainTextInput),
      max_length: whole(1, limits.plainTextInput),
      ...typed,
    },
  ),
  rich_text_input: element(
    {},
    {
      initial_value: anything,
      min_lines: whole(1, limits.richTextInputLines),
      max_lines: whole(1, limits.richTextInputLines),
      ...typed,
    },
    ["M", "H"],
  ),
  email_text_input: element({}, { initial_value: str(), ...typed }, ["M"]),
  url_text_input: element({}, { initial_value: str(), ...typed }, ["M"]),
  number_input: element(
    { is_decimal_allowed: bool },
    {
      initial_value: formatted("number"),
      min_value: formatted("number"),
      max_value: formatted("number"),
      ...typed,
    },
    ["M"],
  ),
  file_input: element({}, { filetypes: list(str(), 1), max_files: whole(1, limits.fileInputFiles) }, ["M"]),
};

function without(...names: readonly string[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(Object.entries(elements).filter(([name]) => !names.includes(name)));
}

const typedInputs = ["email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"];

export const inInput = one(() => without("button", "overflow"));
export const inActions = one(() => without("plain_text_input", ...typedInputs));
export const asAccessory = one(() => ({ ...without("plain_text_input", ...typedInputs), image }));
