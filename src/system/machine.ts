import { randomBytes } from "node:crypto";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Random } from "../ports/random.ts";

export const systemClock: Clock = { now: () => new Date() };

/** 96 random bits, 16 URL-safe characters: they fit into callback data. */
export const randomIds: Ids = { next: () => randomBytes(12).toString("base64url") };

export const systemRandom: Random = { next: () => Math.random() };
