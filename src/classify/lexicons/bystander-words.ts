/** Words by which a sentence says that somebody stands beside an event and not in it. Words are folded: ў is у. */

export const SAYS =
  /^(?:паведамі(?:у|ла)|паведамляе|сказау|сказала|кажа|расказау|расказала|распав(?:еу|ёу|яла)|напісау|напісала|піша|заявіу|заявіла|адзначыу|адзначыла|пацвердзі(?:у|ла)|удакладні(?:у|ла)|дадау|дадала|падзякавау|падзякавала|гаворыць|(?:пра)?каментуе|сообщил|сообщила|сообщает|сказал|сказала|говорит|рассказал|рассказала|рассказывает|написал|написала|пишет|заявил|заявила|отметил|отметила|подтвердил|подтвердила|уточнил|уточнила|добавил|добавила|поблагодарил|поблагодарила|(?:про)?комментирует|according|паводле|згодна|вод?ле|звестак|звестках|звесткам|інфармацыі|данным|сведениям|информации|версии|версіі|даними|словами|według|zdaniem|słowach|poinformował|poinformowała|powiedział|powiedziała|napisał|napisała|przekazał|przekazała|dodał|dodała|повідомив|повідомила|повідомляє|сказав|розповів|розповіла|заявив|заявила|написав|додав|додала|(?:па|по)?размауля(?:у|ла)|(?:пара|по)змауля(?:у|ла)|пагавары(?:у|ла)|поговорил|поговорила|побеседовал|побеседовала|апублікава(?:у|ла)|опубликова(?:л|ла)|назв(?:ау|ала)|назвал|назвала|розмовля(?:в|ла)|опублікува(?:в|ла)|підтверди(?:в|ла)|podał|podała|potwierdził|potwierdziła|словам|слоу|слов|словах)$/u;
/** ", said her mother …": behind its own subject the verb tells what somebody else said of others. */
export const SAYS_ENGLISH =
  /^(?:said|says|told|tells|wrote|writes|tweeted|added|adds|thanked|thanks|announced|confirmed|reported|reports)$/u;
export const HIMSELF = /^(?:сам|сама|himself|herself)$/u;
export const THEM = /^(?:их|его|её|ее|іх|яго|яе|them|him|her)$/u;
export const MEETS =
  /^(?:встре(?:тил|тила|чал|чала)|сустр(?:эу|эла|акау|акала)|(?:да|до)?(?:чака|жда)(?:у|ла|л)|обня(?:л|ла)|абня(?:у|ла))$/u;
export const MET_BY = /^(?:met|greeted|welcomed|hugged|awaited)$/u;
export const HIS = /^(?:яго|яе|іх|его|её|ее|их|сваю|свайго|свою|своего|his|her|their)$/u;
/** What follows is what was said, or of whom. */
export const ABOUT = /^(?:пра|аб|о|об|обо|про|што|что|шо|що|like|about|of|that|na|że|o)$/u;
/** Offices whose bearers judge, defend, guard or bargain. */
export const OFFICE =
  /^(?:суд(?:ьдзя|дзя|ьдзі|дзі|ья|ьи|ью|ьей|дя|ді)|(?:прокурор|консул|омбудсман|омбудсмен|уполномоченн|упаўнаважан|упаунаважан|дарадц|дарадч|советник|советниц|дыпламат|дипломат|лідар|лидер|кіраунік|кіраунічк|руководител|полковник|палкоунік|подполковник|директор|дырэктар|рэктар|ректор|участков|сокамерник|сокамернік|сукамернік|сосед|сусед|посредни|пасярэдні|перагаворшчык|переговорщик|сведк|свидетел|пацярпел|потерпевш|пропагандист|прапагандыст|митрополит|мітрапаліт|біскуп|епископ|арцыбіскуп|архиепископ|кардынал|кардинал|нунцы|нунци|однокамерн|пракурор|адвакат|адвокат|следовател|начальник|начальнік|спецпосланник|спецпасланнік|посланник|пасланнік|амбасадар)\p{L}*|следч(?:ы|ага)|посол|посла|пасол|пасла|президент[ауе]?|прэзідэнта?|прэзыдэнта?|министр[ауе]?|міністр[ау]?|глава|главы|кіраунік|папа|папы|сенатора?|сенатара?|депутата?|дэпутата?|judge|prosecutor|lawyer|attorney|envoy|ambassador|president|minister|senator|secretary|spokes(?:man|woman|person)|aide|diplomat|consul|ombudsman|mediator|negotiator|adviser|advisor|leader|chief|head|colonel|officer|cellmate|inmate|neighbou?r|witness|cardinal|archbishop|bishop|nuncio|king|pope|congress(?:man|woman)|sędzi\p{L}*|prokurator\p{L}*|adwokat\p{L}*|ambasador\p{L}*|prezydent\p{L}?|konsul\p{L}*|minister|ministra|szef|prezes|biskup|kardynał)$/u;
