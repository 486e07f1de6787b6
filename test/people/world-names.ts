/* oxlint-disable max-lines -- a data table */
/**
 * Public figures, from common knowledge: the first spelling is mostly the title of Wikipedia's English article, the
 * others are what newspapers and Wikipedias of other languages write. Spellings of one person stand in one row; the people of one row of `STRANGERS` are different ones whose names are near.
 */
const SPELLINGS = `
Muammar Gaddafi|Moammar al-Qadhafi|Mu'ammar Qaddafi|معمر القذافي
Hosni Mubarak|Muhammad Hosni Mubarak|Husni Mubarak
Abdel Fattah el-Sisi|Abd al-Fattah al-Sisi|Abdelfattah Al Sissi
Bashar al-Assad|Bashar Hafez al-Assad|Baschar al-Assad
Osama bin Laden|Usama bin Ladin|Osama bin Mohammed bin Awad bin Laden
Gamal Abdel Nasser|Jamal Abd al-Nasir|Gamal Abdel Nasser Hussein
Yasser Arafat|Yasir Arafat|ياسر عرفات
Mahmoud Ahmadinejad|Mahmud Ahmadinezhad|محمود احمدی‌نژاد
Xi Jinping|Jinping Xi|Xi Jin Ping
Mao Zedong|Mao Tse-tung|Mao Tsetung
Deng Xiaoping|Teng Hsiao-ping
Kim Jong-un|Kim Jong Un|Kim Jongun|김정은
Ban Ki-moon|Ban Kimoon|Ki-moon Ban
Chiang Kai-shek|Chiang Kaishek
Lee Myung-bak|Yi Myeong-bak|Myung-bak Lee
Shinzo Abe|Shinzō Abe|Abe Shinzo
Junichiro Koizumi|Jun'ichirō Koizumi|Koizumi Junichiro
Aung San Suu Kyi|Aung San Su Kyi
Nguyen Phu Trong|Nguyễn Phú Trọng
Narendra Modi|Narendra Damodardas Modi|Shri Narendra Modi
Benazir Bhutto|Mohtarma Benazir Bhutto|Benazir Bhuto
Gabriel García Márquez|Gabriel Garcia Marquez|Gabriel José García Márquez
Pedro Sánchez|Pedro Sánchez Pérez-Castejón|Pedro Sanchez
Andrés Manuel López Obrador|Andres Manuel Lopez Obrador|Andrés López Obrador
Hugo Chávez|Hugo Rafael Chávez Frías|Hugo Chavez
Augusto Pinochet|Augusto José Ramón Pinochet Ugarte|Gen. Augusto Pinochet
Luiz Inácio Lula da Silva|Luis Inacio Lula da Silva|Luiz Inácio da Silva
Jair Bolsonaro|Jair Messias Bolsonaro
François Mitterrand|Francois Mitterrand|François Maurice Adrien Marie Mitterrand
Jacques Chirac|Jacques René Chirac|Chirac, Jacques
Angela Merkel|Angela Dorothea Merkel|Dr. Angela Merkel
Gerhard Schröder|Gerhard Schroeder|Gerhard Schroder
Ursula von der Leyen|Ursula Gertrud von der Leyen|Ursula Von Der Leyen
Lech Wałęsa|Lech Walesa|Walesa Lech
Mateusz Morawiecki|Mateusz Jakub Morawiecki|Матеуш Моравецкий
Viktor Orbán|Viktor Orban|Orbán Viktor
Slobodan Milošević|Slobodan Milosevic|Слободан Милошевић
Nicolae Ceaușescu|Nicolae Ceausescu|Николае Чаушеску
Recep Tayyip Erdoğan|Recep Tayyip Erdogan|Tayyip Erdogan|Реджеп Тайип Эрдоган
Alexis Tsipras|Aléxis Tsípras|Αλέξης Τσίπρας
Mikheil Saakashvili|Mikhail Saakashvili|Михаил Саакашвили|მიხეილ სააკაშვილი
Nursultan Nazarbayev|Nursultan Nazarbaev|Нурсултан Назарбаев
Ilham Aliyev|Ilham Heydar oglu Aliyev|Ильхам Алиев
Mikhail Gorbachev|Michail Gorbatschow|Mikhail Sergeyevich Gorbachev|Михаил Горбачёв
Boris Yeltsin|Boris Jelzin|Boris Nikolayevich Yeltsin|Борис Ельцин
Volodymyr Zelenskyy|Vladimir Zelensky|Wolodymyr Selenskyj
Yulia Tymoshenko|Julia Timoschenko|Юлія Тимошенко
John F. Kennedy|John Fitzgerald Kennedy|John Kennedy
George W. Bush|George Walker Bush
Bill Clinton|William Jefferson Clinton|William J. Clinton
Barack Obama|Barack Hussein Obama II|Barak Obama
Margaret Thatcher|Margaret Hilda Thatcher|Baroness Margaret Thatcher
Winston Churchill|Sir Winston Leonard Spencer Churchill|Winston S. Churchill
Martin Luther King Jr.|Martin Luther King|Dr Martin Luther King
Benjamin Netanyahu|Binyamin Netanyahu|בנימין נתניהו
`;
const STRANGERS = `
Bill Clinton|Hillary Clinton|Chelsea Clinton
Barack Obama|Michelle Obama
John Kennedy|Robert Kennedy|Edward Kennedy|Caroline Kennedy
George Bush|Barbara Bush|Laura Bush|Neil Bush
Bashar al-Assad|Hafez al-Assad|Maher al-Assad|Asma al-Assad
Saddam Hussein|Uday Hussein|Qusay Hussein
Kim Jong-un|Kim Jong-il|Kim Il-sung|Kim Yo-jong
Fidel Castro|Raúl Castro|Mariela Castro
Hugo Chávez|César Chávez|Carlos Chávez
Mohammed bin Salman|Mohammed bin Zayed|Mohammed bin Nayef
Nawaz Sharif|Shehbaz Sharif|Maryam Nawaz
Indira Gandhi|Rajiv Gandhi|Sonia Gandhi|Rahul Gandhi|Mahatma Gandhi
Zulfikar Ali Bhutto|Benazir Bhutto|Bilawal Bhutto
Jarosław Kaczyński|Lech Kaczyński|Marta Kaczyńska
Donald Tusk|Donald Trump|Donald Rumsfeld
Ivanka Trump|Melania Trump|Eric Trump|Barron Trump
Gerhard Schröder|Gerhard Ritter|Patricia Schröder
Angela Merkel|Angela Davis|Angela Lansbury
Pedro Sánchez|Pedro Pascal|Pedro Castillo
Néstor Kirchner|Cristina Kirchner|Máximo Kirchner
Ferdinand Marcos|Imelda Marcos|Bongbong Marcos
Heydar Aliyev|Ilham Aliyev|Mehriban Aliyeva
Boris Yeltsin|Boris Johnson|Boris Nemtsov|Naina Yeltsina
Mikhail Gorbachev|Mikhail Khodorkovsky|Raisa Gorbacheva
Vladimir Putin|Vladimir Lenin|Igor Putin
Viktor Orbán|Viktor Yanukovych|Viktor Yushchenko
Tony Blair|Cherie Blair|Eric Blair
Chiang Kai-shek|Chiang Ching-kuo
Li Peng|Li Keqiang|Li Xiannian
Wang Yi|Wang Qishan|Wang Yang
Park Chung-hee|Park Geun-hye
Abdullah Gül|Abdullah Öcalan|Abdullah Abdullah
David Cameron|James Cameron|David Lynch
`;

export interface NamePair {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
}

function pairsOf(table: string, same: boolean): NamePair[] {
  return table
    .trim()
    .split("\n")
    .map((row) => row.split("|"))
    .flatMap((names) => names.flatMap((a, at) => names.slice(at + 1).map((b) => ({ a, b, same }))));
}

/** About as many pairs of one person as of two. */
export const WORLD_PAIRS: readonly NamePair[] = [...pairsOf(SPELLINGS, true), ...pairsOf(STRANGERS, false)];
