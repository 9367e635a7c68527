import "dotenv/config";
import { judge } from "./domain/readiness.ts";
import { runForAPerson } from "./for-a-person.ts";
import { erasePerson } from "./store/erase-person.ts";

/** `npm run erase -- --user U…`: a person's cases and drafts, and their name and words in the cases of others. */
runForAPerson("erase", "Not everything was erased; do it again:", async ({ db, judging, teamId, userId }) => {
  const now = new Date();
  const { calendar, partnerReplyDays, zone: otherwise } = judging;
  const erased = await erasePerson(db, {
    teamId,
    userId,
    now,
    judge: (answers, zone) => judge(answers, { now, zone: zone ?? otherwise, calendar, partnerReplyDays }),
  });
  const named = (names: readonly string[]) => (names.length === 0 ? "none" : names.join(", "));
  return [
    `${userId} was erased from the database.`,
    `Cases erased: ${named(erased.cases)}. Drafts erased: ${erased.drafts}.`,
    `Cases of others without their name and words: ${named(erased.inCases)}.`,
    "The running bot deletes and redraws its messages in Slack now; start it if it does not run.",
    "What they wrote in Slack themselves stays there, and what is in backups stays in them.",
    "",
  ].join("\n");
});