export const COURT = /^(?:суд(?:ьдзя|дзя|ья|дя)|пракурор|прокурор|judge|prosecutor|sędzia|prokurator)$/u;

/** A case, a trial or a staff is called after somebody. */
export const CASE =
  /^(?:справ[аыеу]|справе|справай|справі|справою|дел[ауое]|делу|делом|cases?|spraw[aęyi]|sprawie|суполк[аі]|(?:штаб|кабінет|кабинет|офіс|офис|фонд|клуб)\p{L}{0,2}|парты[яіюй]|парти[яию]|каманд[аыу]|команд[аыу]|вуліц[аыу]|улиц[аыеу]|плошч[аыу]|площад[ьи]|праспек[тц]\p{L}?|проспект\p{L}?|імя|имени|імені)$/u;
/** «Раней вызвалілі …»: another day's event. */
export const EARLIER =
  /^(?:раней|ранее|раньше|напомним|нагадаем|дагэтуль|летась|некалі|когда-то|накануне|напярэдадні|earlier|previously|formerly|wcześniej|раніше|20\d\d)$/u;
/** Who is still inside is told of beside those who left. */
export const REMAINS =
  /^(?:застаецца|застаюцца|застауся|засталася|остается|остаются|остался|осталась|сядзіць|сидит|сядзяць|сидят|адбывае|отбывает|remains?|stays?|pozostaje|pozostają|залишається|сидить|siedzi|пакінулі|оставили|залишили)$/u;
/** «Аўтар: …», "By …". */
export const AUTHOR =
  /^(?:аутар|аутарка|автор|авторка|author|autor|autorka|тэкст|текст|text|tekst|фота|фото|photo|foto)$/u;
/** Whom something was said of, written to, or done for: «за абразу …», «за інтэрв'ю …», «перад візітам …», «по доносу …». */
export const CAUSE =
  /^(?:ходатайств\p{L}{1,3}|хадайніцтв\p{L}|request|behalf|help|дапамо[гз]\p{L}|помощ[ьи]|дзякуючы|благодаря|thanks|абраз[уыае]|оскорблени[еяю]|паклёп|клевет[ау]|данос[уаеы]?|донос[уаеы]?|показани(?:я|ям|й)|паказанн(?:і|ях|яу)|жалоб[еуа]|скарг[ае]?|візі(?:т|ту|там|це)|визи(?:т|та|том|ту)|visit|insulting|defaming|визит[ау]?|заяв[ае]|просьб[еа]|просьбе|запрос[уа]?|інтэрв.?ю|интервью|interview|прадстауніц[ау]|обраазу|образ[уи])$/u;
/** Kin by words that stand for one or several, or a whole family. */
export const FAMILY =
  /^(?:свая(?:к|ка|коу|кі|чк[ау])|родственни(?:к|ка|ков|ки|ц[ау])|родны[хя]|родных|близких|блізкіх|сям.?[юяіи]|семь[юяи]|семьи|брат(?:оу|ов)|братьев|сястёр|сестер|бацькоу|бацькі|родители|родителей|соратни\p{L}+|паплечні\p{L}+|памочні\p{L}+|помощни\p{L}+|однофамил\p{L}+|аднафаміл\p{L}+|сторонни\p{L}+|прыхільні\p{L}+|поплечни\p{L}+|парень|парня|хлопец|дзяучына|девушка|каханы|каханая|внучат\p{L}+|relatives?|family|parents|kin|rodzin[aęy]|родин[ауи]|мати|батько|донька|дружина|чоловік|дружини|сестра|siostra|siostrę|brat|brata|żona|żonę|mąż|męża|matka|matkę|ojciec|ojca|syn|syna|córka|córkę|mann|frau|schwester|bruder|mutter|vater|sohn|tochter|żmona|žmona|vyras|brolis|sesuo|motina|tėvas)$/u;
