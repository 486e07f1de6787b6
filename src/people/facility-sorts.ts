import type { WordsByLanguage } from "../domain/finding.ts";

/** What a place is called that is not known by name, by the prefix of its id. */
const SORTS: Readonly<Record<string, WordsByLanguage>> = {
  PSY: { be: "псіхіятрычная бальніца", ru: "психиатрическая больница", en: "Psychiatric hospital" },
  "SIZO-KGB": { be: "СІЗА КДБ", ru: "СИЗО КГБ", en: "KGB pre-trial detention centre" },
  IUOT: { be: "ПУАТ", ru: "ИУОТ", en: "Open correctional facility" },
  AD: { be: "арыштны дом", ru: "арестный дом", en: "Arrest house" },
  IVS: { be: "ізалятар часовага ўтрымання", ru: "ИВС", en: "Temporary detention facility" },
  CIP: { be: "ЦІП", ru: "ЦИП", en: "Detention centre" },
  LTP: { be: "ЛТП", ru: "ЛТП", en: "LTP (labour treatment)" },
  VK: { be: "выхаваўчая калонія", ru: "воспитательная колония", en: "Juvenile penal colony" },
  SIZO: { be: "СІЗА", ru: "СИЗО", en: "Pre-trial detention centre" },
  IK: { be: "ПК", ru: "ИК", en: "Penal colony" },
  T: { be: "Турма", ru: "Тюрьма", en: "Prison" },
};

/** «ПК №99»: the sort and the number that an id tells; null when it tells neither. */
export function nameOfSort(id: string): WordsByLanguage | null {
  if (Object.hasOwn(SORTS, id)) return SORTS[id] ?? null;
  const [, prefix = "", number = ""] = /^([A-Z]+)-(\d+)$/u.exec(id) ?? [];
  const sort = Object.hasOwn(SORTS, prefix) ? SORTS[prefix] : undefined;
  if (sort === undefined) return null;
  return { be: `${sort.be} №${number}`, ru: `${sort.ru} №${number}`, en: `${sort.en} No. ${number}` };
}
