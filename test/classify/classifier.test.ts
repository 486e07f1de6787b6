import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Kind, Route } from "../../src/domain/kind.ts";
import { buildPeopleIndex } from "../../src/people/person-index.ts";
import { createClassifier } from "../../src/classify/classifier.ts";
import { anItem, classifier, read } from "./support.ts";

describe("a fresh event", () => {
  test.each<{ title: string; kind: Kind; route: Route }>([
    { title: "Палітвязень Алесь Прыкладны выйшаў на волю", kind: "release", route: "alert" },
    { title: "Палітвязьня адпусьцілі з калёніі", kind: "release", route: "alert" },
    { title: "Palitviazień vyjšaŭ na volu paśla dvuch hadoŭ kałonii", kind: "release", route: "alert" },
    { title: "Политзаключенную Анну Образцову освободили из колонии", kind: "release", route: "alert" },
    { title: "Belarus frees five political prisoners", kind: "release", route: "alert" },
    { title: "Лукашэнка памілаваў 20 асуджаных за «экстрэмізм»", kind: "pardon", route: "alert" },
    { title: "Силовики задержали журналистку в Гродно", kind: "arrest", route: "alert" },
    { title: "U Minsku zatrymali žurnalista", kind: "arrest", route: "alert" },
    { title: "Палітвязень памёр у калоніі", kind: "death", route: "review" },
    { title: "Блогера приговорили к пяти годам колонии", kind: "sentence", route: "review" },
  ])("$title", ({ title, kind, route }) => {
    const { labels, route: got } = read(title);
    expect([labels[0], got]).toEqual([kind, route]);
  });
});

describe("what must never alert", () => {
  test.each<{ why: string; title: string }>([
    { why: "negated", title: "Палітвязень не выйшаў на волю ў дзень заканчэння тэрміну" },
    { why: "refused to leave", title: "Политзаключенный отказался покидать Беларусь и вернулся в колонию" },
    { why: "call", title: "Праваабаронцы заклікаюць вызваліць палітвязняў" },
    { why: "demand", title: "UN experts demand Belarus release political prisoners" },
    { why: "condition", title: "Калі б палітвязня вызвалілі, ён бы застаўся" },
    { why: "condition in Russian", title: "Если бы Бабарико освободили, он бы уехал" },
    { why: "promise", title: "Лукашенко пообещал отпустить политзаключенных" },
    { why: "question", title: "Ці вызваляць палітвязняў да канца года?" },
    { why: "anniversary", title: "Год таму вызвалілі групу палітвязняў" },
    { why: "anniversary of an arrest", title: "Пяць гадоў, як арыштавалі кандыдата ў прэзідэнты" },
    { why: "prisoners of war", title: "Россия и Украина провели обмен пленными: освобождены 100 человек" },
    { why: "film", title: "Belarusian director releases film about political prisoners" },
    { why: "album", title: "Гурт выпусціў альбом пра вызваленне" },
    { why: "denial", title: "В Минске опровергли слухи об освобождении политзаключенного" },
    { why: "interview", title: "Былы палітвязень расказаў пра дзень вызвалення" },
    { why: "period", title: "За студзень на волю выйшлі 14 палітвязняў" },
    { why: "crime", title: "У Гомелі затрымалі мужчыну, які скраў веласіпед" },
    { why: "another country", title: "В Москве задержали журналиста" },
    { why: "property", title: "Суд арестовал квартиру правозащитника" },
    { why: "office", title: "Лукашэнка вызваліў міністра ад пасады" },
    { why: "liberation", title: "Беларусь адзначае Дзень вызвалення" },
  ])("$why: $title", ({ title }) => {
    expect(read(title).route).not.toBe("alert");
  });

  test("analysis-tier sources", () => {
    expect(read("Belarus frees five political prisoners", { tier: "analysis" }).route).toBe("review");
  });

  test("a death, whatever stands beside it", () => {
    expect(read("Праз тыдзень пасля вызвалення памёр палітвязень").route).toBe("review");
  });
});

