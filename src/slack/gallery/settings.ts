import type { ModalView } from "@slack/types";
import { weekdays } from "../../domain/calendar-days.ts";
import { type Locale, locales } from "../../domain/escalation.ts";
import { paragraph } from "../views/parts.ts";
import { sayingView } from "../views/plain-modal.ts";
import { readerOf } from "../views/reader.ts";
import { settingsView } from "../views/settings-view.ts";
import type { Drawn, Subject } from "./a-drawn-case.ts";

/** The window in which a workspace says for itself what holds for it, and those in its place. */
export function settingsModals({ someone }: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const reader = readerOf(locale);
  const { settings } = reader.words;
  const atFirst = {
    csm: null,
    channelLocale: "en",
    defaultZone: "America/Argentina/ComodRivadavia",
    workingDays: [...weekdays],
    holidays: ["US", "BR-SP", "2026-12-24"],
    hours: { from: "09:00", to: "17:30" },
  } as const;
  const csm = { channel: "C0CSM0001", usergroup: "S0GROUP150", backup: null };
  const groups = Array.from({ length: 150 }, (_, index) => ({ id: `S0GROUP${index + 1}`, name: someone }));
  const said = [
    [settings.onlyAdministrators],
    [settings.cannotTell],
    [settings.notSetUp("/escalate")],
    [settings.saved(someone), settings.notSeen],
    [settings.saved(someone), settings.notThere(someone), settings.sharedWith(someone)],
    [settings.saved(someone), settings.archived(someone)],
  ];
  return [
    { name: "settings, nothing set", drawn: settingsView(atFirst, [], reader) },
    ...(["not_in_plan", "untold"] as const).map((why) => ({
      name: `settings, groups ${why}`,
      drawn: settingsView({ ...atFirst, csm }, why, reader),
    })),
    ...locales.map((channelLocale) => ({
      name: `settings, cards in ${channelLocale}`,
      drawn: settingsView({ ...atFirst, channelLocale, csm }, groups, reader),
    })),
    ...said.map((sentences, index) => ({
      name: `settings, said ${index + 1}`,
      drawn: sayingView(settings.title, sentences.map(paragraph), reader),
    })),
    {
      name: "settings, not set up",
      drawn: sayingView(settings.notSetUpTitle, [paragraph(settings.notSetUp("/escalate"))], reader),
    },
  ];
}
