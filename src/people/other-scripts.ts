/** Names of foreigners in scripts that the register's search does not read, for comparing only. */

function table(pairs: string): Readonly<Record<string, string>> {
  const letters = pairs.trim().split(/\s+/u);
  return Object.fromEntries(letters.map((pair) => [pair.charAt(0), pair.slice(1)]));
}

/** Arabic and Persian without short vowels, Hebrew, Greek, Georgian, Armenian: common romanisations. */
const LETTERS: Readonly<Record<string, string>> = {
  ...table(`اa أa إi آa بb تt ثth جj حh خkh دd ذz رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh وu يi ىa ةa ئi ؤu ء
    پp چch ژzh گg کk یi`),
  ...table("אa בb גg דd הh וv זz חh טt יi כk ךk לl מm םm נn ןn סs עa פp ףf צts ץts קk רr שsh תt"),
  ...table(`αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξks οo πp ρr σs ςs τt υi φf χkh ψps ωo
    άa έe ήi ίi όo ύi ώo ϊi ϋi`),
  ...table(
    "აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh",
  ),
  ...table(`աa բb գg դd եe զz էe ըy թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռr սs վv տt րr ցts
    ւu փp քk օo ֆf`),
};

const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
const VOWELS = 21;
const FINALS = 28;
/** As Koreans write their own names: Kim Jong Un, Park, Lee; not the revised romanisation. */
const INITIAL = "k kk n d tt r m b pp s ss  j jj ch k t p h".split(" ");
const MEDIAL = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split(" ");
const FINAL = " k k ks n nj nh t l lk lm lp ls lt lp lh m p ps t t ng t t k t p t".split(" ");

function hangul(code: number): string {
  const index = code - HANGUL_FIRST;
  const initial = INITIAL[Math.floor(index / (VOWELS * FINALS))] ?? "";
  const medial = MEDIAL[Math.floor(index / FINALS) % VOWELS] ?? "";
  return initial + medial + (FINAL[index % FINALS] ?? "");
}

const FOREIGN =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Georgian}\p{Script=Armenian}\p{Script=Hangul}]/u;
const ABJAD = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** True when the script writes no short vowels: only consonants can be compared. */
export function lacksVowels(name: string): boolean {
  return ABJAD.test(name);
}

/** @returns the name in Latin letters where it was in such a script, else as it is */
export function inLatin(name: string): string {
  if (!FOREIGN.test(name)) return name;
  return Array.from(name.normalize("NFC").toLowerCase(), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code >= HANGUL_FIRST && code <= HANGUL_LAST) return hangul(code);
    return LETTERS[letter] ?? (/[\s'.-]|\p{Script=Latin}|\p{Script=Cyrillic}/u.test(letter) ? letter : "");
  }).join("");
}
