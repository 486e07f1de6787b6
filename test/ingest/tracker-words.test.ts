import { describe, expect, test } from "vitest";

import {
  addedClauses,
  clausesOf,
  lifeSignsOf,
  releaseKindOf,
  releaseModifiersOf,
  saysDied,
  saysRefusedToLeave,
  saysReleased,
} from "../../src/ingest/tracker-words.ts";

describe("how somebody came out", () => {
  test.each([
    ["полностью отбыл срок, освобожден", "term_served"],
    ["отбыла наказание полностью и вышла на свободу", "term_served"],
    ["освобождена по окончании срока", "term_served"],
    ["вышел на свободу, отбыв 2 года колонии полностью", "term_served"],
    ["цалкам адбыў тэрмін", "term_served"],
    ["адбыла пакаранне, вызвалена", "term_served"],
    ["освобожден в связи с истечением срока", "term_served"],
    ["вызвалена ў сувязі з заканчэннем тэрміну", "term_served"],
    ["отсидела от звонка до звонка", "term_served"],
    ["completed her sentence", "term_served"],
    ["served full term, released", "term_served"],
    ["released after serving his full sentence", "term_served"],
    ["has served her term", "term_served"],
    ["срок полностью отбыт", "term_served"],
    ["помилован, принудительно вывезен в Литву", "pardon"],
    ["освобожден в результате помилования", "pardon"],
    ["памілаваная ўказам", "pardon"],
    ["вызвалены праз памілаванне", "pardon"],
    ["pardoned and released", "pardon"],
    ["освобожден по амнистии", "amnesty"],
    ["вызвалены паводле амністыі", "amnesty"],
    ["released under amnesty", "amnesty"],
    ["освобожден в рамках обмена заключенными", "exchange"],
    ["обменян и вывезен в Польшу", "exchange"],
    ["вызвалены ў выніку абмену", "exchange"],
    ["freed in a prisoner swap", "exchange"],
    ["освобожден по договоренности с США", "deal"],
    ["вызвалены паводле дамоўленасці з ЗША", "deal"],
    ["released as part of a deal with the US", "deal"],
    ["освобождена условно-досрочно", "parole_or_softening"],
    ["вышел по УДО", "parole_or_softening"],
    ["освобожден, наказание заменено на более мягкое", "parole_or_softening"],
    ["вызвалена ўмоўна-датэрмінова", "parole_or_softening"],
    ["released on parole", "parole_or_softening"],
    ["неотбытая часть наказания заменена более мягким", "parole_or_softening"],
    ["замена пакарання больш мяккім", "parole_or_softening"],
    ["дело прекращено, освобожден", "case_closed"],
    ["оправдан судом", "case_closed"],
    ["справа спыненая", "case_closed"],
    ["acquitted", "case_closed"],
    ["charges were dropped", "case_closed"],
    ["освобожден из-под стражи", "case_closed"],
    ["освобождена по болезни", "health"],
    ["освобожден по состоянию здоровья", "health"],
    ["вызвалены па стане здароўя", "health"],
    ["released on health grounds", "health"],
    ["освобожден", "unknown"],
    ["вышел на свободу, подробности неизвестны", "unknown"],
    ["", "unknown"],
  ])("«%s» is %s", (text, kind) => {
    expect(releaseKindOf(clausesOf(text))).toBe(kind);
  });

  test.each([
    ["не освобожден по амнистии, вышел на свободу", "unknown"],
    ["отказано в УДО, полностью отбыл срок", "term_served"],
    ["в помиловании отказано", "unknown"],
    ["прошение о помиловании отклонено", "unknown"],
    ["срок сокращен на год по амнистии, отбыл наказание полностью", "term_served"],
    ["denied parole, served full term", "term_served"],
    ["отбывает наказание в колонии", "unknown"],
    ["находится на свободе до начала отбывания наказания", "unknown"],
    ["сужен за незаконный оборот, illegal border crossing", "unknown"],
    ["суд адбыўся ў Менску", "unknown"],
  ])("«%s» denies or tells something else: %s", (text, kind) => {
    expect(releaseKindOf(clausesOf(text))).toBe(kind);
  });
});

