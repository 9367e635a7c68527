import { createDefaultEsmPreset } from "ts-jest";

/** Tests run the same untranslated ES modules as `node src/main.ts`; types are checked by `npm run typecheck`. */
export default {
  ...createDefaultEsmPreset(),
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  // Only a hang should end here: whole flows share a busy machine with everything else on it.
  testTimeout: 180_000,
  maxWorkers: "100%",
};
