import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";

/**
 * Feeds with the faults that newsrooms really produce, built from one healthy list of items: whatever is
 * broken around them, a person must read the same titles. All names are invented.
 */

export interface Fault {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  /** What a person reads; null when the document is to be refused. */
  readonly titles: readonly string[] | null;
}

const COUNT = 12;

const TITLES: readonly string[] = Array.from({ length: COUNT }, (_, n) =>
  n % 2 === 0
    ? `Палітвязень Прыкладны №${String(n)} — «Узор» паведаміў пра вызваленне`
    : `Политзаключённая Примерная ${String(n)}: суд в Минске, подъезд, объём`,
);

const NS =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"';

interface ItemShape {
  readonly title?: (title: string, n: number) => string;
  readonly link?: (n: number) => string;
  readonly guid?: (n: number) => string;
  readonly date?: (n: number) => string;
  readonly rest?: (n: number) => string;
}

function item(title: string, n: number, shape: ItemShape): string {
  const two = String(n).padStart(2, "0");
  return [
    "<item>",
    (shape.title ?? ((text) => `<title>${text}</title>`))(title, n),
    (shape.link ?? (() => `<link>https://ex.org/n/${String(n)}</link>`))(n),
    (shape.guid ?? (() => `<guid isPermaLink="false">id-${String(n)}</guid>`))(n),
    (shape.date ?? (() => `<pubDate>Thu, 05 Nov 2026 10:${two}:00 GMT</pubDate>`))(n),
    (shape.rest ?? (() => `<description>Тэкст ${String(n)}</description>`))(n),
    "</item>\n",
  ].join("");
}

export function items(shape: ItemShape = {}, titles: readonly string[] = TITLES): string {
  return titles.map((title, n) => item(title, n, shape)).join("");
}

export function rss(body: string = items(), prolog = '<?xml version="1.0" encoding="utf-8"?>'): string {
  return `${prolog}<rss version="2.0" ${NS}><channel><title>Навіны</title><link>https://ex.org/</link><description>d</description>${body}</channel></rss>`;
}

function entry(title: string, n: number): string {
  return `<entry><title>${title}</title><link href="https://ex.org/n/${String(n)}"/><id>id-${String(n)}</id><updated>2026-11-05T10:00:00Z</updated><summary>s</summary></entry>`;
}

