/** Why a source gave nothing usable. Ordinary: a value, not an exception. */
export interface SourceFailure {
  readonly kind:
    | "unreachable" // DNS, refused, reset, TLS
    | "timeout"
    | "too_large"
    | "refused_address" // private, loopback, link-local, bad scheme, redirect loop
    | "http_status"
    | "challenge" // a bot wall
    | "throttled" // 429, 503
    | "gone" // 410
    | "unreadable"; // HTML, empty, zombie, no feed
  /** English, one line, no secrets; shown in `/sources`. */
  readonly reason: string;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
}
