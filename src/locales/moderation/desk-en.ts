import type { DeskTexts } from "./desk-texts.ts";

export const deskEn: DeskTexts = {
  session: {
    enrolTitle: "First protect your right to decide with a code",
    enrolSteps:
      "1. Install an authenticator app, such as Aegis, 2FAS or Google Authenticator.\n2. Copy the address with the button below and open it in the app, or type in the key by hand.\n3. Send me the six digits that the app shows.\n\nThe key is shown only now; when you have sent the code, I delete this message. Never pass it on.",
    address: "Address for the app",
    key: "Key",
    copyAddress: "Copy the address",
    copyKey: "Copy the key",
    codeNeeded:
      "Send me the six digits that your authenticator app shows. They are good for 15 minutes of work.",
    goesOn: "Right after that I will do what you asked for.",
    pressAgain: "Then press the button again.",
    opened: "The code is correct. You can work for 15 minutes.",
    enrolled:
      "The app is connected. From now on I ask for a code every 15 minutes of work. If you lose the phone, two admins can reset it with /role.",
    wrong: "This code is wrong or was used already. Wait for the next one and send it.",
    locked: "Too many wrong codes. Try again in 15 minutes. /halt works without a code.",
    notAllowed: "Your role does not allow this. Nothing was done.",
  },
  role: {
    usage:
      "/role WHO ROLE\nAnother admin must ask for the same within a day.\n\nWHO: an alias such as M2, or the Telegram ID of somebody new.\nROLE: admin, editor, reviewer, none (no rights), reset (a lost phone: the code is set up anew).",
    title: "Moderators",
    names: {
      admin: "admin: decides, changes roles",
      editor: "editor: decides",
      reviewer: "reviewer: looks, may stop all sending",
      none: "no rights",
      reset: "code set up anew",
    },
    done: (who, change) => `Done. ${who} — ${change}.`,
    secondNeeded: (who, change) => `Noted: ${who} — ${change}. Another admin must send the same command.`,
    missing: "There is no such moderator. Nothing was changed.",
  },
  mute: {
    usage: "/mute SOURCE — its reports wait and add nothing to events\n/mute SOURCE off — hear it again",
    none: "No source is muted.",
    muted: (source) => `${source} is muted. Its reports wait until it is heard again.`,
    unmuted: (source) => `${source} is heard again.`,
    unknown: "There is no such source. The list: /sources",
    button: "Mute source",
    list: "Muted",
    waiting: (reports) => `This source is muted. Its reports that wait: ${String(reports)}`,
    hear: "Hear it again",
  },
  same: {
    usage:
      "/same ID OTHER_ID — one person; show the second record only\n/same ID off — show by itself again\n\nIDs stand on the cards in /queue.",
    united: "Noted: they are one person. The second record is shown and is found by the names of both.",
    parted: "Noted: this record is shown by itself again.",
    missing: "There is no such record. Nothing was changed.",
    chained:
      "One of these records is united with another already. Part them first: /same ID off. Nothing was changed.",
  },
  review: {
    title: "The list of political prisoners: your decision is needed",
    codes: {
      DEATH_CLAIM: "The list says that this person died. Nobody has been told.",
      EMBARGO: "The list asks for silence about this person.",
      FUTURE_BIRTH_DATE: "The date of birth lies in the future.",
      FUTURE_DETENTION_DATE: "The date of detention lies in the future.",
      FUTURE_VERDICT_DATE: "The date of the verdict lies in the future.",
      FUTURE_RELEASE_DATE: "The date of release lies in the future.",
      SAME_URL_TWO_IDS: "Two records share one page.",
      SAME_NAME_TOKENS_AND_DOB: "Two records have the same name and date of birth.",
      SAME_ID_TWO_ROWS: "Two rows have the same number.",
      UNREADABLE_ROW: "A row cannot be read.",
    },
    list: "List",
    confirmDeath: "The death is true",
    noFault: "No fault",
    samePerson: "Same person",
    fault: "A fault of the list",
    settled: "Settled. It does not come back.",
    united:
      "Noted: they are one person. One record is shown; whoever follows either of them gets one message. To undo it: /same ID off",
    deathAsked: "Noted. It is an event now; another moderator must agree in /queue before anybody is told.",
    gone: "This was settled already. Nothing was done.",
  },
  snapshot: {
    title: "A new list of political prisoners was not accepted",
    of: "Fetched",
    reason: "Reason",
    stays:
      "Until you decide, the previous list stays in force. If you accept the new one, its differences become events.",
    accept: "Accept the list",
    drop: "Discard",
    accepted: (added, edited, findings) =>
      `Accepted. New records: ${String(added)}, changed: ${String(edited)}, reports made of them: ${String(findings)}.`,
    refused: (reason) => `It cannot be accepted: ${reason}. Nothing was changed.`,
    dropped: "Discarded. The previous list stays in force.",
  },
  guided: {
    kind: "What happened? Choose:",
    names: "Reply to this message: the names, one a line, or only the number of people.",
    more: "Reply to this message: a date (2026-02-19), an https link or “note: …”, one a line.",
    draft: "Draft",
    table: (matched, ambiguous, unknown) =>
      `In the list: ${String(matched)} · several fit: ${String(ambiguous)} · not in the list: ${String(unknown)}`,
    whichOf: (name) => `Which of them is “${name}”?`,
    asWritten: "None of them; as written",
    addMore: "Date, link, note",
    dropped: "Cancelled. Nobody was told.",
    settleFirst: "First say who is meant.",
  },
};
