import type { LatestText, RoundsText, SourcesText, StatsText, StatusText } from "../reading-text.ts";
import { counted } from "../grammar.ts";
import { vocabulary } from "./vocabulary.ts";

export const status: StatusText = {
  title: "In custody",
  inCustody: (n) => counted("en", n, { one: "political prisoner", many: "political prisoners" }),
  womenAndMen: (w, m) =>
    `${counted("en", w, { one: "woman", many: "women" })}, ${counted("en", m, { one: "man", many: "men" })}`,
  noList: "The list of political prisoners has not arrived yet, so there is no figure.",
  last30Days: "In the last 30 days",
  released: (n) => `released: ${vocabulary.people(n)}`,
  arrested: (n) => `arrested: ${vocabulary.people(n)}`,
  recognised: (n) => `recognised as political prisoners: ${vocabulary.people(n)}`,
  nothingIn30Days: "No confirmed events.",
  countingNote: "Only what is confirmed; the real figures may be higher.",
  lastEvents: "Latest",
  listOf: (outlet) => `${outlet}, the list`,
  freshness: "Sources last checked",
  neverChecked: "no data yet",
  buttons: { latest: "Latest events", sources: "All sources", stats: "By month" },
};

export const latest: LatestText = {
  title: "Latest events",
  none: "Nothing is confirmed yet. As soon as something is, I will write to subscribers: /subscribe",
  all: "All",
  releases: "Releases",
  arrests: "Arrests",
  reported: "Who reported it and when",
  courts: "Courts",
};

export const sources: SourcesText = {
  title: "Where the facts come from",
  lists: "Lists of political prisoners",
  notAsked: "Not available for now",
  explain:
    "We call confirmed what rights defenders or the family said, what two independent sources said, or what moderators checked.",
  lastNews: (when) => `latest news ${when}`,
};

export const stats: StatsText = {
  title: "Numbers by month",
  explain:
    "Only confirmed events that the bot knows are counted. These are not full statistics: rights defenders keep those.",
  none: "There are too few confirmed events to count yet.",
  released: "released",
  recognised: "recognised",
  arrested: "arrested",
  quotes: "What others count",
  quotesExplain:
    "These are quotes: different sources count different things at different times, so the numbers must not be added up.",
  figures: {
    released: "released",
    pardoned: "pardoned",
    term_served: "served their term",
    recognised_new: "newly recognised",
    recognised_total: "recognised in all",
    in_custody: "in custody",
    women: "women",
    men: "men",
    risk_group: "at special risk",
    former: "former political prisoners",
    not_recognised: "not recognised",
    died: "died in custody",
    rows: "rows on the list",
  },
  since: (date) => `since ${date}`,
  picture: {
    title: "Belarus’s political prisoners",
    door: "Released and newly recognised",
    custody: "People in custody",
    others: "other sources",
    sources: "Sources",
    ownEvents: "confirmed events that the bot knows",
    asOf: (date) => `As of ${date} · “Na voli” bot`,
    dark: "On dark",
    light: "On light",
  },
};

export const rounds: RoundsText = {
  title: "Large releases",
  none: "There are no large releases in my memory yet.",
  explain: "Newest first. Press a number for the details and all the figures: sources often disagree.",
  counts: "How many, and who says so",
  destination: "Where to",
  mediator: "Mediator",
  concession: "In return",
  stayed: "Stayed",
  named: "Names published",
  sources: "How this is known",
  notPolitical: "no political prisoner of Belarus among them",
  reports: "The bot’s own messages",
  list: "‹ All releases",
};
