import { counted, formatNumber, plural, uninflected } from "../grammar.ts";
import type { Vocabulary } from "../vocabulary.ts";

const QUALIFIERS = { exact: "", about: "about ", at_least: "at least ", at_most: "at most " } as const;
const PEOPLE = { one: "person", many: "people" };
const years = (n: number): string => counted("en", n, { one: "year", many: "years" });
const months = (n: number): string => counted("en", n, { one: "month", many: "months" });

export const vocabulary: Vocabulary = {
  languageName: "English",
  kinds: {
    release: "Release",
    pardon: "Pardon",
    arrest: "Arrest",
    charge: "Charge",
    sentence: "Sentence",
    regime: "Change of prison conditions",
    incommunicado: "No contact",
    health: "Health",
    death: "Death in custody",
    recognition: "Recognised as a political prisoner",
    deportation: "Taken out of the country",
    deal: "Talks about releases",
    not_released: "Not released as expected",
    other_repression: "Other persecution",
  },
  agreeingKinds: {
    recognition: {
      female: "Recognised as a political prisoner",
      plural: "Recognised as political prisoners",
    },
  },
  releaseKinds: {
    term_served: "sentence served",
    pardon: "pardon",
    amnesty: "amnesty",
    exchange: "exchange",
    deal: "after negotiations",
    parole_or_softening: "parole or a milder penalty",
    case_closed: "case closed or acquittal",
    health: "for health reasons",
    unknown: "ground unknown",
  },
  modifiers: {
    forced_exile: "taken out of Belarus",
    stays_in_belarus: "in Belarus",
    repatriated: "handed over to their own country",
  },
  custody: {
    detained: uninflected("detained"),
    administrative_arrest: uninflected("under administrative arrest"),
    remand: uninflected("in custody, awaiting trial"),
    house_arrest: uninflected("under house arrest"),
    released_pending_trial: uninflected("at liberty until the trial, with restrictions"),
    at_liberty_before_sentence: uninflected("at liberty until the sentence begins"),
    colony: uninflected("in a penal colony"),
    prison_regime: uninflected("in a high-security prison"),
    open_facility: uninflected("restricted freedom in an open facility (“khimiya”)"),
    home_confinement: uninflected("restricted freedom at home (“home khimiya”)"),
    arrest_sentence: uninflected("serving a sentence of arrest"),
    compulsory_treatment: uninflected("in compulsory treatment"),
    free_in_belarus: uninflected("free, in Belarus"),
    free_abroad: uninflected("free, abroad"),
    died_in_custody: uninflected("died in custody"),
    unknown: uninflected("present situation unknown"),
  },
  penalties: {
    detained: "arrest",
    administrative_arrest: "arrest",
    remand: "custody",
    house_arrest: "house arrest",
    released_pending_trial: "no imprisonment",
    at_liberty_before_sentence: "no imprisonment",
    colony: "penal colony",
    prison_regime: "high-security prison",
    open_facility: "open facility (“khimiya”)",
    home_confinement: "home confinement (“home khimiya”)",
    arrest_sentence: "arrest",
    compulsory_treatment: "compulsory treatment",
    free_in_belarus: "no imprisonment",
    free_abroad: "no imprisonment",
    died_in_custody: "imprisonment",
  },
  recognition: {
    recognised: uninflected("recognised as a political prisoner"),
    former: uninflected("former political prisoner"),
    not_recognised: uninflected("politically motivated case, not recognised as a political prisoner"),
    recognised_ex_post_facto: uninflected("recognised as a political prisoner after release"),
  },
  certainty: {
    unconfirmed: "not confirmed",
    confirmed: "confirmed",
    disputed: "sources contradict one another",
    retracted: "withdrawn",
  },
  healths: {
    ok: "works",
    quiet: "works, nothing new",
    stale: "no news for a long time",
    blocked: "does not let us in",
    broken: "does not answer",
    gone: "closed",
  },
  tiers: {
    primary: "rights defenders and families",
    media: "media",
    state: "state sources",
    analysis: "analysis",
  },
  people: (n) => counted("en", n, PEOPLE),
  days: (n) => counted("en", n, { one: "day", many: "days" }),
  hours: (n) => counted("en", n, { one: "hour", many: "hours" }),
  minutes: (n) => counted("en", n, { one: "minute", many: "minutes" }),
  seconds: (n) => counted("en", n, { one: "second", many: "seconds" }),
  term: (n) =>
    [Math.floor(n / 12) > 0 ? years(Math.floor(n / 12)) : "", n % 12 > 0 ? months(n % 12) : ""]
      .filter((part) => part !== "")
      .join(" "),
  headCount: ({ n, qualifier }) =>
    `${QUALIFIERS[qualifier]}${formatNumber("en", n)} ${plural("en", n, PEOPLE)}`,
  bareCount: ({ n, qualifier }) => `${QUALIFIERS[qualifier]}${formatNumber("en", n)}`,
  between: (from, to) => `between ${from} and ${to}`,
};
