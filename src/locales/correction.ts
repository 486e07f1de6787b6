import type { Language } from "../domain/language.ts";

/** The short message that tells aloud what an edit changes silently. */
export interface CorrectionTexts {
  /** Above a message that takes back all that was said. */
  readonly wrong: string;
  readonly earlierSaid: (what: string, day: string) => string;
  /** Nothing of it holds. */
  readonly notTrue: string;
  /** Only what stands above was wrong. */
  readonly restStands: string;
}

const TEXTS: Readonly<Record<Language, CorrectionTexts>> = {
  be: {
    wrong: "Выпраўленне: гэта не так",
    earlierSaid: (what, day) => `Раней мы паведамілі: «${what}» (${day}).`,
    notTrue: "Гэта не пацвердзілася або ўжо не так. Прабачце нам.",
    restStands: "Астатняе ў тым паведамленні правільна.",
  },
  ru: {
    wrong: "Исправление: это не так",
    earlierSaid: (what, day) => `Раньше мы сообщили: «${what}» (${day}).`,
    notTrue: "Это не подтвердилось или уже не так. Простите нас.",
    restStands: "Остальное в том сообщении верно.",
  },
  en: {
    wrong: "Correction: this is not so",
    earlierSaid: (what, day) => `Earlier we told you: “${what}” (${day}).`,
    notTrue: "It was not confirmed, or is no longer true. We are sorry.",
    restStands: "The rest of that message stands.",
  },
};

export function correctionTextsIn(language: Language): CorrectionTexts {
  return TEXTS[language];
}
