import type { ActingInChannels } from "./acting-in-channels.ts";
import type { ActingInHome } from "./acting-in-home.ts";
import type { ActingInModals } from "./acting-in-modals.ts";
import type { ActingOnMessages } from "./acting-on-messages.ts";
import type { Seeing } from "./seeing.ts";

/** What a person can do and see. */
export type ActingControls = ActingInChannels & ActingOnMessages & ActingInModals & ActingInHome & Seeing;
