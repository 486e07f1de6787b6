import type { Messages } from "./messages.ts";
import { alert } from "./en/alert.ts";
import { channel } from "./en/channel.ts";
import { common, forget, help, language, privacy, start, subscribe } from "./en/common.ts";
import { birthdays, follow, letter, person } from "./en/person.ts";
import { latest, rounds, sources, stats, status } from "./en/reading.ts";
import { settings } from "./en/settings.ts";
import { vocabulary } from "./en/vocabulary.ts";

export const en: Messages = {
  vocabulary,
  alert,
  common,
  start,
  help,
  subscribe,
  language,
  forget,
  privacy,
  status,
  latest,
  sources,
  stats,
  rounds,
  person,
  follow,
  letter,
  birthdays,
  settings,
  channel,
};
