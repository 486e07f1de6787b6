import type { Custody, Facility, PersonRecord, Recognition, Verdict } from "../domain/person.ts";
import { readCharges } from "../people/articles.ts";
import { readFacility, type FacilityKind } from "../people/facilities.ts";
import { isNoInformation, type Cells } from "./tracker-columns.ts";
import { readPartialDate } from "./tracker-dates.ts";
import { readPenalty, readSentence } from "./tracker-sentence.ts";
import {
  clausesOf,
  releaseKindOf,
  releaseModifiersOf,
  saysAtLiberty,
  saysExPostFacto,
  saysReleased,
} from "./tracker-words.ts";

const CUSTODY_IN: Readonly<Record<FacilityKind, Custody>> = {
  remand: "remand",
  colony: "colony",
  juvenile_colony: "colony",
  prison: "prison_regime",
  open: "open_facility",
  arrest_house: "arrest_sentence",
  temporary: "detained",
  administrative: "administrative_arrest",
  labour_treatment: "compulsory_treatment",
  prison_hospital: "colony",
  psychiatric: "compulsory_treatment",
};

/**
 * Reads the status column: `active`, `former`, `np`, or the words of the human lists, which leave it empty for
 * people without status. Null: no such status is known, the row cannot be trusted.
 */
function readRecognition(status: string | undefined, description: string | null): Recognition | null {
  const text = (status ?? "").trim().toLowerCase();
  if (/^(?:np|not[_ ]recogni[sz]ed|none|без статуса|без статусу)?$/u.test(text)) return "not_recognised";
  const isFormer = /^former|former political|бывш\p{L}* полит|был\p{L}* паліт/u.test(text);
  const isExPostFacto = saysExPostFacto(text) || (isFormer && saysExPostFacto(description ?? ""));
  if (isExPostFacto || text === "recognised_ex_post_facto") return "recognised_ex_post_facto";
  if (isFormer) return "former";
  const isCurrent =
    /^(?:active|recogni[sz]ed|imprisoned)$|political prisoner|политза?к|политзэк|палітвяз|палітзняв/u;
  return isCurrent.test(text) ? "recognised" : null;
}

/** `prison` holds the facility and, after a line break or a semicolon, its address. */
function splitPrison(cells: Cells): { readonly place: string; readonly address: string | null } {
  const raw = (cells.prison ?? cells["prison/title"] ?? "").trim();
  const cut = raw.search(/[\n;]/u);
  const place = (cut === -1 ? raw : raw.slice(0, cut)).trim();
  const rest = cut === -1 ? "" : raw.slice(cut + 1);
  const address = (cells["prison/address"] ?? rest).replace(/\s+/gu, " ").replace(/[;,\s]+$/u, "");
  return { place, address: address.trim() === "" ? null : address.trim() };
}

function facilityOf(cells: Cells): Facility | null {
  const { place, address } = splitPrison(cells);
  if (place === "" || isNoInformation(place) || isOut(place) || saysAtLiberty(place)) return null;
  const seen = readFacility(place);
  return { id: seen?.id ?? null, raw: place, addressRaw: address };
}

function isOut(place: string): boolean {
  return saysReleased(clausesOf(place));
}

function verdictOf(cells: Cells): Verdict | null {
  const date = readPartialDate(cells.verdict_date);
  const appealDate = readPartialDate(cells.appeal_date);
  const { decision, penalty, judge } = cells;
  if (date === null && appealDate === null && decision === undefined && penalty === undefined) return null;
  return {
    date,
    decisionRaw: decision ?? null,
    ...readSentence(decision ?? penalty),
    penalty: readPenalty(penalty) ?? readPenalty(decision),
    penaltyRaw: penalty ?? null,
    judgeRaw: judge ?? null,
    appealDate,
  };
}

