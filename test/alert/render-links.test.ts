import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { cleanText } from "../../src/alert/foreign-text.ts";
import { genderOf } from "../../src/alert/gender.ts";
import { hostsOf, safeLink } from "../../src/alert/links.ts";

const HOSTS: ReadonlySet<string> = new Set([
  "spring96.org",
  "www.svaboda.org",
  "127.0.0.1:8081",
  "feeds.example:8443",
]);

describe("links of alerts", () => {
  test.each([
    ["https://spring96.org/be/news/1", "https://spring96.org/be/news/1"],
    ["https://www.spring96.org/be", "https://www.spring96.org/be"],
    ["https://svaboda.org/a/1.html", "https://svaboda.org/a/1.html"],
    ["https://SPRING96.org/", "https://spring96.org/"],
    ["https://spring96.org:443/", "https://spring96.org/"],
    ["https://feeds.example:8443/x", "https://feeds.example:8443/x"],
    ["http://127.0.0.1:8081/item/1", "http://127.0.0.1:8081/item/1"],
    ["https://spring96.org/пошук?q=1&b=2", "https://spring96.org/%D0%BF%D0%BE%D1%88%D1%83%D0%BA?q=1&b=2"],
  ])("%s is linked", (raw, expected) => {
    expect(safeLink(raw, HOSTS)).toBe(expected);
  });

  test.each([
    ["another host", "https://evil.example/"],
    ["plain http", "http://spring96.org/"],
    ["an encoded dot", "https://spring96.org%2eevil.example/"],
    ["an encoded slash", "https://spring96.org%2f@evil.example/"],
    ["a user name", "https://spring96.org@evil.example/"],
    ["a user name before our host", "https://user:pw@spring96.org/"],
    ["a backslash", "https://evil.example\\@spring96.org/"],
    ["a host that begins alike", "https://spring96.org.evil.example/"],
    ["a host that ends alike", "https://evilspring96.org/"],
    ["Cyrillic letters", "https://sprіng96.org/"],
    ["punycode", "https://xn--sprng96-4ye.org/"],
    ["a full-width dot", "https://spring96．org/"],
    ["an invisible letter", "https://spring96\u200B.org/"],
    ["a tab inside", "https://spring96.org\t.evil.example/"],
    ["a line break", "https://spring96.org/\nx"],
    ["a space before", " https://spring96.org/"],
    ["another port", "https://spring96.org:8443/"],
    ["another loopback port", "http://127.0.0.1:9999/"],
    ["a script", "javascript:alert(1)"],
    ["data", "data:text/html,<b>"],
    ["Telegram's own scheme", "tg://resolve?domain=x"],
    ["no scheme", "//spring96.org/"],
    ["one slash", "https:/spring96.org/"],
    ["three slashes", "https:///spring96.org/"],
    ["a trailing dot", "https://spring96.org./"],
    ["nothing", ""],
    ["no URL", "https://"],
    ["an endless one", `https://spring96.org/${"a".repeat(2000)}`],
  ])("%s is not linked", (_, raw) => {
    expect(safeLink(raw, HOSTS)).toBeNull();
  });

  test("the hosts are those of the source list, mirrors too", () => {
    const feed = {
      id: "a",
      outlet: "A",
      url: "https://a.example/rss",
      mirrors: ["https://mirror.example:8443/rss", "no url"],
      language: "be",
      tier: "media",
      everyMs: null,
      status: "active",
      note: null,
    } as const;
    expect(hostsOf({ feeds: [feed], trackers: [] })).toEqual(new Set(["a.example", "mirror.example:8443"]));
  });
});

describe("texts from outside", () => {
  test.each([
    ["an address", "Чытайце https://evil.example/x?y=1 тут", "Чытайце тут"],
    ["another scheme", "Глядзі tg://resolve?domain=x", "Глядзі"],
    ["a bare domain", "Падрабязнасці на evil.com і ўсё", "Падрабязнасці на і ўсё"],
    ["a bare domain in capitals", "Пішыце EVIL.ORG", "Пішыце"],
    ["a domain with a path", "Зайдзіце на evil.io/abc?x зараз", "Зайдзіце на зараз"],
    ["a Cyrillic domain", "Сайт выбары.бел працуе", "Сайт працуе"],
    ["a channel's link", "Канал t.me/joinchat/abc тут", "Канал тут"],
    ["a name", "Пішыце @evil_bot зараз", "Пішыце зараз"],
    ["an e-mail", "Пошта help@evil.example чакае", "Пошта чакае"],
    ["a command", "Націсніце /subscribe зараз", "Націсніце зараз"],
    ["a telephone number", "Тэлефануйце +375 29 123-45-67", "Тэлефануйце"],
    ["a numeric host", "Адрас 203.0.113.7/x", "Адрас"],
    ["a hidden letter in a domain", "Глядзі ev\u200Bil.com", "Глядзі"],
    ["a full-width dot", "Глядзі evil．com", "Глядзі"],
    ["turned text", "Навіна \u202Egnp.live\u202C", "Навіна gnp.live".replace(" gnp.live", "")],
    ["line breaks", "Першы\nдругі\t трэці", "Першы другі трэці"],
  ])("%s is taken out", (_, text, expected) => {
    expect(cleanText(text, 200)).toBe(expected);
  });

  test.each([
    "А. Прыкладны вызвалены 21.06.2025",
    "A.Prykladny released after 5 years",
    "Артыкул 361-1, ч. 2",
    "«Вясна»: 14 чалавек на волі",
    "Хто? Дзе? Калі... невядома",
    "52/14 чалавек",
    "У 2025 г. у г. Гомелі",
  ])("«%s» stays as it is", (text) => {
    expect(cleanText(text, 200)).toBe(text);
  });

  test("a long text is cut at a word", () => {
    expect(cleanText("адзін два тры чатыры", 12)).toBe("адзін два…");
    expect(cleanText("бязмежнаедоўгаеслова", 8)).toBe("бязмежн…");
  });

  test("the result is never longer than allowed, and cleaning it again changes little", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 3000 }),
        fc.integer({ min: 2, max: 300 }),
        (text, most) => {
          const clean = cleanText(text, most);
          expect(clean.length).toBeLessThanOrEqual(most);
          expect(clean).not.toMatch(/[\n\r\u200B\u202E]/u);
        },
      ),
    );
  });
});

describe("the gender that a name tells", () => {
  test.each([
    ["Марыя Прыкладная", "female"],
    ["Сяргей Прыкладны", "male"],
    ["Прыкладны Мікалай Іванавіч", "male"],
    ["Maryia Prykladnaja", "female"],
    ["Siarhei Prykladny", "male"],
    ["Ольга Прикладная", "female"],
    ["Мікола Прыкладны", "male"],
    ["Дар'я Прыкладная", "female"],
    ["Сяргея Прыкладнога", null],
    ["Аляксандра Прыкладнога", null],
    ["Прыкладны К.", null],
    ["Ганна Прыкладскі", null],
    ["", null],
  ])("%s → %s", (name, expected) => {
    expect(genderOf(name)).toBe(expected);
  });
});
