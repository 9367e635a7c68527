import type { InputBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { weekdays } from "../../domain/calendar-days.ts";
import { locales } from "../../domain/escalation.ts";
import { holidayFaults } from "../../domain/holidays.ts";
import { listOf } from "../../domain/plain-text.ts";
import { isKnownZone } from "../../domain/working-time.ts";
import type { WorkspaceSettings } from "../../domain/workspace-settings.ts";
import { readCarried } from "./carried.ts";
import { blocksOf, paragraph } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** What a workspace says for itself, in one window. */

export const settingsCallback = "workspace_settings";

interface Group {
  readonly id: string;
  readonly name: string;
}

/** Or why Slack does not name any; then they cannot be chosen, and stay as they are. */
export type Groups = readonly Group[] | "not_in_plan" | "untold";

/** What is set so far: without a channel as long as nobody has chosen one. */
type SetSoFar = Omit<WorkspaceSettings, "csm"> & { readonly csm: WorkspaceSettings["csm"] | null };

/** Slack shows a hundred options; most workspaces have fewer groups. */
const mostGroups = 99;
/** In place of the id of a group. */
const noGroup = "none";
const action = "set";
type FieldName = keyof Reader["words"]["settings"]["fields"];

/** The groups that are set, for where they cannot be chosen. */
const metadataSchema = z.object({ usergroup: z.string().nullable(), backup: z.string().nullable() });

export function settingsView(set: SetSoFar, groups: Groups, { words }: Reader): ModalView {
  const { settings, modal } = words;
  const named = typeof groups === "string" ? [] : groups;
  const field = (name: FieldName, element: InputBlock["element"], optional = false): InputBlock => ({
    type: "input",
    block_id: name,
    label: plain(settings.fields[name].label, 2000),
    hint: plain(settings.fields[name].hint, 2000),
    optional,
    element,
  });
  const option = (value: string, label: string) => ({ text: plain(label, 75), value });
  const select = (name: FieldName, options: ReturnType<typeof option>[], value: string) => {
    const initial = options.find((each) => each.value === value);
    return field(name, {
      type: "static_select",
      action_id: action,
      options,
      ...(initial ? { initial_option: initial } : {}),
    });
  };
  const group = (name: "usergroup" | "backup", otherwise: string) => {
    const present = set.csm?.[name] ?? null;
    // One that is set stays among them, even where Slack lists too many.
    const listed = named.toSorted((one, other) => Number(other.id === present) - Number(one.id === present));
    const options = listed.slice(0, mostGroups).map(({ id, name: called }) => option(id, called));
    return select(name, [option(noGroup, otherwise), ...options], present ?? noGroup);
  };
  const days = weekdays.map((day) => option(day, settings.weekdays[day]));
  const chosenDays = days.filter(({ value }) => set.workingDays.some((day) => day === value));
  const text = (name: FieldName, initial: string, optional = false) =>
    field(
      name,
      {
        type: "plain_text_input",
        action_id: action,
        max_length: 300,
        ...(initial === "" ? {} : { initial_value: initial }),
      },
      optional,
    );
  const metadata: z.infer<typeof metadataSchema> = {
    usergroup: set.csm?.usergroup ?? null,
    backup: set.csm?.backup ?? null,
  };
  return {
    type: "modal",
    callback_id: settingsCallback,
    private_metadata: JSON.stringify(metadata),
    title: plain(settings.title, 24),
    submit: plain(settings.submit, 24),
    close: plain(modal.close, 24),
    blocks: [
      ...blocksOf([
        paragraph(settings.text),
        ...(typeof groups === "string" ? [paragraph(settings.noGroups[groups])] : []),
      ]),
      field("channel", {
        type: "conversations_select",
        action_id: action,
        filter: { include: ["public", "private"], exclude_bot_users: true },
        ...(set.csm ? { initial_conversation: set.csm.channel } : {}),
      }),
      ...(named.length > 0 ? [group("usergroup", settings.members), group("backup", settings.nobody)] : []),
      select(
        "channelLocale",
        locales.map((locale) => option(locale, settings.languages[locale])),
        set.channelLocale,
      ),
      text("defaultZone", set.defaultZone),
      field("workingDays", {
        type: "checkboxes",
        action_id: action,
        options: days,
        ...(chosenDays.length > 0 ? { initial_options: chosenDays } : {}),
      }),
      field("from", { type: "timepicker", action_id: action, initial_time: set.hours.from }),
      field("to", { type: "timepicker", action_id: action, initial_time: set.hours.to }),
      text("holidays", set.holidays.join(", "), true),
    ],
  };
}

const givenSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_time: z.string().nullish(),
  selected_conversation: z.string().nullish(),
});
const stateSchema = z.object({
  values: z.record(z.string(), z.record(z.string(), givenSchema)),
});
const channelSchema = z.string().regex(/^[CG][A-Z0-9]+$/u);
const groupSchema = z.union([z.literal(noGroup).transform(() => null), z.string().regex(/^S[A-Z0-9]+$/u)]);

/** What was chosen, or what is wrong at which block. */
export function readSettings(
  view: { readonly state?: unknown; readonly private_metadata: string },
  nudgeTime: string,
  { words }: Reader,
): { readonly settings: WorkspaceSettings } | { readonly errors: Partial<Record<FieldName, string>> } {
  const { errors: says } = words.settings;
  const { values } = stateSchema.parse(view.state);
  const given = (name: FieldName) => values[name]?.[action] ?? null;
  const before = readCarried(metadataSchema, view.private_metadata);
  const group = (name: "usergroup" | "backup") => {
    const chosen = given(name)?.selected_option?.value;
    return chosen === undefined ? (before?.[name] ?? null) : groupSchema.parse(chosen);
  };
  const channel = channelSchema.safeParse(given("channel")?.selected_conversation).data;
  const zone = given("defaultZone")?.value?.trim() ?? "";
  const days = weekdays.filter((day) =>
    given("workingDays")?.selected_options?.some(({ value }) => value === day),
  );
  const from = given("from")?.selected_time ?? "";
  const to = given("to")?.selected_time ?? "";
  const holidays = listOf(given("holidays")?.value ?? "");
  const locale = locales.find((each) => each === given("channelLocale")?.selected_option?.value);
  const errors: Partial<Record<FieldName, string>> = {
    ...(channel === undefined ? { channel: words.modal.errors.blank } : {}),
    ...(locale === undefined ? { channelLocale: words.modal.errors.blank } : {}),
    ...(isKnownZone(zone) ? {} : { defaultZone: says.zone }),
    ...(days.length > 0 ? {} : { workingDays: words.modal.errors.blank }),
    ...(from <= nudgeTime && nudgeTime < to ? {} : { to: says.hours(nudgeTime) }),
    ...(holidayFaults(holidays).length > 0 ? { holidays: says.holidays } : {}),
  };
  if (channel === undefined || locale === undefined || Object.keys(errors).length > 0) return { errors };
  return {
    settings: {
      csm: { channel, usergroup: group("usergroup"), backup: group("backup") },
      channelLocale: locale,
      defaultZone: zone,
      workingDays: days,
      holidays,
      hours: { from, to },
    },
  };
}
