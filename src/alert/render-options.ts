import type { Language } from "../domain/language.ts";
import type { KnownPeople } from "./facts.ts";

export interface RenderOptions {
  readonly language: Language;
  readonly discreet: boolean;
  /** Hosts of the source list, as names or `host:port`: nothing else is linked. */
  readonly allowedHosts: ReadonlySet<string>;
  readonly now: Date;
  /** People of the register who are named: gives names in the chat's language, endings and days in custody. */
  readonly people?: KnownPeople;
}
