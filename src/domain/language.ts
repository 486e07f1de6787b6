/** The languages that Navoli speaks. */
export const LANGUAGES = ["be", "ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language that a source may write; `und` when nobody can tell. */
export type TextLanguage = Language | "uk" | "pl" | "lt" | "und";
