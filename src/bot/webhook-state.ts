import { Api } from "grammy";

const TIMEOUT_SECONDS = 10;

/** What Telegram knows of the way in which it brings updates. */
export interface WebhookState {
  /** Null: it is asked for them. */
  readonly url: string | null;
  /** Updates that wait at Telegram. */
  readonly pending: number;
  /** Telegram's last failure to call us; its words name no secret. */
  readonly lastError: { readonly at: Date; readonly message: string } | null;
}

const WORDS_MOST = 120;

/** @returns null when Telegram refuses or cannot be reached: whoever asked for our name was told why */
export async function webhookState(token: string, apiRoot: string | null): Promise<WebhookState | null> {
  const api = new Api(token, {
    timeoutSeconds: TIMEOUT_SECONDS,
    ...(apiRoot === null ? {} : { apiRoot }),
  });
  try {
    const info = await api.getWebhookInfo();
    const {
      url = "",
      pending_update_count: pending,
      last_error_date: date,
      last_error_message: words,
    } = info;
    return {
      url: url === "" ? null : url,
      pending,
      lastError:
        date === undefined
          ? null
          : { at: new Date(date * 1000), message: (words ?? "").slice(0, WORDS_MOST) },
    };
  } catch {
    return null;
  }
}
