import { createDefaultEsmPreset } from "ts-jest";

/** Tests run the same untranslated ES modules as `node src/main.ts`; types are checked by `npm run typecheck`. */
const common = {
  ...createDefaultEsmPreset(),
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  setupFilesAfterEnv: ["<rootDir>/test/support/nothing-leaks.ts"],
  globalSetup: "<rootDir>/test/support/postgres-setup.js",
  globalTeardown: "<rootDir>/test/support/postgres-teardown.js",
};

export default {
  projects: [
    { ...common, displayName: "socket", testPathIgnorePatterns: ["/node_modules/", "/hearing-by-http"] },
    // What people do, once more with Slack calling the bot; everything else does not know the difference.
    {
      ...common,
      displayName: "http",
      globals: { slackMode: "http" },
      testMatch: ["<rootDir>/test/slack/*.test.ts", "<rootDir>/test/jobs/deliver-*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "/hearing-by-socket"],
    },
  ],
  // Only a hang should end here: whole flows share a busy machine with everything else on it.
  testTimeout: 180_000,
  maxWorkers: "100%",
  // A worker keeps the modules of every suite it ran. With gigabytes of them it stands still for seconds while it looks
  // for what it may forget, and Slack's three seconds are over.
  workerIdleMemoryLimit: "400MB",
};
