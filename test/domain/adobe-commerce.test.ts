import { describe, expect, test } from "@jest/globals";
import { editions, platformFacts, platforms, versionsAsOf } from "../../src/domain/adobe-commerce.ts";

describe("what is known of a platform", () => {
  test.each([
    ["cloud:2.4.9", "standard"],
    ["cloud:2.4.8", "standard"],
    ["cloud:2.4.7", "standard"],
    ["cloud:2.4.6", "extended"],
    ["cloud:2.4.5", "security_only"],
    ["cloud:2.4.4", "security_only"],
    ["cloud:older", "ended"],
    ["onprem:2.4.9", "standard"],
    ["onprem:2.4.8", "standard"],
    ["onprem:2.4.7", "standard"],
    ["onprem:2.4.6", "extended"],
    ["onprem:2.4.5", "security_only"],
    ["onprem:2.4.4", "security_only"],
    ["onprem:older", "ended"],
    ["managed", null],
    ["accs", null],
    ["aco", null],
    ["magento_open_source", null],
    ["not_sure", null],
  ] as const)("%s is in tier %p on 2026-11-22", (platform, tier) => {
    expect(versionsAsOf).toBe("2026-11-22");
    expect(platformFacts(platform, versionsAsOf).tier).toBe(tier);
  });

  test.each([
    ["cloud:2.4.7", "2027-05-31", "standard"],
    ["cloud:2.4.7", "2027-06-01", "extended"],
    ["cloud:2.4.7", "2028-05-31", "extended"],
    ["cloud:2.4.7", "2028-06-01", "ended"],
    ["onprem:2.4.6", "2026-08-11", "standard"],
    ["onprem:2.4.6", "2026-08-12", "extended"],
    ["onprem:2.4.6", "2027-08-31", "extended"],
    ["onprem:2.4.6", "2027-09-01", "security_only"],
    ["onprem:2.4.6", "2028-05-31", "security_only"],
    ["onprem:2.4.6", "2028-06-01", "ended"],
    ["cloud:2.4.5", "2026-08-11", "extended"],
    ["cloud:2.4.5", "2026-08-12", "security_only"],
    ["cloud:2.4.4", "2027-06-01", "ended"],
    // Adobe has not said when extended support of these ends.
    ["cloud:2.4.8", "2028-05-31", "standard"],
    ["cloud:2.4.8", "2028-06-01", "extended"],
    ["cloud:2.4.9", "2035-01-01", "extended"],
  ] as const)("%s on %s is in tier %s", (platform, on, tier) => {
    expect(platformFacts(platform, on).tier).toBe(tier);
  });

  test("edition and version are read from the platform", () => {
    expect(platformFacts("onprem:2.4.6", versionsAsOf)).toEqual({
      edition: "onprem",
      version: "2.4.6",
      tier: "extended",
      namedByArticle: true,
    });
    expect(platformFacts("cloud:older", versionsAsOf)).toMatchObject({ edition: "cloud", version: "older" });
    expect(platformFacts("accs", versionsAsOf)).toMatchObject({ edition: "accs", version: null });
    expect(platformFacts("not_sure", versionsAsOf)).toMatchObject({ edition: null, namedByArticle: false });
  });

  test("Adobe's article names cloud infrastructure and on-premises only", () => {
    const named = platforms.filter((platform) => platformFacts(platform, versionsAsOf).namedByArticle);
    expect(named).toEqual(platforms.filter((platform) => platform.includes(":")));
  });

  test("every edition can be chosen in the form, and every choice but “not sure” has an edition", () => {
    const chosen = platforms.map((platform) => platformFacts(platform, versionsAsOf).edition);
    expect(new Set(chosen)).toEqual(new Set([...Object.keys(editions), null]));
    expect(chosen.filter((edition) => edition === null)).toHaveLength(1);
  });
});
