import type { SourceFailure } from "../domain/failure.ts";
import type { Validators } from "../domain/source.ts";

export interface FetchRequest {
  readonly url: string;
  readonly validators: Validators;
  /** `accept` header: feeds and trackers want different ones. */
  readonly accept: string;
  /** Cap on decompressed bytes. */
  readonly maxBytes: number;
}

/** What the server asks of us, ms from now; null when it asks nothing. */
export interface FreshFor {
  readonly maxAgeMs: number | null;
  readonly expiresMs: number | null;
  readonly retryAfterMs: number | null;
}

export type FetchResult =
  | {
      readonly kind: "body";
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly validators: Validators;
      readonly freshFor: FreshFor;
      /** Where a chain of only permanent redirects ended; null otherwise. */
      readonly permanentUrl: string | null;
    }
  | {
      readonly kind: "unchanged";
      readonly validators: Validators;
      readonly freshFor: FreshFor;
      readonly permanentUrl: string | null;
    }
  | { readonly kind: "failed"; readonly failure: SourceFailure };

/** Polite and safe HTTP GET: one request a host at a time, addresses checked, bytes and time bounded. */
export interface Fetcher {
  fetch(request: FetchRequest): Promise<FetchResult>;
}
