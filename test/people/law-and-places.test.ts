import { expect, test } from "vitest";

import { articleName, ARTICLES } from "../../src/people/articles.ts";
import { FACILITIES, facilityName, readFacility } from "../../src/people/facilities.ts";
import { LANGUAGES } from "../../src/domain/language.ts";

test("every article and facility has a name in each language and a source", () => {
  for (const { name, source } of [...ARTICLES, ...FACILITIES]) {
    for (const language of LANGUAGES) expect(name[language]).not.toBe("");
    expect(source).not.toBe("");
  }
});

test("codes and ids are unique and name what they stand for", () => {
  expect(new Set(ARTICLES.map(({ code }) => code)).size).toBe(ARTICLES.length);
  expect(new Set(FACILITIES.map(({ id }) => id)).size).toBe(FACILITIES.length);
  expect(articleName("342")?.be).toMatch(/^Арганізацыя/u);
  expect(articleName("1")).toBeNull();
  expect(facilityName("IK-4")?.en).toBe("Penal colony No. 4 (women)");
  expect(facilityName("IK-99")).toEqual({ be: "ПК №99", ru: "ИК №99", en: "Penal colony No. 99" });
  expect(facilityName("SIZO-KGB")?.be).toBe("СІЗА КДБ");
  expect(facilityName("unknown")).toBeNull();
  expect(facilityName("X-1")).toBeNull();
});

test.each(FACILITIES.flatMap(({ id, name }) => LANGUAGES.map((language) => [name[language], id] as const)))(
  "«%s» is read as %s",
  (name, id) => {
    expect(readFacility(name)?.id).toBe(id);
  },
);
