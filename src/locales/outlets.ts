import type { Language } from "../domain/language.ts";

/**
 * Names of outlets by which readers of a language know them. The list of sources has one name each, mostly in the
 * outlet's own language; who reads English cannot read «Зеркало», and «OSCE» is АБСЕ.
 */
const NAMES: Readonly<Record<string, Readonly<Partial<Record<Language, string>>>>> = {
  Вясна: { ru: "Вясна", en: "Viasna" },
  Весна: { be: "Вясна", ru: "Вясна", en: "Viasna" },
  Viasna: { be: "Вясна", ru: "Вясна" },
  "Наша Ніва": { ru: "Наша Нива", en: "Nasha Niva" },
  "Наша Нива": { be: "Наша Ніва", en: "Nasha Niva" },
  "Радыё Свабода": { ru: "Радио Свобода", en: "Radio Svaboda" },
  "Радыё Свабода (іншы раздзел)": {
    ru: "Радио Свобода (другой раздел)",
    en: "Radio Svaboda (another section)",
  },
  "RFE/RL Belarus": { be: "Радыё Свабода, па-англійску", ru: "Радио Свобода, по-английски" },
  Зеркало: { en: "Zerkalo" },
  "Хартия’97": { be: "Хартыя’97", en: "Charter’97" },
  Белсат: { en: "Belsat" },
  Belsat: { be: "Белсат", ru: "Белсат" },
  Еврорадио: { be: "Еўрарадыё", en: "Euroradio" },
  Еўрарадыё: { ru: "Еврорадио", en: "Euroradio" },
  "Медиазона Беларусь": { be: "Медыязона Беларусь", en: "Mediazona Belarus" },
  "Новы Час": { ru: "Новы Час", en: "Novy Chas" },
  BelTA: { be: "БелТА", ru: "БелТА" },
  БЕЛТА: { be: "БелТА", ru: "БелТА", en: "BelTA" },
  Звязда: { en: "Zviazda" },
  "Sputnik Беларусь": { en: "Sputnik Belarus" },
  Медуза: { en: "Meduza" },
  Meduza: { be: "Медуза", ru: "Медуза" },
  "DW Беларусь": { en: "DW Belarus" },
  БАЖ: { en: "BAJ" },
  BAJ: { be: "БАЖ", ru: "БАЖ" },
  OHCHR: {
    be: "Упраўленне ААН па правах чалавека",
    ru: "Управление ООН по правам человека",
    en: "UN Human Rights",
  },
  EEAS: { be: "Знешняя служба ЕС", ru: "Внешняя служба ЕС", en: "EU External Action" },
  OSCE: { be: "АБСЕ", ru: "ОБСЕ" },
  "US Department of State, Europe": { be: "Дзярждэп ЗША, Еўропа", ru: "Госдеп США, Европа" },
  "US Department of State, press releases": { be: "Дзярждэп ЗША, заявы", ru: "Госдеп США, заявления" },
};

/** @returns the name as it is given when nobody knows another */
export function outletIn(language: Language, name: string): string {
  return (Object.hasOwn(NAMES, name) ? NAMES[name]?.[language] : undefined) ?? name;
}
