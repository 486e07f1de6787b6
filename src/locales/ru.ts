import type { Messages } from "./messages.ts";
import { alert } from "./ru/alert.ts";
import { channel } from "./ru/channel.ts";
import { common, forget, help, language, privacy, start, subscribe } from "./ru/common.ts";
import { birthdays, follow, letter, person } from "./ru/person.ts";
import { latest, rounds, sources, stats, status } from "./ru/reading.ts";
import { settings } from "./ru/settings.ts";
import { vocabulary } from "./ru/vocabulary.ts";

export const ru: Messages = {
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