export function atom(entries: string = TITLES.map(entry).join("")): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Навіны</title><id>urn:x</id>${entries}</feed>`;
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, "utf8");
const as = (text: string, charset: string): Uint8Array => iconv.encode(text, charset);
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
/** What KOI8 and code page 866 can write. */
const PLAIN_TITLES = TITLES.map((title) =>
  title.replaceAll("«", '"').replaceAll("»", '"').replaceAll("—", "-").replaceAll("№", "N"),
);
const RUSSIAN_TITLES = PLAIN_TITLES.filter((_, n) => n % 2 === 1);

function fault(
  name: string,
  content: string | Uint8Array,
  titles: readonly string[] | null = TITLES,
  contentType: string | null = "application/rss+xml",
): Fault {
  return { name, bytes: typeof content === "string" ? utf8(content) : content, contentType, titles };
}

function prologFor(charset: string): string {
  return `<?xml version="1.0" encoding="${charset}"?>`;
}

export const CHARSET_FAULTS: readonly Fault[] = [
  fault("utf-8", rss()),
  fault("utf-8 with a mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(rss())])),
  fault("two marks and blank lines", `\ufeff\ufeff\n\n  ${rss()}`),
  fault(
    "windows-1251, header",
    as(rss(items(), "<?xml version='1.0'?>"), "win1251"),
    TITLES,
    "text/xml; charset=windows-1251",
  ),
  fault("windows-1251, prolog", as(rss(items(), prologFor("windows-1251")), "win1251"), TITLES, "text/xml"),
  fault("windows-1251, prolog says cp1251", as(rss(items(), prologFor("cp-1251")), "win1251"), TITLES, null),
  fault("windows-1251, nobody says", as(rss(items(), ""), "win1251"), TITLES, "text/xml"),
  fault("windows-1251, all say utf-8", as(rss(), "win1251"), TITLES, "text/xml; charset=utf-8"),
  fault(
    "windows-1251, said to be latin-1",
    as(rss(items(), prologFor("iso-8859-1")), "win1251"),
    TITLES,
    "text/xml; charset=iso-8859-1",
  ),
  fault("windows-1251, said to be koi8-r", as(rss(items(), prologFor("koi8-r")), "win1251"), TITLES, null),
  fault("windows-1251, unknown name", as(rss(items(), prologFor("x-unknown")), "win1251"), TITLES, null),
  fault("utf-8, prolog says windows-1251", rss(items(), prologFor("windows-1251")), TITLES, "text/xml"),
  fault("utf-8, header says windows-1251", rss(), TITLES, "text/xml; charset=windows-1251"),
  fault("utf-8, header says latin-1", rss(), TITLES, "text/xml; charset=ISO-8859-1"),
  fault("utf-8, prolog says utf-16", rss(items(), prologFor("utf-16")), TITLES, "text/xml"),
  fault(
    "koi8-r",
    as(rss(items({}, RUSSIAN_TITLES), prologFor("koi8-r")), "koi8-r"),
    RUSSIAN_TITLES,
    "text/xml; charset=koi8-r",
  ),
  fault("koi8-r, nobody says", as(rss(items({}, RUSSIAN_TITLES), ""), "koi8-r"), RUSSIAN_TITLES, "text/xml"),
  fault(
    "koi8-r, said to be windows-1251",
    as(rss(items({}, RUSSIAN_TITLES), prologFor("windows-1251")), "koi8-r"),
    RUSSIAN_TITLES,
    null,
  ),
  fault(
    "koi8-u with Belarusian letters",
    as(rss(items({}, PLAIN_TITLES), prologFor("koi8-u")), "koi8-ru"),
    PLAIN_TITLES,
    null,
  ),
  fault("iso-8859-5, nobody says", as(rss(items({}, PLAIN_TITLES), ""), "iso-8859-5"), PLAIN_TITLES, null),
  fault("code page 866, nobody says", as(rss(items({}, RUSSIAN_TITLES), ""), "cp866"), RUSSIAN_TITLES, null),
  fault(
    "utf-16le with a mark",
    Buffer.concat([Buffer.from([0xff, 0xfe]), as(rss(items(), prologFor("utf-16")), "utf-16le")]),
  ),
  fault(
    "utf-16be with a mark",
    Buffer.concat([Buffer.from([0xfe, 0xff]), as(rss(items(), prologFor("utf-16")), "utf-16be")]),
  ),
  fault("utf-16le without a mark", as(rss(items(), prologFor("utf-16")), "utf-16le")),
  fault(
    "utf-16be without a mark, said to be utf-8",
    as(rss(), "utf-16be"),
    TITLES,
    "text/xml; charset=utf-8",
  ),
  fault("utf-32le with a mark", as(`\ufeff${rss()}`, "utf-32le")),
  fault(
    "utf-8 taken for windows-1251 and encoded again",
    iconv.decode(Buffer.from(utf8(rss())), "win1251").replaceAll("\ufffd", "\u0098"),
  ),
  fault("utf-8 taken for latin-1 and encoded again", Buffer.from(utf8(rss())).toString("latin1")),
  fault("gzip that no header names", gzipSync(utf8(rss()))),
  fault("one broken byte in utf-8", broken(rss())),
  fault(
    "French in latin-1",
    as(
      `${prologFor("iso-8859-1")}<rss version="2.0"><channel><title>Actualités</title>${items({}, FRENCH())}</channel></rss>`,
      "latin1",
    ),
    FRENCH(),
    null,
  ),
  fault(
    "French in latin-1, nobody says",
    as(
      `<rss version="2.0"><channel><title>Actualités</title>${items({}, FRENCH())}</channel></rss>`,
      "latin1",
    ),
    FRENCH(),
    null,
  ),
  fault(
    "Polish in windows-1250, nobody says",
    as(
      `<rss version="2.0"><channel><title>Wiadomości</title>${items({}, POLISH())}</channel></rss>`,
      "win1250",
    ),
    POLISH(),
    null,
  ),
  fault(
    "half of the items in another charset",
    Buffer.concat([
      utf8(rss("").replace("</channel></rss>", "")),
      utf8(items({}, TITLES.slice(0, 6))),
      as(items({}, TITLES.slice(6)), "win1251"),
      utf8("</channel></rss>"),
    ]),
  ),
];

function FRENCH(): readonly string[] {
  return ["Libération d'un prisonnier à Minsk", "Détenu politique relâché hier, déclare l'élue"];
}

function POLISH(): readonly string[] {
  return ["Więzień polityczny zwolniony, mówi żona", "Sąd w Mińsku: wyrok pięć lat więzienia, później ulga"];
}

/** A stray byte inside the first title: it is dropped, the letters around it stay. */
function broken(text: string): Uint8Array {
  const at = text.indexOf("вязень");
  return Buffer.concat([utf8(text.slice(0, at)), Buffer.from([0xff]), utf8(text.slice(at))]);
}

export const MARKUP_FAULTS: readonly Fault[] = [
  fault(
    "a PHP warning before the prolog",
    `<br />\n<b>Warning</b>:  Undefined index: x in <b>/var/www/x.php</b> on line <b>3</b><br />\n${rss()}`,
  ),
  fault("blank lines before the prolog", `\n\n   ${rss()}`),
  fault("a comment before the prolog", `<!-- generated in 0.3 s -->${rss()}`),
  fault(
    "a comment with a feed in it",
    rss().replace("<rss", "<!-- <rss><channel><item><title>x</title></item></channel></rss> --><rss"),
  ),
  fault(
    "a stylesheet after the prolog",
    rss().replace("?>", '?><?xml-stylesheet type="text/xsl" href="/x.xsl"?>'),
  ),
  fault("rubbish after the end", `${rss()}\n<!-- cached --><script>track()</script>`),
  fault(
    "bare ampersands",
    rss(
      items({
        title: (t) => `<title>${t} A&B & C</title>`,
        link: (n) => `<link>https://ex.org/n/${String(n)}?a=1&b=2&copy=3</link>`,
      }),
    ),
    TITLES.map((t) => `${t} A&B & C`),
  ),
  fault(
    "entities of HTML that nobody declared",
    rss(
      items({
        title: (t) =>
          `<title>${t.replaceAll("«", "&laquo;").replaceAll("»", "&raquo;").replaceAll("—", "&mdash;")}</title>`,
      }),
    ),
  ),
  fault(
    "entities escaped twice",
    rss(
      items({
        title: (t) =>
          `<title>${t.replaceAll("«", "&amp;laquo;").replaceAll("»", "&amp;raquo;").replaceAll("—", "&amp;#8212;")}</title>`,
      }),
    ),
  ),
  fault(
    "entities inside CDATA",
    rss(
      items({
        title: (t) =>
          `<title><![CDATA[${t.replaceAll("«", "&laquo;").replaceAll("»", "&#187;").replaceAll("—", "&#x2014;")}]]></title>`,
      }),
    ),
  ),
  fault(
    "windows-1252 numbers for dashes",
    rss(items({ title: (t) => `<title>${t.replaceAll("—", "&#151;")}</title>` })),
  ),
  fault(
    "control characters",
    rss(items({ title: (t) => `<title>${t.slice(0, 5)}\u000b\u0008\u0000${t.slice(5)}</title>` })),
  ),
  fault(
    "numbers of control characters and half pairs",
    rss(items({ title: (t) => `<title>${t.slice(0, 5)}&#11;&#x1F;&#0;&#xD83D;${t.slice(5)}</title>` })),
  ),
  fault(
    "soft hyphens and zero-width spaces",
    rss(items({ title: (t) => `<title>${t.slice(0, 5)}\u00ad\u200b\u202e${t.slice(5)}</title>` })),
  ),
  fault("markup in titles", rss(items({ title: (t) => `<title><b>${t}</b></title>` }))),
  fault(
    "markup in titles, escaped",
    rss(items({ title: (t) => `<title>&lt;p&gt;&lt;strong&gt;${t}&lt;/strong&gt;&lt;/p&gt;</title>` })),
  ),
  fault(
    "markup in titles, escaped twice",
    rss(items({ title: (t) => `<title>&amp;lt;b&amp;gt;${t}&amp;lt;/b&amp;gt;</title>` })),
  ),
  fault(
    "markup in titles, in CDATA",
    rss(items({ title: (t) => `<title><![CDATA[<a href="x">${t}</a>]]></title>` })),
  ),
  fault("CDATA that is escaped", rss(items({ title: (t) => `<title>&lt;![CDATA[${t}]]&gt;</title>` }))),
  fault("CDATA within CDATA", rss(items({ title: (t) => `<title><![CDATA[<![CDATA[${t}]]>]]></title>` }))),
  fault("CDATA left open", rss(items({ title: (t) => `<title><![CDATA[${t}</title>` }))),
  fault(
    "one CDATA left open",
    rss(
      items({
        title: (t, n) => (n === 3 ? `<title><![CDATA[${t}</title>` : `<title><![CDATA[${t}]]></title>`),
      }),
    ),
  ),
  fault(
    "lines and tabs within titles",
    rss(items({ title: (t) => `<title>\n\t\t${t.replace(" ", "\n\t  ")}\n</title>` })),
  ),
  fault(
    "HTML in descriptions, not escaped",
    rss(items({ rest: () => "<description><p>a<br>b <img src=x.jpg> &nbsp; c</description>" })),
  ),
  fault(
    "a script in the description",
    rss(
      items({
        rest: () =>
          '<description><script>if (a < b && c > d) { document.write("<item>"); }</script>text</description>',
      }),
    ),
  ),
  fault("titles left open", rss(items({ title: (t) => `<title>${t}` }))),
  fault("items left open", rss(items().replaceAll("</item>", ""))),
  fault("wrongly nested tags", rss(items({ title: (t) => `<title><b><i>${t}</b></i></title>` }))),
  fault(
    "upper-case tags",
    rss().replace(
      /<(\/?)([a-zA-Z:]+)/gu,
      (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`,
    ),
  ),
  fault("tags of mixed case", rss().replaceAll("</title>", "</Title>").replaceAll("<item>", "<Item>")),
  fault(
    "attributes without quotes",
    rss(items({ guid: (n) => `<guid isPermaLink=false>id-${String(n)}</guid>` })),
  ),
  fault(
    "no channel",
    rss()
      .replace(/<channel>.*?<\/description>/su, "")
      .replace("</channel>", ""),
  ),
  fault("items outside the channel", rss("").replace("</channel>", `</channel>${items()}`)),
  fault("no root", items()),
  fault("no version", rss().replace(' version="2.0"', "")),
  fault(
    "RSS 0.91 with its DOCTYPE",
    rss()
      .replace('version="2.0"', 'version="0.91"')
      .replace(
        "<rss",
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss',
      ),
  ),
  fault("RSS 0.92", rss().replace('version="2.0"', 'version="0.92"')),
  fault("RSS 3.0, which nobody made", rss().replace('version="2.0"', 'version="3.0"')),
  fault(
    "a DOCTYPE that declares entities",
    rss(
      items({ title: (t) => `<title>${t.replaceAll("«", "&lq;").replaceAll("»", "&rq;")}</title>` }),
    ).replace("<rss", '<!DOCTYPE rss [<!ENTITY lq "&#171;"><!ENTITY rq "»"><!ENTITY nbsp "&#160;">]><rss'),
  ),
  fault(
    "an undeclared prefix",
    rss(items({ rest: () => '<media:content url="x"/><yandex:genre>message</yandex:genre>' })),
  ),
  fault(
    "titles of other vocabularies around the title",
    rss(
      items({
        title: (t) =>
          `<media:title>a picture</media:title><itunes:title>x</itunes:title><title>${t}</title><media:group><media:title>b</media:title></media:group>`,
      }),
    ),
  ),
  fault(
    "an image of the channel before its items",
    rss(`<image><title>logo</title><url>x</url><link>https://other.example/</link></image>${items()}`),
  ),
  fault(
    "a source within the item",
    rss(
      items({
        title: (t) => `<source url="https://o.example"><title>other</title></source><title>${t}</title>`,
      }),
    ),
  ),
  fault(
    "a default namespace of RSS",
    rss().replace('version="2.0"', 'version="2.0" xmlns="http://backend.userland.com/rss2"'),
  ),
  fault("RDF", rdf("rdf")),
  fault("RDF with another prefix", rdf("r")),
  fault(
    "RDF of 0.90",
    rdf("rdf").replace("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"),
  ),
  fault(
    "RDF with prefixed elements",
    rdf("rdf")
      .replace(/<(\/?)(channel|item|title|link)(?=[\s>])/gu, "<$1rss:$2")
      .replace('xmlns="', 'xmlns:rss="'),
  ),
  fault("Atom", atom(), TITLES, "application/atom+xml"),
  fault(
    "Atom with a prefix",
    atom()
      .replace(/<(\/?)([a-z])/gu, "<$1atom:$2")
      .replace('xmlns="', 'xmlns:atom="'),
  ),
  fault(
    "Atom with a prefix of its own",
    atom()
      .replace(/<(\/?)([a-z])/gu, "<$1q:$2")
      .replace('xmlns="', 'xmlns:q="'),
  ),
  fault(
    "Atom 0.3",
    atom()
      .replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
      .replaceAll("updated>", "modified>"),
  ),
  fault("Atom without a namespace", atom().replace(' xmlns="http://www.w3.org/2005/Atom"', "")),
  fault(
    "Atom with XHTML titles",
    atom(
      TITLES.map((t, n) =>
        entry(t, n).replace(
          /<title>(.*?)<\/title>/u,
          '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b>$1</b></div></title>',
        ),
      ).join(""),
    ),
  ),
  fault(
    "Atom with prefixed XHTML titles",
    atom(
      TITLES.map((t, n) =>
        entry(t, n).replace(
          /<title>(.*?)<\/title>/u,
          '<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:i>$1</x:i></x:div></title>',
        ),
      ).join(""),
    ),
  ),
  fault(
    "Atom with HTML titles",
    atom(
      TITLES.map((t, n) =>
        entry(
          `&lt;em&gt;${t.replaceAll("«", "&amp;laquo;").replaceAll("»", "&amp;raquo;")}&lt;/em&gt;`,
          n,
        ).replace("<title>", '<title type="html">'),
      ).join(""),
    ),
  ),
  fault(
    "Atom with a source that has a title",
    atom(
      TITLES.map((t, n) =>
        entry(t, n).replace("<entry>", "<entry><source><title>other</title><id>x</id></source>"),
      ).join(""),
    ),
  ),
  fault("Atom with a wrong date", atom().replace("2026-11-05T10:00:00Z", "soon")),
  fault(
    "Atom within RSS",
    rss(
      items({
        rest: (n) =>
          `<atom:link rel="self" href="https://ex.org/self/${String(n)}"/><a10:updated>2026-11-05T10:00:00Z</a10:updated>`,
      }),
    ),
  ),
  fault("JSON Feed 1.1", json(1.1), TITLES, "application/feed+json"),
  fault("JSON Feed 1.0 with a mark", `\ufeff${json(1)}`, TITLES, "application/json"),
  fault("JSON Feed as text", json(1.1), TITLES, "text/plain"),
  fault("JSON Feed with a raw line end in a string", json(1.1).replace("Прыкладны №0 ", "Прыкладны №0\n")),
  fault("JSON Feed cut off", json(1.1).slice(0, json(1.1).indexOf('"id-8"')), TITLES.slice(0, 8)),
  fault("cut off in the middle of an item", rss().slice(0, rss().indexOf("id-8")), TITLES.slice(0, 8)),
  fault("cut off after an item", rss().slice(0, rss().lastIndexOf("</channel>"))),
  fault(
    "cut off within a letter",
    utf8(rss()).subarray(0, utf8(rss()).length - 60),
    TITLES.slice(0, COUNT - 1),
  ),
  fault("no guid", rss(items({ guid: () => "" }))),
  fault("one guid for all", rss(items({ guid: () => "<guid>same</guid>" }))),
  fault(
    "one link for all, no guid",
    rss(items({ guid: () => "", link: () => "<link>https://ex.org/</link>" })),
  ),
  fault("no link", rss(items({ link: () => "" }))),
  fault("no date", rss(items({ date: () => "" }))),
  fault("no prolog", rss(items(), "")),
  fault("a prolog twice", rss(items(), '<?xml version="1.0"?><?xml version="1.0"?>')),
  fault("XML 1.1", rss(items(), '<?xml version="1.1" encoding="utf-8"?>')),
  fault("a valid feed without items", rss(""), []),
  fault("served as HTML", rss(), TITLES, "text/html; charset=utf-8"),
  fault(
    "quotes and angles as text",
    rss(items({ title: (t) => `<title>${escaped(t)} 3 &lt; 5 &gt; 4 &quot;q&quot; &apos;a&apos;</title>` })),
    TITLES.map((t) => `${t} 3 < 5 > 4 "q" 'a'`),
  ),
];

function rdf(prefix: string): string {
  const body = TITLES.map(
    (t, n) =>
      `<item ${prefix}:about="id-${String(n)}"><title>${t}</title><link>https://ex.org/n/${String(n)}</link></item>`,
  ).join("");
  return `<?xml version="1.0"?><${prefix}:RDF xmlns:${prefix}="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel ${prefix}:about="x"><title>t</title><link>https://ex.org/</link><items><${prefix}:Seq><${prefix}:li resource="a"/></${prefix}:Seq></items></channel>${body}</${prefix}:RDF>`;
}

function json(version: number): string {
  const list = TITLES.map((title, n) => ({
    id: `id-${String(n)}`,
    url: `https://ex.org/n/${String(n)}`,
    title,
    date_published: "2026-11-05T10:00:00Z",
  }));
  return JSON.stringify({
    version: `https://jsonfeed.org/version/${version === 1 ? "1" : "1.1"}`,
    title: "Навіны",
    items: list,
  });
}

export const REFUSED: readonly Fault[] = [
  fault("an empty body", "", null),
  fault("blanks only", "\n\n  \n", null),
  fault("eleven bytes", "<rss></rss>", null),
  fault(
    "a bot wall",
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
    null,
    "text/html",
  ),
  fault(
    "an error page",
    "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr>nginx</body></html>",
    null,
  ),
  fault(
    "a web page that links its feed",
    `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"><title>x</title></head><body>${"<p>text</p>".repeat(50)}</body></html>`,
    null,
    "text/html",
  ),
  fault(
    "a site map",
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://ex.org/</loc></url></urlset>',
    null,
  ),
  fault(
    "an error of a storage",
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
    null,
  ),
  fault("an error in JSON", '{"error":"not found","items":null}', null, "application/json"),
  fault("JSON of something else", '{"items":[1,2,3]}', null, "application/json"),
  fault("plain words", "Feed not found", null, "text/plain"),
  fault("an error of a database", "Error establishing a database connection", null),
  fault("a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), null, "image/png"),
  fault(
    "entities that expand into one another",
    `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>${rss(items({ title: () => "<title>&c;</title>" }), "")}`,
    null,
  ),
  fault("200,000 nested tags", `<rss><channel>${"<a>".repeat(200_000)}`, null),
];
