import { describe, expect, test } from "@jest/globals";
import type { Platform } from "../../src/domain/adobe-commerce.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { placementOf, reasonsFor, type Route, type RoutedFacts } from "../../src/domain/routing.ts";

const otherwise = { channel: "C0CSM", usergroup: "S0CSM", backup: "S0DESK", locale: "en" } as const;
const to = (channel: string) => ({ channel, usergroup: null, backup: null, locale: "en" }) as const;

const routes: readonly Route[] = [
  { name: "late clouds", when: { edition: ["cloud"], concern: ["late"] }, to: to("C1") },
  { name: "Conceição", when: { partner: ["Conceição & Filhos", "Northwind"] }, to: to("C2") },
  { name: "cloud", when: { edition: ["cloud", "accs"] }, to: to("C3") },
  {
    name: "Brasil",
    when: { locale: ["pt-BR"] },
    to: { channel: "C4", usergroup: "S4", backup: "S5", locale: "pt-BR" },
  },
];

const given = (facts: Partial<RoutedFacts> = {}): RoutedFacts => ({
  partner_company: "Fabrikam",
  platform: null,
  concern_type: null,
  locale: "en",
  ...facts,
});
const goesTo = (facts: Partial<RoutedFacts>) => placementOf(given(facts), { routes, otherwise });

describe("the first route that matches takes the case", () => {
  test.each<[string, Platform | null, Answers["concern_type"], RoutedFacts["locale"], string, string | null]>(
    [
      ["Fabrikam", null, null, "en", "C0CSM", null],
      ["", "not_sure", "other", "en", "C0CSM", null],
      ["Fabrikam", "onprem:2.4.8", "late", "en", "C0CSM", null],
      ["Fabrikam", "cloud:2.4.7", "late", "en", "C1", "late clouds"],
      ["Northwind", "cloud:older", "late", "pt-BR", "C1", "late clouds"],
      ["Northwind", "cloud:2.4.7", "quality", "pt-BR", "C2", "Conceição"],
      ["  northWIND ", null, null, "en", "C2", "Conceição"],
      ["CONCEICAO & FILHOS", null, null, "en", "C2", "Conceição"],
      ["Northwind Digital", null, null, "en", "C0CSM", null],
      ["Fabrikam", "accs", "late", "pt-BR", "C3", "cloud"],
      ["Fabrikam", null, "late", "pt-BR", "C4", "Brasil"],
    ],
  )(
    "%j on %s with %s in %s goes to %s (%s)",
    (partner_company, platform, concern_type, locale, channel, route) => {
      const { channelId, desk } = goesTo({ partner_company, platform, concern_type, locale });
      expect([channelId, desk.route]).toEqual([channel, route]);
    },
  );

  test("and its people and its language with it", () => {
    expect(goesTo({ locale: "pt-BR" })).toEqual({
      channelId: "C4",
      desk: { usergroup: "S4", backup: "S5", locale: "pt-BR", route: "Brasil" },
    });
    expect(goesTo({})).toEqual({
      channelId: "C0CSM",
      desk: { usergroup: "S0CSM", backup: "S0DESK", locale: "en", route: null },
    });
  });
});

describe("why it goes there", () => {
  test.each([
    ["late clouds", ["edition", "concern"]],
    ["Conceição", ["partner"]],
    ["Brasil", ["locale"]],
    ["a route that is gone", []],
    [null, []],
  ] as const)("by %s: %j", (route, expected) => {
    expect(reasonsFor({ route }, routes)).toEqual(expected);
  });

  test("all that a route asks for is told, in the order of the form", () => {
    const all = { locale: ["en"], concern: ["late"], edition: ["cloud"], partner: ["Northwind"] } as const;
    const route = { name: "all", when: all, to: to("C9") };
    expect(reasonsFor({ route: "all" }, [route])).toEqual(["partner", "edition", "concern", "locale"]);
  });
});
