import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { AppSeed, WorkspaceSeed } from "./server/seed.ts";

/** The workspace that demo and tests play in: a merchant's, with a CSM channel and some people. */

export const team = { id: "T0ACME001", name: "Acme Outdoor", domain: "acme-outdoor" };
const adobe = { id: "T0ADOBE01", name: "Adobe", domain: "adobe-field" };
const agency = { id: "T0AGENCY1", name: "Northwind Digital", domain: "northwind" };

export const people = {
  /** Project lead of the merchant, in Brazil. */
  marina: "U0MARINA1",
  /** IT manager of the merchant, in Chicago. */
  dana: "U0DANA001",
  /** Works with Dana, and may share her case. */
  leo: "U0LEO0001",
  /** E-commerce manager of the merchant, in London; Slack knows no more of her than that. */
  harriet: "U0HARRIET",
  /** Works from Kolkata, and is very angry. */
  ravi: "U0RAVI001",
  casey: "U0CASEY01",
  robin: "U0ROBIN01",
  /** Looks after what the other CSMs leave lying, and is an administrator of the workspace. */
  iris: "U0IRIS001",
  /** CSM for Brazil. */
  bia: "U0BIA0001",
  /** A guest of the merchant's workspace. */
  gus: "U0GUEST01",
  /** Adobe's, in the shared CSM channel. */
  alex: "U0ALEX001",
  /** The partner's, in the channel shared with them. */
  pat: "U0PAT0001",
  /** No person: another app's bot. */
  deploys: "U0DEPLOY1",
} as const;

export const channels = {
  csm: "C0CSM0001",
  /** The CSM channel for Brazil, in Portuguese; the partner reads along. */
  csmBrazil: "C0CSMBR01",
  project: "C0PROJECT",
  shared: "C0SHARED1",
} as const;
export const csmUsergroup = "S0CSM0001";
export const backupUsergroup = "S0BACKUP1";
const brazilUsergroup = "S0CSMBR01";
export const trustedTeam = adobe.id;

export const workspace: WorkspaceSeed = {
  team,
  otherTeams: [adobe, agency],
  users: [
    {
      id: people.marina,
      name: "marina",
      realName: "Marina Duarte",
      title: "project lead",
      locale: "pt-BR",
      tz: "America/Sao_Paulo",
    },
    {
      id: people.dana,
      name: "dana",
      realName: "Dana Whitfield",
      title: "IT manager",
      locale: "en-US",
      tz: "America/Chicago",
    },
    {
      id: people.leo,
      name: "leo",
      realName: "Leo Park",
      title: "IT analyst",
      locale: "en-US",
      tz: "America/Chicago",
    },
    {
      id: people.harriet,
      name: "harriet",
      realName: "Harriet Lowe",
      title: "e-commerce manager",
      locale: "en-GB",
      tz: "Europe/London",
    },
    {
      id: people.ravi,
      name: "ravi",
      realName: "Ravi Menon",
      title: "operations",
      locale: "en-US",
      tz: "Asia/Kolkata",
    },
    {
      id: people.casey,
      name: "casey",
      realName: "Casey Lindqvist",
      title: "CSM",
      locale: "en-US",
      tz: "America/New_York",
    },
    {
      id: people.robin,
      name: "robin",
      realName: "Robin Achterberg",
      title: "CSM",
      locale: "en-GB",
      tz: "Europe/London",
    },
    {
      id: people.iris,
      name: "iris",
      realName: "Iris Novak",
      title: "head of customer success",
      isAdmin: true,
      locale: "en-US",
      tz: "America/New_York",
    },
    {
      id: people.bia,
      name: "bia",
      realName: "Bia Rocha",
      title: "CSM",
      locale: "pt-BR",
      tz: "America/Sao_Paulo",
    },
    {
      id: people.gus,
      name: "gus",
      realName: "Gus Freelance",
      locale: "en-US",
      tz: "America/Chicago",
      isRestricted: true,
    },
    {
      id: people.alex,
      name: "alex",
      realName: "Alex Adobe",
      title: "account team",
      teamId: adobe.id,
      tz: "America/Denver",
    },
    {
      id: people.pat,
      name: "pat",
      realName: "Pat Partner",
      title: "partner’s engineer",
      teamId: agency.id,
      tz: "America/Chicago",
    },
    { id: people.deploys, name: "deploys", realName: "Deploys", isBot: true },
    { id: "U0BOT0001", name: "readiness", realName: "Escalation Readiness", isBot: true },
  ],
  channels: [
    {
      id: channels.csm,
      name: "csm-escalations",
      members: [
        "U0BOT0001",
        people.casey,
        people.robin,
        people.iris,
        people.dana,
        people.alex,
        people.gus,
        people.deploys,
      ],
    },
    {
      id: channels.csmBrazil,
      name: "csm-brasil",
      members: ["U0BOT0001", people.bia, people.marina, people.pat],
      connectedTeamIds: [agency.id],
    },
    {
      id: channels.project,
      name: "store-relaunch",
      members: [people.marina, people.dana, people.leo, people.harriet, people.ravi, people.gus],
    },
    {
      id: channels.shared,
      name: "ext-northwind",
      members: [people.dana, people.pat],
      connectedTeamIds: [agency.id],
    },
  ],
  usergroups: [
    { id: csmUsergroup, handle: "csm", members: [people.casey, people.robin] },
    { id: backupUsergroup, handle: "csm-backup", members: [people.iris] },
    { id: brazilUsergroup, handle: "csm-brasil", members: [people.bia] },
  ],
};

export const app: AppSeed = {
  appId: "A0READY01",
  botUserId: "U0BOT0001",
  botId: "B0READY01",
  botToken: "xoxb-local-slack-bot-token",
  appToken: "xapp-local-slack-app-token",
  signingSecret: "local-slack-signing-secret",
  manifest: parse(readFileSync(new URL("../manifest.yml", import.meta.url), "utf8")),
};
