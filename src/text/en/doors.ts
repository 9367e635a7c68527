import type { Door } from "../../domain/doors.ts";

/** A door: what it is for, and the steps to go through it, in order. */
export interface DoorWords {
  readonly heading: string;
  readonly why: string;
  readonly steps: readonly string[];
}

const doors: Record<Door, DoorWords> = {
  outage: {
    heading: "This is one for Adobe Support, now",
    why: "A store that is down, takes no orders or has lost data is a P1. A CSM cannot bring it back; Support can.",
    steps: [
      "Open a support case with priority P1 in the Adobe Commerce Help Center. State the business impact.",
      "Put everything into the case: store address, since when, what changed last, logs, your time zone.",
      "Then phone the P1 hotline and give the case number. By phone Adobe speaks English only, and there is no Brazilian number: call the number of one of the listed countries.",
      "Tell your partner too: somebody has to work on it with you.",
    ],
  },
  security: {
    heading: "This is one for your security people and Adobe Support",
    why: "When security or personal data is at risk, hours count. Paste no card data and no personal data here.",
    steps: [
      "Open a support case with the reason Security. Attach logs there, not here.",
      "Involve your partner and your security staff: keep the logs, find out what is affected and how it came in, change the credentials.",
      "Tell your legal or privacy colleagues: there may be a duty to report within days.",
    ],
  },
  product_or_infrastructure: {
    heading: "If it is the product or the cloud, Support is faster",
    why: "Faults of Adobe's product or cloud are worked on in support cases. A CSM would send you there.",
    steps: [
      "Open a support case: what you try to do, what fails, steps to repeat it, version, environment, what changed last.",
      "Say what you expected and what happened, with times and your time zone, and attach logs or screenshots.",
      "Once the first-response time has passed, use Escalate to management in the case.",
    ],
  },
  extension_fault: {
    heading: "If an extension is at fault, its vendor can mend it",
    why: "Adobe does not support third-party extensions. Your partner can help you show where the fault lies.",
    steps: [
      "Write to the extension's vendor with the version and the steps to repeat the fault.",
      "Bought on the Commerce Marketplace and in need of a refund? Use the Marketplace form.",
      "If your partner chose or changed the extension and leaves you alone with it, go on: that is a matter for this case.",
    ],
  },
  support_experience: {
    heading: "If Support itself is the problem, there is a button for it",
    why: "Complaints about a support case are handled inside that case, by its managers.",
    steps: [
      "Open the case and choose Escalate to management, once the first-response time has passed.",
      "Give the reason: agent communication, technical knowledge, awaiting update, urgency change, resolution, or time to resolution.",
    ],
  },
  i_am_the_partner: {
    heading: "This form is for merchants",
    why: "Partners have their own door at Adobe, and a merchant's case needs the merchant's voice.",
    steps: [
      "Write to SPPHelp@adobe.com.",
      "To act for a merchant in a support case, ask the account owner for Shared Access.",
    ],
  },
};

export const door = {
  title: "Another door",
  doors,
  stepsHeading: "What to do",
  draftKept: "Your draft is kept. If you chose this by mistake, go back and choose again.",
  continueNote: "If the partner is the problem after all, continue.",
};
