import type { Finding } from "../domain/finding.ts";
import type { Item } from "../domain/item.ts";
import type { Kind } from "../domain/kind.ts";

/** What an advisor said, as the port gives it. */
type Answer =
  | {
      readonly kind: "advice";
      readonly advice: { readonly kind: Kind; readonly confidence: number; readonly reason: string };
    }
  | { readonly kind: "silent"; readonly reason: string };

/** Only fresh items of which every finding waits for a moderator: an alert never waits for a machine's opinion. */
export function isWorthAdvice(item: Item, findings: readonly Finding[]): boolean {
  return (
    item.standing === "fresh" && findings.length > 0 && findings.every(({ route }) => route === "review")
  );
}

/** The vote beside the rules' reasons. Kind, route, people and confidence stay as they were. */
export function withAdvice(findings: readonly Finding[], answer: Answer): readonly Finding[] {
  const reason =
    answer.kind === "silent"
      ? `advisor: no answer (${answer.reason})`
      : `advisor: ${answer.advice.kind} ${answer.advice.confidence.toFixed(2)}, ${answer.advice.reason}`;
  return findings.map((finding) =>
    finding.route === "review" ? { ...finding, reasons: [...finding.reasons, reason] } : finding,
  );
}
