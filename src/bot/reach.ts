import { Api, GrammyError } from "grammy";

const TIMEOUT_SECONDS = 10;

export type Reach =
  { readonly ok: true; readonly username: string } | { readonly ok: false; readonly reason: string };

/** Asks Telegram who we are. Never gives the error's own words: they carry the token. */
export async function reachTelegram(token: string, apiRoot: string | null): Promise<Reach> {
  const api = new Api(token, {
    timeoutSeconds: TIMEOUT_SECONDS,
    ...(apiRoot === null ? {} : { apiRoot }),
  });
  try {
    return { ok: true, username: (await api.getMe()).username };
  } catch (error) {
    const isAnswer = error instanceof GrammyError;
    return {
      ok: false,
      reason: isAnswer ? `Telegram answers ${String(error.error_code)}` : "Telegram cannot be reached",
    };
  }
}
