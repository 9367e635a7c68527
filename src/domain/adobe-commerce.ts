/** What the form offers as “Which Adobe Commerce do you run?”: edition and version in one, newest first. */
export const platforms = [
  "cloud:2.4.9",
  "cloud:2.4.8",
  "cloud:2.4.7",
  "cloud:2.4.6",
  "cloud:2.4.5",
  "cloud:2.4.4",
  "cloud:older",
  "onprem:2.4.9",
  "onprem:2.4.8",
  "onprem:2.4.7",
  "onprem:2.4.6",
  "onprem:2.4.5",
  "onprem:2.4.4",
  "onprem:older",
  "managed",
  "accs",
  "aco",
  "magento_open_source",
  "not_sure",
] as const;
export type Platform = (typeof platforms)[number];
