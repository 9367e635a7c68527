import type { FormWords } from "../form-words.ts";

/** Labels, hints and options of the form. */
export const form: FormWords = {
  summary: {
    label: "In one sentence, what is wrong?",
    hint: "Say it as you would to a colleague. Details come later.",
  },
  concern_type: {
    label: "What kind of problem is it?",
    options: {
      missed_deliverable: "Something agreed was not delivered",
      late: "It is late",
      quality: "It was delivered but does not work well",
      unresponsive: "The partner does not answer",
      cost_or_change: "Cost or change request dispute",
      people_or_skills: "Team, skills or turnover",
      handover_or_access: "Access, code or handover",
      product_or_infrastructure: "I think it is Adobe's product or cloud",
      extension_fault: "A third-party extension is at fault",
      support_experience: "I am unhappy with Adobe Support",
      i_am_the_partner: "I am the partner",
      other: "Something else",
    },
  },
  urgency: {
    label: "How urgent is it?",
    options: {
      outage: "Store down, no orders, or data lost",
      security: "Security or customer data at risk",
      deadline: "A fixed date is close",
      slowing_us: "It is slowing us down",
      not_urgent: "Not urgent",
    },
  },
  need_by: {
    label: "By what date do you need it sorted?",
    hint: "A date close by changes what we ask: go-live, contract, audit, sale.",
  },
  partner_company: {
    label: "Who is the partner?",
  },
  scope_status: {
    label: "Have you re-read the scope document?",
    hint: "SOW, proposal or contract annex. Many cases end here, one way or the other.",
    options: {
      reread: "Yes, I re-read it",
      not_reread: "I have it, not re-read yet",
      cant_find: "I cannot find it",
      none_exists: "There is none",
    },
  },
  scope_ref: {
    label: "Which document and version?",
    hint: "Name, date or link. If there is none, what stands in for it (email, quote)?",
  },
  scope_clause: {
    label: "Which deliverable or clause is at stake?",
    hint: "Section number and a short quote, for example: 4.2 order sync within 5 minutes.",
  },
  scope_changed: {
    label: "Was anything added or changed since then?",
    options: {
      no: "No",
      yes_written: "Yes, with a written change request",
      yes_verbal: "Yes, agreed without paperwork",
      not_sure: "I am not sure",
    },
  },
  scope_timeline: {
    label: "What did that do to the timeline?",
    hint: "Days added, milestones moved, or: not agreed.",
  },
  contacted: {
    label: "Have you told the partner about this?",
    hint: "If not, we write the message for you. You send it.",
    options: {
      yes_written: "Yes, in writing",
      yes_verbal: "Yes, only by phone or in a meeting",
      no_chance: "Not yet",
      no_contact: "No, I do not know who to talk to",
      no_worried: "No, I am worried about the relationship",
    },
  },
  first_contact_date: {
    label: "When did you first tell them?",
  },
  who_how: {
    label: "Who did you tell, and where is it written?",
    hint: "Name and role, plus an email subject, ticket or link.",
  },
  response_state: {
    label: "What did they answer?",
    options: {
      no_reply: "Nothing yet",
      unclear: "An answer, but not a clear one",
      refused: "They disagree or refuse",
      dated_plan: "A plan with a date",
      plan_missed: "A plan, and the date passed",
      fixed: "They fixed it",
    },
  },
  response_quote: {
    label: "Paste their words",
    hint: "Their own words help more than a summary. Leave out personal data.",
  },
  plan_due: {
    label: "What date did they give?",
  },
  partner_view: {
    label: "What does the partner say about it?",
    hint: "Their side, as fairly as you can: a CSM will hear it sooner or later. Name the company or a role, not a person.",
  },
  ex_date: {
    label: "When did it happen?",
  },
  ex_where: {
    label: "Where can we see it?",
    hint: "Link, ticket key, order number, commit, or meeting minutes with a date.",
  },
  ex_expected: {
    label: "What should have happened?",
  },
  ex_actual: {
    label: "What happened instead?",
    hint: "Paste the evidence here. Leave out passwords, card data and customer names.",
  },
  ex_impact: {
    label: "What did it cost you?",
    hint: "One number is enough: orders, hours, days, money, people.",
  },
  ex_told: {
    label: "Who was told, and when?",
  },
  ask: {
    label: "What would help most from Adobe?",
    options: {
      joint_call: "A three-way call with the partner",
      find_partner_executive: "Reach a senior person at the partner",
      introduce_partner_manager: "Involve Adobe's partner team",
      second_opinion: "A second opinion on the approach",
      what_is_normal: "Tell us what is normal here",
      not_sure: "Not sure yet",
    },
  },
  outcome: {
    label: "What would fixed look like?",
    hint: "One result you and the partner could both check.",
  },
  platform: {
    label: "Which Adobe Commerce do you run?",
    hint: "The Admin shows the version at the bottom right of every page.",
    options: {
      "cloud:2.4.9": "Cloud infrastructure 2.4.9",
      "cloud:2.4.8": "Cloud infrastructure 2.4.8",
      "cloud:2.4.7": "Cloud infrastructure 2.4.7",
      "cloud:2.4.6": "Cloud infrastructure 2.4.6",
      "cloud:2.4.5": "Cloud infrastructure 2.4.5",
      "cloud:2.4.4": "Cloud infrastructure 2.4.4",
      "cloud:older": "Cloud infrastructure, older",
      "onprem:2.4.9": "On-premises 2.4.9",
      "onprem:2.4.8": "On-premises 2.4.8",
      "onprem:2.4.7": "On-premises 2.4.7",
      "onprem:2.4.6": "On-premises 2.4.6",
      "onprem:2.4.5": "On-premises 2.4.5",
      "onprem:2.4.4": "On-premises 2.4.4",
      "onprem:older": "On-premises, older",
      managed: "Managed Services",
      accs: "Adobe Commerce as a Cloud Service",
      aco: "Adobe Commerce Optimizer",
      magento_open_source: "Magento Open Source",
      not_sure: "Not sure",
    },
  },
};
