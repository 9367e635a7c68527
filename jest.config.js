import { createDefaultEsmPreset } from "ts-jest";

/** Tests run the same untranslated ES modules as `node src/main.ts`; types are checked by `npm run typecheck`. */
export default {
  ...createDefaultEsmPreset(),
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testTimeout: 30_000,
};
