import { describe, expect, test } from "@jest/globals";
import { responseStates } from "../../src/domain/answers.ts";
import {
  afterFix,
  afterReply,
  afterSilence,
  afterTelling,
  toldSoFar,
} from "../../src/domain/partner-answer.ts";
import { partnerFirst } from "../../src/domain/partner-first.ts";
import { answersWith, fullAnswers } from "../support/an-answer.ts";
import { circumstancesOn, monday } from "../support/judging.ts";

const told = { on: monday, how: "yes_written", whoHow: "Priya, email" } as const;

describe("*I sent it*", () => {
  test("begins with today and in writing", () => {
    expect(toldSoFar(answersWith(), monday)).toEqual({ on: monday, how: "yes_written", whoHow: "" });
  });

  test("begins with what the form was told", () => {
    const answers = fullAnswers({ contacted: "yes_verbal", first_contact_date: "2026-11-03" });
    expect(toldSoFar(answers, monday)).toEqual({
      on: "2026-11-03",
      how: "yes_verbal",
      whoHow: answers.who_how,
    });
  });

  test("takes no day from before the partner was told at all", () => {
    const answers = fullAnswers({ contacted: "no_chance", first_contact_date: "2026-11-03" });
    expect(toldSoFar(answers, monday).on).toBe(monday);
  });

  test("makes the partner told, who has not answered yet", () => {
    const answers = afterTelling(answersWith({ contacted: "no_chance" }), told);
    expect(answers).toEqual(
      answersWith({
        contacted: "yes_written",
        first_contact_date: monday,
        who_how: "Priya, email",
        response_state: "no_reply",
      }),
    );
    expect(partnerFirst(answers, circumstancesOn(monday))).toEqual({
      reason: "reply_window_open",
      eligibleOn: "2026-11-26",
    });
  });

  test("keeps what they answered before", () => {
    const answers = afterTelling(fullAnswers({ response_state: "refused" }), told);
    expect(answers.response_state).toBe("refused");
  });

  test("does not bring back an answer that was hidden, because they had not been told", () => {
    const answers = afterTelling(fullAnswers({ contacted: "no_chance", response_state: "refused" }), told);
    expect(answers.response_state).toBe("no_reply");
  });
});

test.each(responseStates)("*They replied* asks anew only after no reply: %s", (state) => {
  const { response_state } = afterReply(fullAnswers({ response_state: state }));
  expect(response_state).toBe(state === "no_reply" ? null : state);
});

test.each(responseStates)("*No reply* leaves an answer as it is: %s", (state) => {
  expect(afterSilence(fullAnswers({ response_state: state })).response_state).toBe(state);
});

test("*No reply* is an answer where there was none", () => {
  expect(afterSilence(fullAnswers({ response_state: null })).response_state).toBe("no_reply");
});

test("*Not done* lets a plan's past date speak: nothing more is waited for", () => {
  const answers = afterSilence(fullAnswers({ response_state: "dated_plan", plan_due: "2026-11-20" }));
  expect(partnerFirst(answers, circumstancesOn(monday))).toBeNull();
});

test("*Fixed* says so", () => {
  expect(partnerFirst(afterFix(fullAnswers()), circumstancesOn(monday))).toEqual({ reason: "partner_fixed" });
});