describe("what came with the release", () => {
  test.each<[string, string[]]>([
    ["помилован, принудительно вывезен в Литву", ["forced_exile"]],
    ["депортирована в Украину без паспорта", ["forced_exile"]],
    ["прымусова вывезены за межы краіны", ["forced_exile"]],
    ["дэпартаваны", ["forced_exile"]],
    ["pardoned and forcibly deported to Lithuania", ["forced_exile"]],
    ["released, forced into exile", ["forced_exile"]],
    ["помилован, остался в Беларуси", ["stays_in_belarus"]],
    ["памілаваная, засталася ў Беларусі", ["stays_in_belarus"]],
    ["pardoned, stayed in Belarus", ["stays_in_belarus"]],
    ["гражданин Украины, репатриирован", ["repatriated"]],
    ["передан Польше", ["repatriated"]],
    ["рэпатрыяваны", ["repatriated"]],
    ["repatriated to Japan", ["repatriated"]],
    ["освобожден", []],
    ["отказался от депортации", []],
    ["refused to leave the country", []],
  ])("«%s» gives %j", (text, modifiers) => {
    expect(releaseModifiersOf(clausesOf(text))).toEqual(modifiers);
  });

  test.each([
    ["помилован, отказался покидать Беларусь, возвращен в колонию", true],
    ["адмовіўся пакідаць краіну", true],
    ["refused to leave Belarus", true],
    ["помилован, вывезен", false],
  ])("«%s» is a refusal to leave: %s", (text, refused) => {
    expect(saysRefusedToLeave(clausesOf(text))).toBe(refused);
  });
});

test.each([
  ["освобождён 20 ноября", true],
  ["вызвалена", true],
  ["released", true],
  ["на свободе до суда", false],
  ["не освобожден", false],
  ["должен быть освобожден в 2027 году", false],
  ["будзе вызвалены праз год", false],
])("«%s» says that somebody is out: %s", (text, out) => {
  expect(saysReleased(clausesOf(text))).toBe(out);
});

test.each([
  ["умер в колонии 15 ноября", true],
  ["скончалась в больнице", true],
  ["памёр у няволі", true],
  ["памерла пасля вызвалення", true],
  ["died in custody", true],
  ["смерть в колонии", true],
  ["у него умер отец", false],
  ["после обыска умерла его мать", false],
  ["his father died while he was in prison", false],
  ["умеренный режим", false],
  ["осужден за сбыт, смертная казнь не применялась", false],
])("«%s» claims a death: %s", (text, died) => {
  expect(saysDied(clausesOf(text))).toBe(died);
});

test.each<[string, string[]]>([
  ["выехал из Беларуси", ["left_country"]],
  ["выехала з краіны", ["left_country"]],
  ["left Belarus", ["left_country"]],
  ["добровольно вернулся в Беларусь", ["returned"]],
  ["вярнуўся ў Беларусь", ["returned"]],
  ["повторно задержан", ["re_arrest"]],
  ["зноў затрыманы", ["re_arrest"]],
  ["re-arrested", ["re_arrest"]],
  ["помещен в ШИЗО", ["shizo"]],
  ["перевели в ПКТ на 3 месяца", ["pkt"]],
  ["переведен на тюремный режим", ["regime_tightened"]],
  ["в режиме инкоммуникадо с 2023", ["incommunicado_start"]],
  ["связь с ним пропала", ["incommunicado_start"]],
  ["связь восстановлена", ["contact_restored"]],
  ["новое дело по ст. 411", ["case_411"]],
  ["новая справа па арт. 411", ["case_411"]],
  ["Art. 411 extension", ["case_411"]],
  ["не выехал из Беларуси", []],
])("«%s» tells of %j", (text, signs) => {
  expect(lifeSignsOf(clausesOf(text))).toEqual(signs);
});

test("only what a text newly says counts", () => {
  expect(addedClauses("осужден на 3 года", "Осуждён на 3 года; отбыл срок полностью")).toEqual([
    "отбыл срок полностью",
  ]);
  expect(addedClauses("отбыл срок", "отбыл срок")).toEqual([]);
  expect(addedClauses(null, null)).toEqual([]);
});

test("hostile texts are read in no time", () => {
  const texts = ["прекра ".repeat(2000), "а".repeat(8000), "освобожден ".repeat(900), ", ".repeat(4000)];
  for (const text of texts) {
    const clauses = clausesOf(text);
    releaseKindOf(clauses);
    releaseModifiersOf(clauses);
    lifeSignsOf(clauses);
    saysDied(clauses);
  }
  expect(texts).toHaveLength(4);
});
