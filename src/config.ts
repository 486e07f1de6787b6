import { readFileSync } from "node:fs";
import type { z } from "zod";
import { LANGUAGES, type Language } from "./domain/language.ts";
import {
  type DatabaseAddress,
  environmentSchema,
  FEEDS_FILE,
  FREE_RATE,
  isOn,
  type Name,
  NAMES,
  type Role,
} from "./environment.ts";

/** How updates come in: Navoli asks Telegram, or Telegram calls us. */
export type UpdateWay =
  | { readonly kind: "terminal" }
  | { readonly kind: "polling"; readonly token: string }
  | { readonly kind: "webhook"; readonly token: string; readonly url: string; readonly secret: string };

export interface Config {
  readonly updates: UpdateWay;
  readonly telegramApiRoot: string | null;
  readonly database: DatabaseAddress;
  /** 32 bytes in base64; null: read from, or made in, `./data/data.key`. */
  readonly dataKey: string | null;
  /** For `rekey` only: the key that everything is to be sealed with. */
  readonly newDataKey: string | null;
  readonly feedsFile: string;
  readonly moderatorIds: readonly number[];
  readonly pollCron: string;
  readonly sendRatePerSecond: number;
  readonly sendLanes: number;
  readonly paidBroadcast: boolean;
  /** `host:port` pairs that the fetcher may reach although they are private. */
  readonly allowPrivateAddresses: readonly string[];
  /** Null: no HTTP server. 0: any free port. */
  readonly httpPort: number | null;
  readonly httpHost: string;
  readonly roles: ReadonlySet<Role>;
  /** Asked after every round that went well, so that a watcher elsewhere notices our silence; null: nobody watches. */
  readonly pingUrl: string | null;
  /** The language of the operator's machine, for the terminal chat. */
  readonly language: Language;
  /** A language model that moderators may read; null: none is asked. */
  readonly advisor: { readonly url: string; readonly key: string | null; readonly model: string } | null;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
}

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  /** One line a fault: the variable, what is wrong, what to write. Never a secret's value. */
  | { readonly ok: false; readonly faults: readonly string[]; readonly feedsFile: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Faults between variables; on the raw texts, so that they are named beside the faults of single ones. */
function clashes(values: Partial<Record<Name, string>>): string[] {
  const faults: string[] = [];
  const webhook = values.WEBHOOK_URL !== undefined;
  if (Number(values.SEND_RATE_PER_SECOND ?? 0) > FREE_RATE && !isOn(values.PAID_BROADCAST ?? "off")) {
    faults.push(
      `SEND_RATE_PER_SECOND: more than ${FREE_RATE} needs PAID_BROADCAST=on (Telegram charges for it)`,
    );
  }
  if (webhook && values.WEBHOOK_SECRET === undefined) {
    faults.push("WEBHOOK_SECRET: is needed with WEBHOOK_URL, or anybody could pose as Telegram");
  }
  if (webhook && values.BOT_TOKEN === undefined) faults.push("BOT_TOKEN: is needed with WEBHOOK_URL");
  if (webhook && values.HTTP_PORT === "off") {
    faults.push("HTTP_PORT: cannot be off with WEBHOOK_URL, Telegram must reach us");
  }
  if ((values.LLM_URL === undefined) !== (values.LLM_MODEL === undefined)) {
    faults.push("LLM_URL: is needed with LLM_MODEL, and the other way round");
  }
  return faults;
}

/**
 * Reads the environment; each `X` may be given as `X_FILE`, a path whose content counts (secrets of a
 * container). Reads files, writes nothing.
 *
 * @returns the frozen configuration, or every fault at once
 */
export function readConfig(environment: Environment = process.env): ConfigReading {
  const { values, faults } = gather(environment);
  const parsed = environmentSchema.safeParse(values);
  faults.push(...clashes(values));
  const seen = new Set(faults.map((fault) => fault.split(":", 1)[0]));
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!seen.has(name)) faults.push(`${name}: ${issue.message}`);
  }
  if (faults.length > 0 || !parsed.success) {
    return { ok: false, faults, feedsFile: values.FEEDS_FILE ?? FEEDS_FILE };
  }
  return { ok: true, config: Object.freeze(toConfig(parsed.data, localeLanguage(environment))) };
}

/** The raw values, empty ones left out: `BOT_TOKEN=` in a compose file means none. */
function gather(environment: Environment): { values: Partial<Record<Name, string>>; faults: string[] } {
  const values: Partial<Record<Name, string>> = {};
  const faults: string[] = [];
  for (const name of NAMES) {
    const direct = environment[name]?.trim() ?? "";
    const path = environment[`${name}_FILE`]?.trim() ?? "";
    if (direct !== "" && path !== "") faults.push(`${name}: is given twice, as ${name} and as ${name}_FILE`);
    else if (direct !== "") values[name] = direct;
    else if (path !== "") {
      const content = readSecret(path);
      if (content === null) faults.push(`${name}: ${name}_FILE names a file that cannot be read or is empty`);
      else values[name] = content;
    }
  }
  return { values, faults };
}

function readSecret(path: string): string | null {
  try {
    const content = readFileSync(path, "utf8").trim();
    return content === "" ? null : content;
  } catch {
    return null;
  }
}

function toConfig(values: z.output<typeof environmentSchema>, language: Language): Config {
  return {
    language,
    updates: updateWay(values),
    telegramApiRoot: values.TELEGRAM_API_ROOT ?? null,
    database: values.DATABASE_URL,
    dataKey: values.DATA_KEY ?? null,
    newDataKey: values.NEW_DATA_KEY ?? null,
    feedsFile: values.FEEDS_FILE,
    moderatorIds: values.MODERATOR_IDS,
    pollCron: values.POLL_CRON,
    // Several replicas see each other's sends with a delay of the network: a little further from Telegram's 30.
    sendRatePerSecond: values.SEND_RATE_PER_SECOND ?? (values.DATABASE_URL.kind === "postgres" ? 25 : 28),
    sendLanes: values.SEND_LANES,
    paidBroadcast: values.PAID_BROADCAST,
    allowPrivateAddresses: values.ALLOW_PRIVATE_ADDRESSES,
    httpPort: values.HTTP_PORT,
    httpHost: values.HTTP_HOST,
    roles: new Set(values.ROLES),
    pingUrl: values.PING_URL ?? null,
    logLevel: values.LOG_LEVEL,
    advisor: advisorOf(values),
  };
}

function advisorOf(values: z.output<typeof environmentSchema>): Config["advisor"] {
  const { LLM_URL: url, LLM_KEY: key, LLM_MODEL: model } = values;
  return url === undefined || model === undefined ? null : { url, key: key ?? null, model };
}

function updateWay(values: z.output<typeof environmentSchema>): UpdateWay {
  const { BOT_TOKEN: token, WEBHOOK_URL: url, WEBHOOK_SECRET: secret } = values;
  if (token === undefined) return { kind: "terminal" };
  if (url !== undefined && secret !== undefined) return { kind: "webhook", token, url, secret };
  return { kind: "polling", token };
}

function localeLanguage(environment: Environment): Language {
  const locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? "";
  return LANGUAGES.find((language) => locale.toLowerCase().startsWith(language)) ?? "en";
}
