import { EVENT_KINDS } from "../../domain/kind.ts";
import { LANGUAGES, type Language } from "../../domain/language.ts";
import type { Preferences } from "../../domain/subscriber.ts";
import { capitalised } from "../../locales/grammar.ts";
import { blocks, html, type Html, lines } from "../../locales/html.ts";
import { TIME_ZONES, type SettingsText } from "../../locales/settings-text.ts";
import { SIGNS } from "../../locales/signs.ts";
import { textsIn } from "../../locales/texts.ts";
import { press, screen, type Screen } from "../screen.ts";

/** Pages of the menu; `main` is the first. */
export const SETTINGS_PAGES = [
  "language",
  "kinds",
  "certainty",
  "rhythm",
  "quiet",
  "zone",
  "delete",
] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

const QUIET_CHOICES = ["22-7", "23-7", "23-9", "0-8"] as const;
const DIGEST_HOURS = [8, 9, 12, 18, 20, 21] as const;
const DELETE_CHOICES = [1, 6, 24, 46] as const;

type Row = Screen["buttons"][number];

/** All settings at a glance; each button is one tap from its change. */
export function settingsScreen(wishes: Preferences, language: Language): Screen {
  const text = textsIn(language).settings;
  const pages = SETTINGS_PAGES.map((page) => press(text[TITLES[page]], "s", page));
  return screen(
    blocks(
      html`<b>${text.title}</b>`,
      wishes.subscribed ? null : html`${text.notSubscribed}`,
      lines(...summary(wishes, language).map(([label, value]) => html`${label}: <b>${value}</b>`)),
    ),
    ...pairs(pages),
    ...pairs([
      press(
        switchLabel(text.followedOnly, wishes.followedOnly),
        "sv",
        "only",
        wishes.followedOnly ? "off" : "on",
      ),
      press(switchLabel(text.discreet, wishes.discreet), "sv", "discreet", wishes.discreet ? "off" : "on"),
      press(switchLabel(text.silent, wishes.silent), "sv", "silent", wishes.silent ? "off" : "on"),
      press(
        switchLabel(text.urgentPasses, wishes.urgentPasses),
        "sv",
        "urgent",
        wishes.urgentPasses ? "off" : "on",
      ),
      press(
        switchLabel(text.birthdays, wishes.birthdayReminders),
        "sv",
        "birthdays",
        wishes.birthdayReminders ? "off" : "on",
      ),
    ]),
    press(text.followed, "m", "following"),
  );
}

const TITLES = {
  language: "language",
  kinds: "kinds",
  certainty: "certainty",
  rhythm: "rhythm",
  quiet: "quiet",
  zone: "zone",
  delete: "deleteAfter",
} as const satisfies Record<SettingsPage, keyof SettingsText>;

function summary(wishes: Preferences, language: Language): readonly (readonly [string, string])[] {
  const { settings: text, vocabulary, common } = textsIn(language);
  const kinds = wishes.kinds.map((kind) => vocabulary.kinds[kind].toLowerCase());
  return [
    [text.language, vocabulary.languageName],
    [text.kinds, kinds.length > 5 ? common.page(kinds.length, EVENT_KINDS.length) : kinds.join(", ")],
    [text.scope, wishes.followedOnly ? text.followedOnly : text.everybody],
    [text.certainty, wishes.unconfirmed ? text.unconfirmedToo : text.confirmedOnly],
    [text.rhythm, rhythmText(wishes, text)],
    [text.quiet, quietText(wishes, text)],
    [text.zone, zoneText(wishes.timeZone, text)],
    [text.discreet, wishes.discreet ? text.on : text.off],
    [text.silent, wishes.silent ? text.on : text.off],
    [text.birthdays, wishes.birthdayReminders ? text.on : text.off],
    [
      text.deleteAfter,
      wishes.deleteAfterHours === null ? text.deleteNever : text.hours(wishes.deleteAfterHours),
    ],
  ];
}

function rhythmText({ rhythm, digestHour }: Preferences, text: SettingsText): string {
  return rhythm === "instant" ? text.instant : `${text[rhythm]}, ${text.digestHour(clock(digestHour))}`;
}

function quietText({ quiet }: Preferences, text: SettingsText): string {
  return quiet === null ? text.quietOff : text.quietHours(clock(quiet.from), clock(quiet.to));
}

