import { readFileSync } from "node:fs";
import cron from "node-cron";
import { z } from "zod";
import { LANGUAGES, type Language } from "./domain/language.ts";

const ROLES = ["poller", "sender", "bot", "web"] as const;
export type Role = (typeof ROLES)[number];

/** How updates come in: Navoli asks Telegram, or Telegram calls us. */
export type UpdateWay =
  | { readonly kind: "terminal" }
  | { readonly kind: "polling"; readonly token: string }
  | { readonly kind: "webhook"; readonly token: string; readonly url: string; readonly secret: string };

export interface Config {
  readonly updates: UpdateWay;
  readonly telegramApiRoot: string | null;
  readonly database: { readonly kind: "sqlite"; readonly path: string };
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

const ADVISOR = ["LLM_URL", "LLM_KEY", "LLM_MODEL"] as const;
const NAMES = [
  "BOT_TOKEN",
  "TELEGRAM_API_ROOT",
  "DATABASE_URL",
  "DATA_KEY",
  "NEW_DATA_KEY",
  "FEEDS_FILE",
  "MODERATOR_IDS",
  "POLL_CRON",
  "SEND_RATE_PER_SECOND",
  "SEND_LANES",
  "PAID_BROADCAST",
  "ALLOW_PRIVATE_ADDRESSES",
  "HTTP_PORT",
  "HTTP_HOST",
  "WEBHOOK_URL",
  "WEBHOOK_SECRET",
  "ROLES",
  "LOG_LEVEL",
  ...ADVISOR,
] as const;
type Name = (typeof NAMES)[number];
type Environment = Readonly<Record<string, string | undefined>>;

const FEEDS_FILE = "feeds.json";
const SQLITE_PREFIX = "sqlite:";
const PAID_RATE = 1000;
const FREE_RATE = 30;

/** Splits at commas and drops empty parts, so that a trailing comma is no fault. */
const list = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: `must be a whole number from ${min} to ${max}` })
    .transform(Number)
    .refine((n) => n >= min && n <= max, { error: `must be a whole number from ${min} to ${max}` });

const dataKey = z.string().refine((text) => Buffer.from(text, "base64").length === 32, {
  error: "must be 32 bytes in base64 (openssl rand -base64 32)",
});

const webAddress = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

const fields = {
  BOT_TOKEN: z
    .string()
    .regex(/^\d{1,20}:[A-Za-z0-9_-]{1,200}$/, {
      error: "does not look like a token of @BotFather (123456:ABC…)",
    })
    .optional(),
  TELEGRAM_API_ROOT: webAddress.transform((url) => url.replace(/\/+$/, "")).optional(),
  DATABASE_URL: z
    .string()
    .refine((url) => url.startsWith(SQLITE_PREFIX) && url.length > SQLITE_PREFIX.length, {
      error: "must be sqlite:PATH; PostgreSQL is not supported by this version yet",
    })
    .transform((url) => url.slice(SQLITE_PREFIX.length))
    .default("./data/navoli.db"),
  DATA_KEY: dataKey.optional(),
  NEW_DATA_KEY: dataKey.optional(),
  FEEDS_FILE: z.string().default(FEEDS_FILE),
  MODERATOR_IDS: z
    .string()
    .transform(list)
    .refine((ids) => ids.every((id) => /^[1-9]\d{0,15}$/.test(id)), {
      error: "must be Telegram user ids (positive numbers) separated by commas",
    })
    .transform((ids) => ids.map(Number))
    .default([]),
  POLL_CRON: z
    .string()
    .refine((expression) => cron.validate(expression), {
      error: "must be a cron expression of 5 or 6 fields, such as * * * * *",
    })
    .default("* * * * *"),
  SEND_RATE_PER_SECOND: wholeNumber(1, PAID_RATE).default(28),
  SEND_LANES: wholeNumber(1, 200).default(3),
  PAID_BROADCAST: z
    .string()
    .refine((text) => /^(on|off|true|false|1|0|yes|no)$/i.test(text), { error: "must be on or off" })
    .transform((text) => isOn(text))
    .default(false),
  ALLOW_PRIVATE_ADDRESSES: z
    .string()
    .transform(list)
    .refine((pairs) => pairs.every((pair) => /^(\[[0-9a-f:.]+\]|[^\s:/@]+):\d{1,5}$/i.test(pair)), {
      error: "must be host:port pairs separated by commas, such as 127.0.0.1:8081",
    })
    .default([]),
  HTTP_PORT: z
    .string()
    .refine((text) => text === "off" || (/^\d{1,5}$/.test(text) && Number(text) <= 65_535), {
      error: "must be a port from 0 to 65535, or off",
    })
    .transform((text) => (text === "off" ? null : Number(text)))
    .default(8080),
  HTTP_HOST: z.string().default("127.0.0.1"),
  WEBHOOK_URL: z.url({ protocol: /^https$/, error: "must be an https URL" }).optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, { error: "must be 16 to 256 characters of A-Z a-z 0-9 _ -" })
    .optional(),
  ROLES: z
    .string()
    .transform(list)
    .refine((names): names is Role[] => names.length > 0 && names.every((name) => isRole(name)), {
      error: `must be one or more of ${ROLES.join(", ")}`,
    })
    .default([...ROLES]),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "must be one of trace, debug, info, warn, error, fatal, silent",
    })
    .default("info"),
  LLM_URL: webAddress.optional(),
  LLM_KEY: z.string().max(500).optional(),
  LLM_MODEL: z.string().max(200).optional(),
} satisfies Record<Name, z.ZodType>;

const environmentSchema = z.object(fields);

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

const isOn = (text: string): boolean => /^(on|true|1|yes)$/i.test(text);

function isRole(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name);
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
    database: { kind: "sqlite", path: values.DATABASE_URL },
    dataKey: values.DATA_KEY ?? null,
    newDataKey: values.NEW_DATA_KEY ?? null,
    feedsFile: values.FEEDS_FILE,
    moderatorIds: values.MODERATOR_IDS,
    pollCron: values.POLL_CRON,
    sendRatePerSecond: values.SEND_RATE_PER_SECOND,
    sendLanes: values.SEND_LANES,
    paidBroadcast: values.PAID_BROADCAST,
    allowPrivateAddresses: values.ALLOW_PRIVATE_ADDRESSES,
    httpPort: values.HTTP_PORT,
    httpHost: values.HTTP_HOST,
    roles: new Set(values.ROLES),
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