function custodyOf(cells: Cells, isFormer: boolean, verdict: Verdict | null): Custody {
  const { place } = splitPrison(cells);
  // A death is a claim until a moderator settled it: until then nothing is said of where the person is.
  if (isYes(cells.died)) return "unknown";
  if (saysAtLiberty(place)) return "at_liberty_before_sentence";
  if (isFormer || isOut(place)) {
    const modifiers = releaseModifiersOf(clausesOf(cells.description ?? ""));
    if (modifiers.includes("stays_in_belarus")) return "free_in_belarus";
    return modifiers.length > 0 ? "free_abroad" : "unknown";
  }
  const words = place.toLowerCase();
  if (/домашн\p{L}* арест|хатн\p{L}* арышт|house arrest/u.test(words)) return "house_arrest";
  if (/подписк|падпіск|под залог|on bail/u.test(words)) return "released_pending_trial";
  const seen = readFacility(place);
  // A prison before any verdict is used as a remand prison.
  if (seen?.kind === "prison" && verdict === null) return "remand";
  if (seen !== null) return CUSTODY_IN[seen.kind];
  const penalty = verdict?.penalty ?? null;
  return penalty === "home_confinement" || penalty === "open_facility" ? penalty : "unknown";
}

function releaseOf(cells: Cells, isFormer: boolean, isActive: boolean): PersonRecord["release"] {
  const date = readPartialDate(cells.release_date);
  const { place } = splitPrison(cells);
  // Of somebody who is inside the date is a plan, an error or an earlier release: it stays among the raw words.
  const isListedInside = isActive && !isOut(place);
  if (isListedInside || (!isFormer && date === null && !isOut(place))) return null;
  const clauses = [...clausesOf(cells.description ?? ""), ...clausesOf(place)];
  return { date, kind: releaseKindOf(clauses), modifiers: releaseModifiersOf(clauses) };
}

function genderOf(text: string | undefined): PersonRecord["gender"] {
  const plain = (text ?? "").trim().toLowerCase();
  if (/^(?:m|male|муж|м$|мужч)/u.test(plain)) return "male";
  return /^(?:f|female|жен|жан|ж$)/u.test(plain) ? "female" : null;
}

/** `1`, `true`, «да», or a date. */
function isYes(text: string | undefined): boolean {
  return text !== undefined && !/^(?:no|нет|не)$/iu.test(text.trim());
}

function httpUrl(text: string | undefined): string | null {
  return text !== undefined && /^https?:\/\/[^\s<>"]+$/iu.test(text) ? text : null;
}

function namesOf(cells: Cells): readonly string[] {
  const written = [cells.name, cells.name_be, cells.name_ru, cells.name_en]
    .flatMap((name) => name?.split(/\s*[;|]\s*/u) ?? [])
    .map((name) => name.replace(/\s+/gu, " ").trim())
    .filter((name) => name !== "");
  return [...new Set(written)];
}

export interface RowIdentity {
  readonly trackerId: string;
  readonly recordId: string;
  readonly url: string | null;
  readonly rowHash: string;
}

/** A row's cells as a record, or why the row cannot be trusted. */
export function recordOf(cells: Cells, identity: RowIdentity): PersonRecord | { readonly fault: string } {
  const names = namesOf(cells);
  if (names.length === 0) return { fault: "no name" };
  const description = cells.description ?? null;
  const recognition = readRecognition(cells.status, description);
  if (recognition === null) return { fault: "unknown status" };
  const isFormer = recognition === "former" || recognition === "recognised_ex_post_facto";
  const verdict = verdictOf(cells);
  const { trackerId, recordId, rowHash } = identity;
  return {
    trackerId,
    recordId,
    url: httpUrl(cells.url) ?? identity.url,
    names,
    gender: genderOf(cells.gender),
    birthDate: readPartialDate(cells.birthday),
    recognition,
    recognitionRaw: cells.status ?? "",
    declarationUrl: httpUrl(cells.declaration),
    detainedOn: readPartialDate(cells.arrested),
    charges: readCharges(cells.articles ?? ""),
    verdict,
    custody: custodyOf(cells, isFormer, verdict),
    facility: facilityOf(cells),
    penaltyStart: readPartialDate(cells.penalty_start_date),
    release: releaseOf(cells, isFormer, recognition === "recognised"),
    diedOn: readPartialDate(cells.died),
    onStateList: isYes(cells.fake_terrorist_list),
    clusters: (cells.clusters ?? "")
      .split(/\s*[;\n]\s*/u)
      .map((cluster) => cluster.trim())
      .filter((cluster) => cluster !== ""),
    descriptionRaw: description,
    rowHash,
    cells,
  };
}
