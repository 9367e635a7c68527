import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * One line a layer: what it must not import (the table “Layout” in the README says the same in words).
 * Names are path segments of our own tree or package names.
 */
const never = (...names) => ({
  "no-restricted-imports": [
    "error",
    {
      patterns: [
        {
          regex: `(^|/)(${names.join("|")})(/|$)`,
          message: "This import points the wrong way; see “Layout” in the README.",
        },
      ],
    },
  ],
});

const drivers = ["better-sqlite3", "kysely", "pg"];
const bolt = ["@slack/bolt", "@slack/web-api", "@slack/types", "@slack/socket-mode", "undici"];
const starters = [
  "main\\.ts",
  "doctor\\.ts",
  "assemble\\.ts",
  "setup",
  "watch",
  "config\\.ts",
  "setting-shapes\\.ts",
  "routes-file\\.ts",
  "playground",
  "bench",
];

export default defineConfig(
  { ignores: ["node_modules/", "data/", "coverage/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
    },
  },
  { files: ["**/*.js"], languageOptions: { globals: { process: "readonly" } } },
  {
    files: ["src/domain/**"],
    rules: never("slack", "store", "jobs", "text", ...starters, ...drivers, ...bolt, "pino"),
  },
  { files: ["src/store/**"], rules: never("slack", "jobs", "text", ...starters, ...bolt, "pino") },
  {
    files: ["src/text/**"],
    rules: never("slack", "store", "jobs", ...starters, ...drivers, ...bolt, "pino"),
  },
  { files: ["src/slack/**"], rules: never("jobs", ...starters, "better-sqlite3", "pg") },
  {
    files: ["src/slack/views/**"],
    rules: never("jobs", "store", "listeners", ...starters, ...drivers, "@slack/bolt", "@slack/web-api"),
  },
  { files: ["src/jobs/**"], rules: never("listeners", "app\\.ts", ...starters, ...drivers, ...bolt) },
  {
    files: ["src/watch/**"],
    rules: never("jobs", "listeners", "app\\.ts", ...starters, ...drivers, ...bolt),
  },
  {
    files: ["src/*.ts", "src/setup/**"],
    rules: never("playground", "bench", ...drivers),
  },
  {
    // A bot whose log nobody looks through would leak unseen.
    files: ["test/**"],
    ignores: [
      "test/support/a-watched-*.ts",
      "test/support/a-{child-bot,newcomer,playground,postgres,small-disk}.ts",
      "test/support/drawn.ts",
      "test/promises/break.ts",
    ],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "^fast-check$", message: "Draw the same in each run (test/support/drawn.ts)." },
            {
              regex: "/(stage|assemble)\\.ts$",
              importNames: ["openStage", "startBot"],
              message: "Open a watched stage (test/support/a-watched-stage.ts).",
            },
            {
              regex: "^node:child_process$",
              importNames: ["spawn", "exec", "execFile"],
              message: "Start a child whose lines are watched (test/support/a-child-bot.ts).",
            },
          ],
        },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "ObjectExpression:has(> Property[key.name='info']):has(> Property[key.name='warn']):has(> Property[key.name='error'])",
          message: "Use a watched log (test/support/a-watched-log.ts).",
        },
      ],
    },
  },
  {
    // Nobody but the two places where the clock enters may read it: rules take the time as an argument.
    files: ["src/**"],
    ignores: ["src/main.ts", "src/doctor.ts", "src/backup.ts", "src/erase.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Take the time as an argument.",
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "Take the time as an argument.",
        },
      ],
    },
  },
);
