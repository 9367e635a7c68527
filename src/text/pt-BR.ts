import type { Words } from "./catalog.ts";
import { brief } from "./pt-BR/brief.ts";
import { card } from "./pt-BR/card.ts";
import { controls } from "./pt-BR/controls.ts";
import { door } from "./pt-BR/doors.ts";
import { erasing } from "./pt-BR/erasing.ts";
import { exporting } from "./pt-BR/exporting.ts";
import { find } from "./pt-BR/find.ts";
import { form } from "./pt-BR/form.ts";
import { modal } from "./pt-BR/modal.ts";
import { nudge } from "./pt-BR/nudge.ts";
import { partnerMessage } from "./pt-BR/partner-message.ts";
import { partnerWait } from "./pt-BR/partner-wait.ts";
import { review } from "./pt-BR/review.ts";
import { talk } from "./pt-BR/talk.ts";
import { csmSide } from "./pt-BR/csm-side.ts";
import { questions } from "./pt-BR/questions.ts";
import { chase } from "./pt-BR/chase.ts";
import { proof } from "./pt-BR/proof.ts";
import { care } from "./pt-BR/care.ts";
import { history } from "./pt-BR/history.ts";
import { home } from "./pt-BR/home.ts";
import { install } from "./pt-BR/install.ts";
import { settings } from "./pt-BR/settings.ts";
import { routing } from "./pt-BR/routing.ts";
import { report } from "./pt-BR/report.ts";
import { verdict } from "./pt-BR/verdict.ts";

/** Brazilian Portuguese. */
export const ptBR: Words = {
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
