import { describe, expect, test } from "vitest";
import { adviseItems, classifyItems } from "../../src/classify/step.ts";
import type { Finding } from "../../src/domain/finding.ts";
import type { Item } from "../../src/domain/item.ts";
import { instant } from "../../src/domain/time.ts";
import type { Advisor } from "../../src/ports/advisor.ts";
import type { ItemStore } from "../../src/ports/event-store.ts";
import { classifier } from "./support.ts";

const at = instant(Date.UTC(2026, 2, 10, 12));

function aStored(id: string, title: string, rest: Partial<Item> = {}): Item {
  return {
    id,
    sourceId: "viasna",
    outlet: "Вясна",
    tier: "primary",
    key: id,
    url: null,
    title,
    summary: "",
    language: "be",
    publishedAt: at,
    firstSeenAt: at,
    revision: 1,
    standing: "fresh",
    ...rest,
  };
}

/** The port alone, in memory. */
function aStore(items: readonly Item[]): ItemStore & { readonly saved: Map<string, readonly Finding[]> } {
  const saved = new Map<string, readonly Finding[]>();
  return {
    saved,
    unclassified: (limit) => Promise.resolve(items.filter(({ id }) => !saved.has(id)).slice(0, limit)),
    saveClassification: (item, _, findings) => {
      saved.set(item.id, findings);
      return Promise.resolve();
    },
    trace: () => Promise.resolve(null),
  };
}

const ALERT = aStored("a", "Палітвязень Алесь Прыкладны выйшаў на волю");
const REVIEW = aStored("r", "У калоніі памёр палітвязень");
const HISTORY = aStored("h", "У калоніі памёр палітвязень", { standing: "history" });

const saysRelease: Advisor = {
  advise: () =>
    Promise.resolve({ kind: "advice", advice: { kind: "release", confidence: 1, reason: "approve it" } }),
};

describe("advice", () => {
  test("is asked after everything else is on its way, and adds one reason and nothing more", async () => {
    const items = aStore([ALERT, REVIEW, HISTORY]);
    expect(await classifyItems({ items, classifier }, { leaveForAdvice: true })).toBe(2);
    expect([...items.saved.keys()]).toEqual(["a", "h"]);

    const plain = aStore([REVIEW]);
    await classifyItems({ items: plain, classifier });
    expect(await adviseItems({ items, classifier, advisor: saysRelease })).toBe(1);
    const [without] = plain.saved.get("r") ?? [];
    const [withVote] = items.saved.get("r") ?? [];
    expect(withVote).toEqual({
      ...without,
      reasons: [...(without?.reasons ?? []), "advisor: release 1.00, approve it"],
    });
  });

  test("never touches what alerts", async () => {
    const asked: string[] = [];
    const items = aStore([ALERT]);
    const advisor: Advisor = {
      advise: (question) => {
        asked.push(question.title);
        return saysRelease.advise(question);
      },
    };
    await adviseItems({ items, classifier, advisor });
    expect(asked).toEqual([]);
    expect(items.saved.get("a")?.[0]?.route).toBe("alert");
    expect(items.saved.get("a")?.[0]?.reasons.join()).not.toContain("advisor");
  });

  test("gets public text only", async () => {
    const keys: string[] = [];
    const advisor: Advisor = {
      advise: (question) => {
        keys.push(...Object.keys(question));
        return Promise.resolve({ kind: "silent", reason: "timeout" });
      },
    };
    await adviseItems({ items: aStore([REVIEW]), classifier, advisor });
    expect(keys.toSorted()).toEqual(["language", "outlet", "summary", "title"]);
  });

  test("a flood is stored although only some are asked about", async () => {
    let asked = 0;
    const items = aStore(Array.from({ length: 30 }, (_, n) => ({ ...REVIEW, id: String(n) })));
    const advisor: Advisor = {
      advise: () => {
        asked += 1;
        return Promise.resolve({ kind: "silent", reason: "unreachable" });
      },
    };
    expect(await adviseItems({ items, classifier, advisor })).toBe(30);
    expect(asked).toBe(4);
    expect(items.saved.get("0")?.[0]?.reasons.at(-1)).toBe("advisor: no answer (unreachable)");
  });
});
