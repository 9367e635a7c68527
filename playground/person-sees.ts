import type { LivePart } from "./live-parts.ts";

/** A message as one person sees it. */
export interface SeenMessage {
  readonly channelId: string;
  readonly ts: string;
  /** The message that starts the thread it stands in. */
  readonly threadTs: string | null;
  /** When it was posted, by the clock of the person who looks. */
  readonly when: string;
  /** The name shown above it. */
  readonly author: string;
  readonly authorId: string;
  /** Top-level text, as stored. What a notification and a screen reader say. */
  readonly text: string;
  /** What is drawn on the screen: the blocks when there are any, the text otherwise, and then the files. */
  readonly screen: string;
  readonly buttons: readonly string[];
  /** Menus and the like, with what this person chose in them. */
  readonly fields: readonly SeenField[];
  readonly edited: boolean;
  /** Slack's own words, such as that somebody joined. */
  readonly isNotice: boolean;
  /** Seen by this person alone. */
  readonly ephemeral: boolean;
  /** What in it would notify or can be clicked. */
  readonly live: readonly LivePart[];
  readonly thread: readonly SeenMessage[];
}

export interface SeenField {
  /** Without “(optional)”. */
  readonly label: string;
  readonly optional: boolean;
  /** The text, date, name or visible text of the choice; several are joined by ", ". Null when empty. */
  readonly value: string | null;
  readonly error: string | null;
  readonly hint: string | null;
  /** The element's type, as in Block Kit. */
  readonly kind: string;
  /** Visible texts of what can be chosen. */
  readonly options: readonly string[];
}

/** What the app published for somebody, as that person has it before them. */
export interface HomeScreen {
  readonly viewId: string;
  readonly callbackId: string;
  /** All of it, readable, top to bottom. */
  readonly screen: string;
  readonly fields: readonly SeenField[];
  readonly buttons: readonly string[];
  /** Slack's own sign of trouble, when there is one. */
  readonly notice: string | null;
  readonly live: readonly LivePart[];
}

export interface ModalScreen {
  readonly viewId: string;
  readonly callbackId: string;
  readonly title: string;
  /** All of it, readable, top to bottom. */
  readonly text: string;
  readonly fields: readonly SeenField[];
  readonly buttons: readonly string[];
  readonly submitLabel: string | null;
  readonly closeLabel: string;
  /** Slack's own sign of trouble, when there is one. */
  readonly notice: string | null;
  readonly live: readonly LivePart[];
}
