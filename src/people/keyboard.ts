/** Names typed with the wrong keyboard layout: `Nb[fyjdcrfz` is Тихановская. */

const QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const BELARUSIAN = "ёйцукенгшўзх'фывапролджэячсмітьбю";
const SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';

function swap(text: string, from: string, to: string): string {
  return Array.from(text, (letter) => to[from.indexOf(letter)] ?? letter).join("");
}

/** @returns what the text may have been meant to be, other layouts first; without the text itself */
export function otherLayouts(text: string): string[] {
  if (/\p{Script=Cyrillic}/u.test(text)) {
    const lower = text.toLowerCase();
    return [swap(lower, RUSSIAN, QWERTY), swap(lower, BELARUSIAN, QWERTY)];
  }
  const lower = swap(text, SHIFTED, QWERTY).toLowerCase();
  return [swap(lower, QWERTY, RUSSIAN), swap(lower, QWERTY, BELARUSIAN)];
}