function zoneText(zone: string, text: SettingsText): string {
  const known = TIME_ZONES.find((each) => each === zone);
  return known === undefined ? zone : text.zones[known];
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** One page of choices, the present one ticked. */
export function settingsPage(page: SettingsPage, wishes: Preferences, language: Language): Screen {
  const { settings: text, common } = textsIn(language);
  const rows = PAGES[page](wishes, language);
  return screen(
    blocks(html`<b>${text[TITLES[page]]}</b>`, hintOf(page, text)),
    ...rows,
    press(common.back, "s"),
  );
}

function hintOf(page: SettingsPage, text: SettingsText): Html | null {
  const hints = {
    language: "",
    kinds: text.kindsHint,
    certainty: text.certaintyHint,
    rhythm: "",
    quiet: text.quietHint,
    zone: text.zoneHint,
    delete: text.deleteHint,
  };
  return hints[page] === "" ? null : html`${hints[page]}`;
}

const PAGES: Readonly<Record<SettingsPage, (wishes: Preferences, language: Language) => readonly Row[]>> = {
  language: (_, language) =>
    LANGUAGES.map((each) =>
      press(ticked(textsIn(each).vocabulary.languageName, each === language), "sv", "lang", each),
    ),
  kinds: ({ kinds }, language) =>
    pairs(
      EVENT_KINDS.map((kind) => {
        const label = `${SIGNS[kind]} ${textsIn(language).vocabulary.kinds[kind]}`;
        return press(ticked(label, kinds.includes(kind)), "sv", "kind", kind);
      }),
    ),
  certainty: ({ unconfirmed }, language) => {
    const text = textsIn(language).settings;
    return [
      press(ticked(text.confirmedOnly, !unconfirmed), "sv", "sure", "yes"),
      press(ticked(text.unconfirmedToo, unconfirmed), "sv", "sure", "no"),
    ];
  },
  rhythm: ({ rhythm, digestHour }, language) => {
    const text = textsIn(language).settings;
    const hours = DIGEST_HOURS.flatMap((hour) =>
      press(ticked(clock(hour), hour === digestHour), "sv", "hour", String(hour)),
    );
    return [
      ...(["instant", "daily", "weekly"] as const).map((each) =>
        press(ticked(text[each], each === rhythm), "sv", "rhythm", each),
      ),
      ...(rhythm === "instant" ? [] : [hours.slice(0, 3), hours.slice(3)]),
    ];
  },
  quiet: ({ quiet }, language) => {
    const text = textsIn(language).settings;
    const choices = QUIET_CHOICES.map((choice) => {
      const [from = 0, to = 0] = choice.split("-").map(Number);
      const isChosen = quiet?.from === from && quiet.to === to;
      return press(ticked(text.quietHours(clock(from), clock(to)), isChosen), "sv", "quiet", choice);
    });
    return [press(ticked(text.quietOff, quiet === null), "sv", "quiet", "off"), ...pairs(choices)];
  },
  zone: ({ timeZone }, language) => {
    const text = textsIn(language).settings;
    return pairs(
      TIME_ZONES.map((zone) => press(ticked(text.zones[zone], zone === timeZone), "sv", "zone", zone)),
    );
  },
  delete: ({ deleteAfterHours, discreet }, language) => {
    const text = textsIn(language).settings;
    const never = press(ticked(text.deleteNever, deleteAfterHours === null), "sv", "del", "never");
    const choices = DELETE_CHOICES.map((hours) =>
      press(ticked(text.hours(hours), hours === deleteAfterHours), "sv", "del", String(hours)),
    );
    // Neutral mode always deletes: «never» is not offered beside it.
    return [...(discreet ? [] : [never]), ...pairs(choices)];
  },
};

function ticked(label: string, isChosen: boolean): string {
  return isChosen ? `✓ ${capitalised(label)}` : capitalised(label);
}

function switchLabel(label: string, isOn: boolean): string {
  return `${isOn ? "☑" : "☐"} ${capitalised(label)}`;
}

/** Longer labels are cut by phones when two stand in a row. */
const HALF_ROW = 18;

/** Two in a row where both have room, each button being a row of its own before. */
function pairs(rows: readonly Row[]): readonly Row[] {
  const paired: Row[] = [];
  for (const row of rows) {
    const last = paired.at(-1);
    const joined = [...(last ?? []), ...row];
    if (joined.length === 2 && joined.every(({ text }) => Array.from(text).length <= HALF_ROW))
      paired.splice(-1, 1, joined);
    else paired.push(row);
  }
  return paired;
}
