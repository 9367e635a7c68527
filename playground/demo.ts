import { frozenClock } from "./clock.ts";
import { reopenCase, workOnCase } from "./chapters/case-worked-on.ts";
import { evidenceFromThread } from "./chapters/evidence-from-thread.ts";
import { homesSeen } from "./chapters/homes-seen.ts";
import { hostileCase } from "./chapters/hostile-case.ts";
import { ordinaryCase } from "./chapters/ordinary-case.ts";
import { hearFromThePartner, tellThePartner } from "./chapters/partner-first-cases.ts";
import { readyCase } from "./chapters/ready-case.ts";
import { weekTold } from "./chapters/week-told.ts";
import { ordinary } from "./sample-cases.ts";
import { openStage } from "./stage.ts";
import { transcriptTo } from "./transcript.ts";

/** The main job on a fresh machine: five weeks of cases, each as the people concerned see it. */

const out = transcriptTo((line) => process.stdout.write(`${line}\n`));
const troubles: string[] = [];
const log = {
  info: () => undefined,
  warn: (_: object, line: string) => troubles.push(line),
  error: (_: object, line: string) => troubles.push(line),
};

const stage = await openStage({
  clock: frozenClock(ordinary.now),
  log,
  settings: { HOLIDAYS: "BR-SP", DIGEST_DAY: "mon" },
});
try {
  const telling = { stage, out };
  await ordinaryCase(telling);
  await tellThePartner(telling);
  await readyCase(telling, "ESC-4");
  await workOnCase(telling, "ESC-4");
  await hearFromThePartner(telling);
  await reopenCase(telling, "ESC-4");
  await hostileCase(telling, "ESC-5");
  await evidenceFromThread(telling, "ESC-6");
  await weekTold(telling);
  await homesSeen(telling);
  const { violations } = stage.slack;
  out.chapter("How Slack saw it");
  for (const { what, detail } of violations) out.note(`${what}: ${detail}`);
  out.check(
    `violations of Slack's rules: ${violations.length === 0 ? "none" : violations.length}`,
    violations.length === 0,
  );
  out.check(
    `warnings and errors in the bot's log: ${troubles.length === 0 ? "none" : troubles.join("; ")}`,
    troubles.length === 0,
  );
} finally {
  await stage.stop();
}
const failures = out.failures();
out.note(failures === 0 ? "All went as it should." : `${failures} things did not go as they should.`);
process.exitCode = failures === 0 ? 0 : 1;
