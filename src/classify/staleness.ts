import type { Reading } from "./claims.ts";
import { looksBackOnFreedom, sumsUp } from "./periods.ts";
import type { Asserted } from "./strength.ts";

/** Why an event that is told is no news, or null. */
export function staleness(title: Reading, first: Asserted): string | null {
  if (opensWithYear(title, first)) return "tells of a year";
  if (isLastYears(title, first)) return "tells of last year";
  if (sumsUp(title)) return "sums up a period";
  if (looksBackOnFreedom(title)) return "looks back";
  if (title.has("recognition.done") && title.has("release.done", "pardon.done"))
    return "tells of both ways at once";
  if (title.has("analysis") && title.claims.some((claim) => claim.start === 0 && claim.form !== "done"))
    return "muses";
  return title.has("anniv") && title.has("analysis") && !title.has("arrest.part") ? "looks back" : null;
}

/** "Freed and expelled last year, …". */
function isLastYears({ sentence: { tokens } }: Reading, { kind, claim }: Asserted): boolean {
  if (kind !== "release" && kind !== "pardon" && kind !== "deportation") return false;
  return [1, 2, 3].some((step) => {
    const [word, next] = [tokens[claim.end + step]?.word ?? "", tokens[claim.end + step + 1]?.word ?? ""];
    return (
      word === "летась" || (/^(?:last|мінулым|прошлом)$/u.test(word) && /^(?:year|годзе|году)$/u.test(next))
    );
  });
}

/** "During talks in 2015, … were released": a year stands before what happened, so it is history. */
function opensWithYear({ sentence: { tokens } }: Reading, { claim }: Asserted): boolean {
  return tokens.some(
    (token, at) =>
      at < claim.start &&
      /^20\d\d$/u.test(token.raw) &&
      /^(?:in|у|в|во|during)$/u.test(tokens[at - 1]?.word ?? "") &&
      !tokens.slice(0, at).some(({ word }) => /(?:ный|ная|ны|ны|ная|ого|ага|ed)$/u.test(word)),
  );
}

/** «За тыдзень да вызвалення» is a day, no period that is summed up. */
export function isRecap(reading: Reading): boolean {
  return reading.hits.some(
    (hit) =>
      hit.tag === "recap" && !/^(?:да|до|before)$/u.test(reading.sentence.tokens[hit.end + 1]?.word ?? ""),
  );
}
