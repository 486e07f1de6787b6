import type { Gender } from "../locales/grammar.ts";

/**
 * Given names in the nominative, folded to lower case. Names that are also another case of the other
 * gender's name («Аляксандра», «Валерыя») are left out: a wrong ending hurts more than a neutral sentence.
 */
const MALE: ReadonlySet<string> = new Set(
  `сяргей сергей siarhei sergei аляксандр александр aliaksandr alexander мікалай николай mikalai nikolai
  мікола mikola ігар игорь ihar igor андрэй андрей andrei анджэй анджей andrzej уладзімір владимир uladzimir
  vladimir віктар виктор viktar viktor васіль василий vasil максім максим maksim павел pavel пётр петр piotr
  юрый юрий yury yuri юрась yuras зміцер дзмітры дмитрий dzmitry dmitry алесь ales аляксей алексей aliaksei alexei
  яўген евгений yauhen eugene іван иван ivan міхаіл михаил mikhail кірыл кирилл kiryl мікіта никита mikita ілля
  илья illia арцём артём artsiom artem антон anton вадзім вадим vadzim дзяніс денис dzianis denis раман роман raman
  станіслаў станислав stanislau ягор егор yahor рыгор григорий ryhor леанід леонид leanid анатоль анатолий anatol
  вячаслаў вячеслав viachaslau валянцін валентин valiantsin канстанцін константин kanstantsin глеб hleb павал
  данііл даниил danila цімафей тимофей багдан богдан bahdan арсен арсень эдуард eduard уладзіслаў владислав uladzislau`.split(
    /\s+/u,
  ),
);

const FEMALE: ReadonlySet<string> = new Set(
  `марыя мария maryia maria ганна анна hanna anna наталля наталья natallia natalia вольга ольга volha olga таццяна
  татьяна tatsiana tatiana кацярына екатерина katsiaryna ekaterina святлана светлана sviatlana svetlana алена елена
  alena elena ірына ирина iryna irina марына марина maryna marina юлія юлия yuliya yulia дар’я дар'я дарья darya
  daria вікторыя виктория viktoryia victoria анастасія анастасия anastasiya anastasia ксенія ксения kseniya ksenia
  людміла людмила liudmila надзея надежда nadzeya галіна галина halina ларыса лариса larysa вера vera любоў любовь
  liubou крысціна кристина krystsina паліна полина palina алеся алёна aliona яна yana яніна янина yanina тамара
  tamara валянціна валентина valiantsina маргарыта маргарита marharyta ніна нина nina лізавета елизавета lizaveta
  эма эмма соф’я софья sofya`.split(/\s+/u),
);

/** What a name in the nominative tells for sure; null when it tells nothing or two things. */
export function genderOf(name: string): Gender | null {
  const words = name.toLowerCase().replaceAll("'", "’").split(/\s+/u);
  const isMale = words.some((word) => MALE.has(word));
  const isFemale = words.some((word) => FEMALE.has(word));
  if (isMale === isFemale || words.some((word) => contradicts(word, isMale))) return null;
  return isMale ? "male" : "female";
}

/** Surnames that end as the other gender's do. */
function contradicts(word: string, isMale: boolean): boolean {
  const other = isMale
    ? /(?:ская|цкая|skaya|skaia|skaja|ская)$/u
    : /(?:скі|цкі|ский|цкий|ski|tski|sky|оў|аў|еў|ёў|ов|ев|ёв)$/u;
  return other.test(word) && !MALE.has(word) && !FEMALE.has(word);
}
