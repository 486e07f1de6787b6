import type { CardTexts } from "./card-texts.ts";

export const cardEn: CardTexts = {
  usage:
    "Corrects a person’s card. First the person:\n/card NAME\n\nOr all in one message, a line each, only what changes, and the link to the source:\n/card NAME\nstatus: free, abroad\nsince: 2026-11-20\nhttps://…",
  title: "What the card says",
  fields: {
    status: "Status",
    place: "Place",
    sentence: "Sentence",
    term_end: "End of term",
    charges: "Charges",
  },
  labels: {
    status: "status",
    since: "since",
    place: "place",
    sentence: "sentence",
    term_end: "end of term",
    charges: "charges",
    source: "source",
  },
  howTo:
    "To change it, copy the form, fill in only the lines that change, add the link to the source, and send it. Or reply to this message with those lines.",
  statusButton: "✎ Status",
  whichStatus: "Which status is right?",
  linkNext:
    "Reply to this message with the link to the source. If a day of the release, arrest or death is known, write it on a line of its own.",
  copyForm: "Copy the form",
  edited: (by, day) => `changed by ${by}, ${day}`,
  listSays: "the list says",
  nothing: "not known",
  waits: (who) => `Waits for a second moderator (asked by ${who}):`,
  choose: (name) => `Who is meant? Several people fit “${name}”.`,
  notFound: (name) => `Nobody in the list fits “${name}”. Check the spelling, or give the ID of the card.`,
  missing: "There is no such person in the list, or the bot is silent about them.",
  preview: "This will change",
  source: "Source",
  unknownSite: "This site is not one of the bot’s sources: readers will see its name, without a link.",
  twoNeeded:
    "To say that somebody is free, is free no more, or is dead takes two: another moderator must agree.",
  oneIsEnough: "Nobody gets a message about it. To tell the news: /post",
  confirm: "Store",
  ask: "Ask another moderator",
  cancel: "Cancel",
  agree: "I agree",
  refuse: "Refuse",
  takeBack: "↩ Take back",
  askTitle: (who) => `${who} asks to change a card`,
  stands:
    "Stored. The card shows it with its source. Nobody gets a message about it; to tell the news: /post",
  secondNeeded:
    "Another moderator must agree. It waits in their /queue for a day; until then the card stays as it was.",
  dropped: "Cancelled. The card stays as it was.",
  refused: "Refused. The card stays as it was.",
  takenBack: "Taken back. The card says what the list says.",
  samePerson: "You asked for this yourself; it takes another moderator.",
  foreign: "This is another moderator’s button. Nothing was done.",
  gone: "This was settled already, or is too old. Nothing was done. Look again: /card",
  overtaken:
    "Meanwhile the list says something else about it. Nothing was done; please look again and write anew.",
  kept: "Understood so far",
  replyWith: "Reply to this message with the right line; the rest need not be written again.",
  faults: {
    unknown_line:
      "I do not understand this line. Begin it with what it is about, such as “status:” or “place:”.",
    twice: "This is given twice. Send the person and the lines anew, each once.",
    status:
      "I do not know this status. For example: colony, prison regime, in custody, khimiya, home khimiya, house arrest, arrest, free in Belarus, free abroad, died, unknown.",
    where_free: "Free, but where? Write “status: free in Belarus” or “status: free abroad”.",
    date: "I cannot read this date. Write 2026-11-20, 2026-11 or 2026.",
    future: "This day has not come yet.",
    place: "Write the kind of the place and its number, such as IK-4, SIZO-1, T-8.",
    sentence: "Write the length in years and months, such as “7 years 6 months”.",
    charges: "Write only the numbers of articles of the Criminal Code, such as 342, 361-1.",
    bad_source: "Only https links to a site.",
    no_source: "A link to the source is missing: nothing goes onto a card without one. Reply with the link.",
    nothing: "Nothing to change is given.",
    date_of_what:
      "A date goes only with a release, an arrest or a death. Here the card has no place for it: leave the line out.",
    place_of_free:
      "The card shows a place only of people who are held. Give the status, too, or leave the place out.",
    already: "The card says this already. Nothing was changed.",
  },
};
