import type { App } from "@slack/bolt";
import { button, menu, submission } from "./bind.ts";
import type { SlackDeps } from "./deps.ts";
import { addColleague, openColleague } from "./listeners/add-colleague.ts";
import { openAnswer, submitAnswer } from "./listeners/answer-question.ts";
import { askOneThing, openAsk } from "./listeners/ask-one-thing.ts";
import { chooseFromMenu } from "./listeners/choose-from-menu.ts";
import { eraseForGood } from "./listeners/erase-case.ts";
import { handOverCase } from "./listeners/hand-over-case.ts";
import { acknowledgeCase, withdrawCase } from "./listeners/move-case.ts";
import { reopenCase } from "./listeners/reopen-case.ts";
import { chooseEnding, openResolve, resolveCase } from "./listeners/resolve-case.ts";
import { returnCase } from "./listeners/return-case.ts";
import { sendBrief, showBrief } from "./listeners/show-brief.ts";
import { sendAgain } from "./listeners/send-again.ts";
import { takeOverCase } from "./listeners/take-over-case.ts";
import { answerCallback } from "./views/answer-view.ts";
import { askCallback } from "./views/ask-view.ts";
import { briefActions, briefCallback, briefForms } from "./views/brief-view.ts";
import { cardActions, menuAction } from "./views/case-buttons.ts";
import { eraseAction } from "./views/erase-question.ts";
import { personCallbacks } from "./views/person-view.ts";
import { questionActions } from "./views/question-messages.ts";
import { resolveActions, resolveCallback } from "./views/resolve-view.ts";
import { returnCallback } from "./views/return-view.ts";

/** The moves of a case, from the buttons of its card, its receipts and its notices to the windows that some of them open. */
export function bindCaseMoves(app: App, deps: SlackDeps): void {
  button(app, cardActions.acknowledge, acknowledgeCase(deps));
  button(app, cardActions.ask, openAsk(deps));
  submission(app, deps, askCallback, askOneThing(deps));
  button(app, questionActions.answer, openAnswer(deps));
  submission(app, deps, answerCallback, submitAnswer(deps));

  menu(app, menuAction, chooseFromMenu(deps));
  submission(app, deps, personCallbacks.handOver, handOverCase(deps));
  submission(app, deps, returnCallback, returnCase(deps));
  button(app, cardActions.resolve, openResolve(deps));
  app.action({ type: "block_actions", action_id: resolveActions.how }, chooseEnding(deps));
  submission(app, deps, resolveCallback, resolveCase(deps));

  button(app, cardActions.brief, showBrief(deps, "page"));
  for (const form of briefForms) button(app, briefActions[form], showBrief(deps, form));
  submission(app, deps, briefCallback, sendBrief(deps));

  button(app, cardActions.sendAgain, sendAgain(deps));
  button(app, cardActions.reopen, reopenCase(deps));
  button(app, cardActions.withdraw, withdrawCase(deps));
  button(app, cardActions.addColleague, openColleague(deps));
  submission(app, deps, personCallbacks.colleague, addColleague(deps));
  button(app, cardActions.takeOver, takeOverCase(deps));
  button(app, eraseAction, eraseForGood(deps));
}
