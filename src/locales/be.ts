import type { Messages } from "./messages.ts";
import { alert } from "./be/alert.ts";
import { channel } from "./be/channel.ts";
import { common, forget, help, language, privacy, start, subscribe } from "./be/common.ts";
import { birthdays, follow, letter, person } from "./be/person.ts";
import { latest, rounds, sources, stats, status } from "./be/reading.ts";
import { settings } from "./be/settings.ts";
import { vocabulary } from "./be/vocabulary.ts";

export const be: Messages = {
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
