import { fillsInCase } from "../../playground/fill-in.ts";
import type { Person } from "../../playground/person.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { en } from "./a-requester.ts";
import type { Place } from "./two-workspaces.ts";

/** What people do in one of two workspaces. */

const { settings } = en;
const { fields } = settings;

export async function opensSettings({ person, people, channels }: Place): Promise<Person> {
  const iris = person(people.iris);
  await iris.types("/escalate settings", { in: channels.project });
  await iris.seesModal(settings.text);
  return iris;
}

export async function setsUp(place: Place, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const iris = await opensSettings(place);
  await iris.fills({ [fields.channel.label]: place.channels.csm, [fields.usergroup.label]: "csm", ...more });
  await iris.presses(settings.submit);
  await iris.seesModal(settings.saved("#csm-escalations"));
  await iris.closesModal();
}

export async function sends({ person, people, channels }: Place, answers: Answers): Promise<void> {
  const dana = person(people.dana);
  await fillsInCase(dana, answers, { locale: "en", channel: channels.project });
  await dana.presses(en.controls.submit.send);
  await dana.seesModal(en.modal.sent.title);
  await dana.closesModal();
}
