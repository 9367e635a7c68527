import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { IsoDate } from "../../domain/answers.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { dayInWords } from "../../text/catalog.ts";
import { readCarried } from "./carried.ts";
import { buttons, divider, fit, heading, lines, type Part, paragraph, small } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import { cardActions } from "./case-buttons.ts";
import type { Reader } from "./reader.ts";

/** *Continue that one* is *Add what is missing* of that case. */
export const duplicateActions = { otherMatter: "duplicate_other_matter", back: "duplicate_back" } as const;

/** The draft, and the ids of the cases that were shown: what is *another matter* is other than these. */
const metadataSchema = z.object({ draft: z.string(), cases: z.array(z.string()) });

export function casesShownIn(view: { private_metadata: string }): readonly string[] {
  return readCarried(metadataSchema, view.private_metadata)?.cases ?? [];
}

interface SameCase {
  readonly escalation: Escalation;
  readonly cardUrl: string | null;
  /** The day on which it began, where the person is. */
  readonly since: IsoDate;
}

export interface DuplicateScreen {
  readonly draftId: string;
  readonly cases: readonly SameCase[];
  readonly command: string;
}

/** Before step 2: the cases about the same partner that the person has already. */
export function duplicateView({ draftId, cases, command }: DuplicateScreen, reader: Reader): ModalView {
  const { words } = reader;
  const { duplicate } = words.care;
  return sayingView(
    duplicate.title,
    [
      heading(duplicate.heading(cases.length)),
      paragraph(duplicate.text),
      ...cases.flatMap((item) => caseParts(item, reader)),
      divider,
      small(duplicate.kept(command)),
      buttons(
        "duplicate",
        { action: duplicateActions.otherMatter, label: duplicate.buttons.otherMatter, value: draftId },
        { action: duplicateActions.back, label: words.controls.buttons.back, value: draftId },
      ),
    ],
    reader,
    {
      draft: draftId,
      cases: cases.map(({ escalation }) => escalation.id),
    } satisfies z.infer<typeof metadataSchema>,
  );
}

function caseParts({ escalation, cardUrl, since }: SameCase, { words, locale }: Reader): readonly Part[] {
  const { duplicate } = words.care;
  const { id, answers, status } = escalation;
  const name = caseName(escalation);
  const state = words.talk.list.state[status.state];
  return [
    lines(
      [
        cardUrl ? { link: name, url: cardUrl } : { bold: name },
        ` · ${fit(answers.partner_company, 80)} · ${fit(answers.summary, 150)}`,
      ],
      [duplicate.begun(state, dayInWords(since, locale))],
    ),
    buttons(`duplicate:${id}`, {
      action: cardActions.addMissing,
      label: duplicate.buttons.continueThat(name),
      value: id,
    }),
  ];
}
