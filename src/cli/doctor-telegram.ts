import { reachTelegram } from "../bot/reach.ts";
import { webhookState } from "../bot/webhook-state.ts";
import type { Config } from "../config.ts";
import { type Check, fault, well } from "./doctor-check.ts";

/** Telegram calls again for a day; an error of long ago says nothing. */
const RECENT_MS = 60 * 60_000;
const MANY_PENDING = 100;
const THIEF = "when it comes back, somebody else has the token: RUNBOOK.md, “The token leaked”";

/** Who we are for Telegram, and whether updates come the way that is configured. */
export async function telegramChecks(config: Config, now: Date): Promise<readonly Check[]> {
  const { updates, telegramApiRoot } = config;
  if (updates.kind === "terminal") return [well("telegram", "no token: the terminal is the chat")];
  const reach = await reachTelegram(updates.token, telegramApiRoot);
  if (!reach.ok) {
    const next = reach.reason.startsWith("Telegram answers 401")
      ? "the token is not valid: take it anew from @BotFather (/token); RUNBOOK.md, “The token leaked”"
      : "can this machine reach api.telegram.org (curl -I https://api.telegram.org)?";
    return [fault("telegram", reach.reason, next)];
  }
  return [
    well("telegram", `@${reach.username}`),
    updatesOf(updates, await webhookState(updates.token, telegramApiRoot), now),
  ];
}

function updatesOf(
  updates: Exclude<Config["updates"], { readonly kind: "terminal" }>,
  state: Awaited<ReturnType<typeof webhookState>>,
  now: Date,
): Check {
  if (state === null) return fault("updates", "Telegram does not say how it brings them", "ask again later");
  const pending = `${String(state.pending)} wait at Telegram`;
  if (updates.kind === "polling") {
    return state.url === null
      ? well("updates", `Navoli asks for them; ${pending}`)
      : fault(
          "updates",
          `Telegram brings them to ${hostOf(state.url)}, and we are to ask for them`,
          `a start of Navoli puts that right; ${THIEF}`,
        );
  }
  if (state.url !== updates.url) {
    const found = state.url === null ? "nowhere" : `to ${hostOf(state.url)}`;
    return fault(
      "updates",
      `Telegram brings them ${found}, not to ${hostOf(updates.url)}`,
      `a start of Navoli registers its webhook, and one that runs does it within five minutes${state.url === null ? "" : `; ${THIEF}`}`,
    );
  }
  const { lastError } = state;
  const failed = lastError !== null && now.getTime() - lastError.at.getTime() < RECENT_MS;
  if (failed || state.pending > MANY_PENDING) {
    const why =
      lastError === null ? "" : `; last failure ${lastError.at.toISOString()}: ${lastError.message}`;
    const next = `does ${hostOf(updates.url)} have a valid certificate, and pass POST of WEBHOOK_URL's path on to HTTP_PORT?`;
    return fault("updates", `Telegram calls ${hostOf(updates.url)}; ${pending}${why}`, next);
  }
  return well("updates", `Telegram calls ${hostOf(updates.url)}; ${pending}`);
}

/** The path of a webhook may be a secret. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? "an address that cannot be read";
}