/** One event, changed by one word each: the answer must follow the word. */
describe("mutations", () => {
  const frames: readonly { base: string; mutate: (base: string) => string; why: string }[] = [
    {
      base: "Палітвязня вызвалілі з калоніі",
      why: "не",
      mutate: (it) => it.replace("вызвалілі", "не вызвалілі"),
    },
    { base: "Палітвязня вызвалілі з калоніі", why: "?", mutate: (it) => `${it}?` },
    { base: "Палітвязня вызвалілі з калоніі", why: "калі б", mutate: (it) => `Калі б ${it.toLowerCase()}` },
    {
      base: "Палітвязня вызвалілі з калоніі",
      why: "год таму",
      mutate: (it) => `Год таму ${it.toLowerCase()}`,
    },
    {
      base: "Палітвязня вызвалілі з калоніі",
      why: "inf.",
      mutate: (it) => `Патрабуем ${it.replace("вызвалілі", "вызваліць")}`,
    },
    {
      base: "Политзаключенного освободили",
      why: "не",
      mutate: (it) => it.replace("освободили", "не освободили"),
    },
    { base: "Политзаключенного освободили", why: "если", mutate: (it) => `Если ${it.toLowerCase()}` },
    {
      base: "Политзаключенного освободили",
      why: "освободят",
      mutate: (it) => it.replace("освободили", "освободят"),
    },
    { base: "Политзаключенного освободили", why: "почему", mutate: (it) => `Почему ${it.toLowerCase()}` },
    {
      base: "Belarus frees political prisoner",
      why: "to free",
      mutate: () => "Belarus to free political prisoner",
    },
    { base: "Belarus frees political prisoner", why: "why", mutate: (it) => `Why ${it}` },
    {
      base: "Political prisoner released in Belarus",
      why: "not",
      mutate: () => "Political prisoner not released in Belarus",
    },
  ];
  test.each(frames)("$base + $why", ({ base, mutate }) => {
    expect(read(base).route).toBe("alert");
    expect(read(mutate(base)).route).not.toBe("alert");
  });
});

describe("findings", () => {
  test("a digest gives one a sentence, with its own people and count", () => {
    const { findings, route } = read("Галоўнае за дзень", {
      summary:
        "Пяцёра палітвязняў выйшлі на волю. У Гродне затрымалі журналістку Ганну Узорную. Блогера асудзілі на тры гады калоніі.",
    });
    expect(findings.map(({ kind, count }) => [kind, count?.n])).toEqual([
      ["release", 5],
      ["arrest", 1],
      ["sentence", 1],
    ]);
    expect(findings[0]?.people).toEqual([]);
    expect(route).toBe("review");
  });

  test("a release tells its ground, its day and what was done with the people", () => {
    const [finding] = read("Палітвязня Алеся Прыкладнага памілавалі і вызвалілі", {
      summary: "9 сакавіка яго вывезлі ў Літву, паведамляе «Наша Ніва».",
    }).findings;
    expect(finding).toMatchObject({
      kind: "pardon",
      releaseKind: "pardon",
      modifiers: ["forced_exile"],
      happenedOn: { from: "2026-03-09", to: "2026-03-09", precision: "day" },
      cites: ["nashaniva"],
    });
  });

  test("mentions keep their place in title and summary", () => {
    const title = "На волю выйшаў Алесь Прыкладны";
    const { people } = read(title);
    expect(people.map(({ text, start, end }) => [text, title.slice(start, end)])).toEqual([
      ["Алесь Прыкладны", "Алесь Прыкладны"],
    ]);
  });

  test("a person of the register makes it a matter of Belarus, whatever the outlet", () => {
    const known = buildPeopleIndex([{ id: "p1", names: ["Алесь Прыкладны"] }]);
    const told = createClassifier({ link: (text) => known.link(text) });
    const item = anItem("Алеся Прыкладного освободили из тюрьмы", { outlet: null });
    expect(told.classify(item).route).toBe("alert");
  });

  test("reasons name the words, the rule and the model's vote", () => {
    expect(read("Палітвязня вызвалілі з калоніі").reasons.join()).toMatch(
      /release: «вызвалілі».*model: release 0\.\d\d/u,
    );
    expect(read("Ці вызваляць палітвязняў?").reasons.join()).toContain("mood: question");
  });
});

describe("bad input", () => {
  test.each<{ why: string; title: string; summary: string }>([
    { why: "nothing", title: "", summary: "" },
    { why: "no title", title: "", summary: "Палітвязня вызвалілі з калоніі." },
    { why: "100 kB", title: "Палітвязня вызвалілі з калоніі", summary: "вызвалілі ".repeat(10_000) },
    { why: "100 kB of title", title: "вызвалілі палітвязня ".repeat(5000), summary: "" },
    { why: "HTML", title: "<b>Палітвязня</b> <script>вызвалілі</script> з калоніі", summary: "" },
    { why: "mixed scripts", title: "Палiтвязня вызвaлiлі з калонii", summary: "" },
    { why: "emoji", title: "🎉🎉 Палітвязня вызвалілі з калоніі 🎉", summary: "" },
    { why: "another script", title: "囚犯 вызвалілі палітвязня", summary: "" },
  ])("$why: ignored or reviewed", ({ title, summary }) => {
    expect(["ignore", "review"]).toContain(read(title, { summary }).route);
  });

  test("whatever the text, an answer with at least one label and offsets inside it", () => {
    const words = [
      "вызвалілі",
      "не",
      "освободили",
      "14",
      "«",
      "»",
      "?",
      "<b>",
      "freed",
      ":",
      "і",
      "яшчэ",
      "Алесь Прыкладны",
      "\n",
      "🎉",
      "1 196",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 40 }),
        fc.string(),
        (parts, summary) => {
          const item = anItem(parts.join(" "), { summary });
          const result = classifier.classify(item);
          expect(result.labels.length).toBeGreaterThan(0);
          expect(classifier.classify(item)).toEqual(result);
        },
      ),
      { numRuns: 200 },
    );
  });
});
