import {
  type Is,
  isBoolean,
  isJsonObject,
  isListOf,
  isMaybe,
  isNumber,
  isObject,
  isOneOf,
  isOrNull,
  isRecordOf,
  isString,
  isAnything,
} from "./guards.ts";

/** What the local Slack answers, as far as the page shows it. */

const isTeam = isObject({ id: isString, name: isString, domain: isString });

const isUser = isObject({
  id: isString,
  teamId: isString,
  name: isString,
  realName: isString,
  title: isMaybe(isString),
  locale: isString,
  tz: isString,
  isRestricted: isBoolean,
  isUltraRestricted: isBoolean,
  isBot: isBoolean,
  deleted: isBoolean,
});
export type User = Is<typeof isUser>;

const isShortcut = isObject({ name: isString, type: isOneOf("message", "global"), callbackId: isString });

const isUsergroup = isObject({ id: isString, handle: isString, members: isListOf(isString) });

const isCommandHelp = isObject({ command: isString, description: isString, usageHint: isString });
export type CommandHelp = Is<typeof isCommandHelp>;

export const isWorkspace = isObject({
  team: isTeam,
  teams: isListOf(isTeam),
  users: isListOf(isUser),
  usergroups: isListOf(isUsergroup),
  botUserId: isString,
  manifest: isObject({
    commandHelp: isListOf(isCommandHelp),
    shortcuts: isListOf(isShortcut),
    homeTab: isBoolean,
    readOnlyDms: isBoolean,
  }),
});
export type Workspace = Is<typeof isWorkspace>;

const isChannel = isObject({
  id: isString,
  kind: isOneOf("public", "private", "im"),
  name: isString,
  isArchived: isBoolean,
  connectedTeamIds: isListOf(isString),
});
export const isChannelList = isListOf(isChannel);
export type Channel = Is<typeof isChannel>;

/** What stands in the elements, by block and action. */
const isStateValues = isRecordOf(isRecordOf(isJsonObject));
export type StateValues = Is<typeof isStateValues>;

const isBlockList = isOrNull(isListOf(isJsonObject));
const isMessage = isObject({
  ts: isString,
  userId: isString,
  fromApp: isBoolean,
  threadTs: isOrNull(isString),
  broadcast: isBoolean,
  notice: isOrNull(isString),
  username: isOrNull(isString),
  files: isListOf(isString),
  previews: isListOf(isString),
  text: isString,
  blocks: isBlockList,
  values: isStateValues,
  reading: isObject({ parse: isOrNull(isString), linkNames: isBoolean }),
  editedTs: isOrNull(isString),
  tombstone: isBoolean,
});
export type Message = Is<typeof isMessage>;

const isEphemeral = isObject({
  ts: isString,
  userId: isString,
  threadTs: isOrNull(isString),
  fromApp: isBoolean,
  text: isString,
  blocks: isBlockList,
  values: isStateValues,
});
export type Ephemeral = Is<typeof isEphemeral>;

export const isRaw = isObject({ messages: isListOf(isMessage), ephemerals: isListOf(isEphemeral) });

export const faultNames = [
  "slow",
  "down",
  "rate_limited",
  "removed",
  "answer_lost",
  "repeated",
  "no_charts",
] as const;
export type FaultName = (typeof faultNames)[number];

export const isStage = isObject({
  now: isString,
  nextNudgeAt: isOrNull(isString),
  bot: isObject({ state: isOneOf("starting", "running", "crashed"), lines: isListOf(isString) }),
  faults: isObject({
    slow: isBoolean,
    down: isBoolean,
    rate_limited: isBoolean,
    removed: isBoolean,
    answer_lost: isBoolean,
    repeated: isBoolean,
    no_charts: isBoolean,
  }),
  command: isString,
});
export type StageState = Is<typeof isStage>;

const isLabel = isObject({ text: isString });
export const isScreen = isOrNull(
  isObject({
    notice: isOrNull(isString),
    errors: isRecordOf(isString),
    view: isObject({
      id: isString,
      hash: isString,
      callback_id: isString,
      title: isLabel,
      submit: isOrNull(isLabel),
      close: isOrNull(isLabel),
      blocks: isListOf(isJsonObject),
      state: isObject({ values: isStateValues }),
    }),
  }),
);
export type Screen = Is<typeof isScreen>;
export type View = NonNullable<Screen>["view"];

/** Null before the app published anything. */
export const isHome = isOrNull(
  isObject({
    notice: isOrNull(isString),
    view: isObject({
      id: isString,
      hash: isString,
      blocks: isListOf(isJsonObject),
      state: isObject({ values: isStateValues }),
    }),
  }),
);
export type Home = Is<typeof isHome>;

const isTrafficEntry = isObject({
  order: isNumber,
  at: isString,
  kind: isOneOf("call", "answer", "envelope", "ack", "response"),
  method: isMaybe(isString),
  args: isMaybe(isJsonObject),
  to: isMaybe(isNumber),
  status: isMaybe(isNumber),
  body: isAnything,
  envelopeId: isMaybe(isString),
  type: isMaybe(isString),
  payload: isAnything,
  retryAttempt: isMaybe(isNumber),
  afterMs: isMaybe(isNumber),
  late: isMaybe(isBoolean),
  url: isMaybe(isString),
});
export const isTraffic = isListOf(isTrafficEntry);
export type TrafficEntry = Is<typeof isTrafficEntry>;

const isViolation = isObject({ at: isString, what: isString, detail: isString });
export const isViolationList = isListOf(isViolation);
export type Violation = Is<typeof isViolation>;
