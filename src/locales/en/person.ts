import { html } from "../html.ts";
import type { BirthdaysText, FollowText, LetterText, PersonText } from "../person-text.ts";
import { formatMonth } from "../dates.ts";
import { counted } from "../grammar.ts";

export const person: PersonText = {
  usage: html`Write a first name or a surname, as best you can, in Cyrillic or Latin letters.

For example: /person Prykladny`,
  tooShort: "Please write at least three letters of the name.",
  tooLong: "That is too long for a name. Write only the first name and the surname.",
  several: (query) => `Several people fit “${query}”. Whom are you looking for?`,
  perhaps: (query) =>
    `My lists have nobody called exactly “${query}”. Perhaps you are looking for this person:`,
  notFound: (query) => html`<b>“${query}” is not in my lists.</b>

This does not mean that the person is free: not everybody is on the lists, and not at once. Check the spelling or try the surname alone.`,
  nearest: "The closest names:",
  gone: "This card is no longer there. Please search again: /person",
  born: "Born",
  bornIn: (year) => `born in ${year}`,
  bornInMonth: (day) => `born in ${formatMonth("en", day)}`,
  bornOn: (date) => `born on ${date}`,
  status: "Now",
  recognition: "Status",
  detained: "Detained",
  releasedOn: "Release",
  daysInCustody: (days) => `in custody for ${days}`,
  charges: "Charges",
  article: (code, part) => (part === null ? `Art. ${code}` : `Art. ${code}, part ${part}`),
  moreCharges: (n) => `and ${counted("en", n, { one: "more article", many: "more articles" })}`,
  verdict: "Sentence",
  fine: (n) => `a fine of ${counted("en", n, { one: "base unit", many: "base units" })}`,
  appeal: "Appeal",
  judge: "Judge",
  place: "Where",
  expectedEnd: (date) => `End of term by the sentence: about ${date}`,
  onStateList: "On the state’s list of “terrorists”",
  noContact: (date) => `No contact with the person. Reported: ${date}`,
  absent: (date) =>
    `The list has not had this entry since ${date}. That alone does not mean that the person is free.`,
  otherSpellings: "Other spellings",
  timeline: "What is known",
  noTimeline: "There are no reports about this person yet.",
  fromList: (list, date) => `List: ${list}, ${date}`,
  buttons: {
    follow: "Follow",
    unfollow: "Unfollow",
    share: "Share",
    source: "Source",
    letter: "Write a letter",
    timeline: "Events",
    card: "‹ Card",
  },
};

export const follow: FollowText = {
  usage: html`Whom do you want to follow? Write a name, for example: /follow Prykladny`,
  explain: (name) => html`<b>Follow this person?</b>
${name}

You will get everything about this person: trial, health, transfer, release.

We will store whom this chat follows. The entry is encrypted, and moderators cannot see it. Still, such a list can show who is close to you: if you are in Belarus, consider whether it is worth it. You can erase everything at any time: /forget`,
  confirm: "Yes, follow",
  cancel: "No",
  cancelled: "All right, nothing was stored.",
  done: (name) => html`<b>${name}</b>: I will write about everything that becomes known.

Everyone whom you follow: /following`,
  onlyThem: "News about other people will not come. To get everything: /subscribe",
  already: (name) => html`You already follow <b>${name}</b>. The whole list: /following`,
  stopped: (name) => html`<b>${name}</b>: no longer followed, the entry is erased.`,
  listTitle: "Whom you follow",
  none: html`You follow nobody.

Find a person by name and press “Follow”.`,
  tapToStop: "The name opens the card, ✕ stops following.",
  tooMany: "No more people can be added. Remove somebody in /following",
  nameless: "somebody who is on no list any more",
};

export const letter: LetterText = {
  usage: html`Whom do you want to write to? For example: /letter Prykladny`,
  title: (name) => `A letter to ${name}`,
  address: "Address",
  copyAddress: "Copy the address",
  addressUnknown: "The list names no place of detention, so we do not know an address.",
  addressOf2023: "The institution’s address as of 2023.",
  addressMayBeOld:
    "People are moved and addresses change. Check it in the rights defenders’ list before you send.",
  notInside: (name) =>
    `As far as we know, ${name} is not behind bars now, so there is no address for letters.`,
  maybeNoLetters:
    "There has been no contact for a long time: the letter may not be handed over. Write all the same: let them see that the person is remembered.",
  rules: html`<b>How to write</b>
• the addressee’s name, patronymic and year of birth: on the envelope
• about everyday things: weather, books, home, animals; a censor reads it
• in Belarusian or Russian, legibly

<b>What you may put in</b>
• a postcard, a photo, a drawing, blank paper, a stamped envelope
• parcels and money are better left to the family: their number is limited

<b>What not to write</b>
• nothing about politics, the case, the trial or other people
• not a word about where you found the address
• if you are in Belarus, remember: your own address is on the envelope`,
};

export const birthdays: BirthdaysText = {
  title: "Birthdays in custody",
  none: "There are no birthdays this month or next, or we do not know of them.",
  turns: (years) => `turns ${String(years)}`,
  explain: "A postcard takes up to two weeks. Where to write: /letter name",
  remind: "Remind me a fortnight before",
  remindersOn: "I will remind you a fortnight before each birthday.",
  remindersOff: "I will no longer remind you.",
  needsSubscription: "Reminders go to subscribers: /subscribe",
  reminder: "Birthdays in a fortnight",
};
