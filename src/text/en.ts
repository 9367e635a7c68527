import { brief } from "./en/brief.ts";
import { card } from "./en/card.ts";
import { controls } from "./en/controls.ts";
import { door } from "./en/doors.ts";
import { erasing } from "./en/erasing.ts";
import { exporting } from "./en/exporting.ts";
import { find } from "./en/find.ts";
import { form } from "./en/form.ts";
import { modal } from "./en/modal.ts";
import { nudge } from "./en/nudge.ts";
import { partnerMessage } from "./en/partner-message.ts";
import { partnerWait } from "./en/partner-wait.ts";
import { review } from "./en/review.ts";
import { talk } from "./en/talk.ts";
import { csmSide } from "./en/csm-side.ts";
import { questions } from "./en/questions.ts";
import { chase } from "./en/chase.ts";
import { proof } from "./en/proof.ts";
import { care } from "./en/care.ts";
import { history } from "./en/history.ts";
import { home } from "./en/home.ts";
import { install } from "./en/install.ts";
import { settings } from "./en/settings.ts";
import { routing } from "./en/routing.ts";
import { report } from "./en/report.ts";
import { verdict } from "./en/verdict.ts";

/** English, and the type that every other language must satisfy. */
export const en = {
  find,
  form,
  controls,
  modal,
  door,
  review,
  verdict,
  card,
  nudge,
  partnerMessage,
  partnerWait,
  csmSide,
  questions,
  chase,
  proof,
  care,
  history,
  routing,
  settings,
  home,
  install,
  talk,
  brief,
  erasing,
  exporting,
  report,
};