/** A sentence that opens so goes on with those whom the one before told of. */
export const LISTS =
  /^(?:імёны|имена|імена|прозвішчы|фамилии|сярод|среди|серед|among|names|адзін|адна|один|одна|one|другі|другая|другой|другим|другою|трэці|трэцяя|третий|третья|третьим|першы|першай|першая|первый|первой|первым|таксама|также|тоже|also|яшчэ|еще|ещё|разам|вместе|разом|others?|także|również|ponadto|oprócz|акрамя|апроч|кроме|затым|затем|потом|then|w[sś]ród|both|абодва|абое|оба|обе)$/u;
/** «Это Иван Образцов и …»: not behind a preposition, «пра гэта». */
export const THESE = /^(?:гэта|это|це|this|they|to|są|das)$/u;
/** A further one, wherever it stands in a sentence that tells of the same event. */
export const GOES_ON =
  /^(?:таксама|также|тоже|also|too|яшчэ|еще|ещё|разам|вместе|together|другі|другая|другой|другая|another|второй|вторая|трэці|трэцяя|трэцім|третий|третья|третьим|third|second|other|także|również|також|пазней|позже|следом|услед|затым|затем|then)$/u;
/** A place is named behind it, never the person whom something happens to. */
export const LOCATIVE = /^(?:в|во|у|ва|in|at|w|we)$/u;
/** «Руководил …», «вела …»: a verb before the name makes it the doer, not whom the text is about. Unfolded. */
export const VERB =
  /(?:[аеёіоуыэюя]ў|[аеёіоуыэюя]л[аі]|[аеёиоуыя]л[аои]?|[аяеи]ет|[дж]ит|ите|[уа]е|[іи]ць|[іи]ть|[аияі]в|[ił]ał[aiy]?|ił[aiy]?)$/u;
export const ENGLISH_VERB = /^(?:was|were|is|are|led|ordered|met|wrote|had|has|by)$/u;
/** What a couple is called before their names. */
export const PAIR =
  /^(?:сужэнц(?:ы|ау|ам)|супруг(?:и|ов|ам)|брат(?:ы|оу|ья|ьев)|сёстры|сестры|сясцёр|сестер|сестёр|spouses|brothers|sisters|małżonkowie|bracia|siostry|подружжя)$/u;
/** A list of those whom the event concerns, wherever it says so. */
export const AMONG_THEM =
  /(?<!\p{L})(?:among (?:them|those)|сярод іх|среди них|в их числе|у іх ліку|серед них|wśród nich|у тым ліку|в том числе)(?!\p{L})/iu;
/** A clause that tells something else of who stands before it. */
export const RELATIVE =
  /^(?:як(?:і|ая|ое|ія|ога|ую|ой|ому|аму|ім|іх|ий|а|у)|котор\p{L}+|каторы\p{L}*|чый|чыя|чью|чей|чья|чьего|who|whom|whose|któr\p{L}+|котр\p{L}+)$/u;
/** In whose company, not to whom: «после встречи с …», «на фото с женой …». */
export const WITH = /^(?:с|со|з|са|із|зь|with|z|ze|mit)$/u;
export const TOGETHER = /^(?:разам|вместе|together|along|alongside|razem|wraz|разом|сумесна|совместно)$/u;
/** «Вслед за …», "in exchange for …": another's freedom. */
export const AFTER_WHOM =
  /^(?:вслед|услед|следом|обмен|абмен|обмін|exchange|swap|swapped|traded|обменян\p{L}*|абмянян\p{L}*|wymian[aęy]|взамен|узамен)$/u;
export const FOR = /^(?:за|на|for|za)$/u;
/** «Второй, Ян Примерный, …» counts on. */
export const ORDINAL =
  /^(?:другі|другая|другой|другому|другого|второй|вторая|второму|трэці|трэцяя|трэцяму|трэцім|третий|третья|третьему|третьим|second|third|drugi|druga|trzeci|trzecia|третя|третій)$/u;
/** Who does it to them: "founded by …", «założonego przez …». */
export const AGENT = /^(?:by|przez)$/u;
/** Behind a name: «… еще в колонии». */
export const STILL =
  /^\s*(?:is |are |was )?(?:яшчэ|еще|ещё|still|дагэтуль|дасюль|па-ранейшаму|по-прежнему|усё яшчэ|все еще|всё ещё|досі|nadal|wciąż)\s+(?:у|ў|в|за|in|behind|jailed|detained|held|imprisoned|сядзіць|сидит|адбывае|отбывает|w|siedzi)(?!\p{L})/iu;
