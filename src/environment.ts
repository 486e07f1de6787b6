import cron from "node-cron";
import { z } from "zod";

/** The variables of the environment, one by one: what each may hold, and what holds when it is not given. */

const ROLES = ["poller", "sender", "bot", "web"] as const;
export type Role = (typeof ROLES)[number];

const ADVISOR = ["LLM_URL", "LLM_KEY", "LLM_MODEL"] as const;
export const NAMES = [
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
  "PING_URL",
  ...ADVISOR,
] as const;
export type Name = (typeof NAMES)[number];
export const FEEDS_FILE = "feeds.json";
const SQLITE_PREFIX = "sqlite:";
const PAID_RATE = 1000;
export const FREE_RATE = 30;

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
    .transform((url, context) => {
      const database = databaseOf(url);
      if (database === null)
        context.addIssue(
          "must be sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE (in a password / # ? % are %2F %23 %3F %25)",
        );
      return database ?? z.NEVER;
    })
    .default({ kind: "sqlite", path: "./data/navoli.db" }),
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
  SEND_RATE_PER_SECOND: wholeNumber(1, PAID_RATE).optional(),
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
  PING_URL: webAddress.optional(),
  LLM_URL: webAddress.optional(),
  LLM_KEY: z.string().max(500).optional(),
  LLM_MODEL: z.string().max(200).optional(),
} satisfies Record<Name, z.ZodType>;

export const environmentSchema = z.object(fields);

/** `path`: a file. `url` holds a password: it is never shown. */
export type DatabaseAddress =
  { readonly kind: "sqlite"; readonly path: string } | { readonly kind: "postgres"; readonly url: string };

/** What an address of a database names; null: nothing that we know. */
export function databaseOf(url: string): DatabaseAddress | null {
  if (url.startsWith(SQLITE_PREFIX)) {
    const path = url.slice(SQLITE_PREFIX.length);
    return path === "" ? null : { kind: "sqlite", path };
  }
  return /^postgres(ql)?:\/\//.test(url) && URL.canParse(url) ? { kind: "postgres", url } : null;
}

export const isOn = (text: string): boolean => /^(on|true|1|yes)$/i.test(text);

function isRole(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name);
}
