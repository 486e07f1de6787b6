import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { PersonRecord } from "../../src/domain/person.ts";
import type { TrackerKind } from "../../src/domain/source.ts";
import { createSnapshotReader } from "../../src/sources/tracker-reader.ts";
import type { SnapshotReading } from "../../src/ports/source.ts";
import { aList, aRow, AT, bytesOf, COLUMNS, snapshotOf, toCsv } from "../support/tracker-fixtures.ts";

async function read(text: string | Uint8Array, kind: TrackerKind = "viasna-csv"): Promise<SnapshotReading> {
  const bytes = typeof text === "string" ? bytesOf(text) : text;
  return createSnapshotReader().read(kind, "list", bytes, null, AT);
}

async function records(text: string | Uint8Array, kind?: TrackerKind): Promise<readonly PersonRecord[]> {
  const reading = await read(text, kind);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.snapshot.records;
}

async function reason(text: string | Uint8Array, kind?: TrackerKind): Promise<string | null> {
  const reading = await read(text, kind);
  return reading.ok ? null : reading.reason;
}

describe("a machine export", () => {
  test("becomes records with raw words beside what was made of them", async () => {
    const [record] = await records(toCsv([aRow(1, { died: "FALSE", fake_terrorist_list: "1" })]));
    expect(record).toMatchObject({
      recordId: "50001",
      recognition: "recognised",
      recognitionRaw: "active",
      custody: "colony",
      gender: "male",
      birthDate: { precision: "day" },
      detainedOn: { value: "2024-02-03", precision: "day" },
      facility: {
        id: "IK-15",
        raw: "Исправительная колония №15",
        addressRaw: "213105, Выдуманск, ул. Тестовая 1",
      },
      verdict: { months: 36, decisionRaw: "3 года", penalty: "colony", date: { value: "2024-06-11" } },
      release: null,
      diedOn: null,
      onStateList: true,
    });
    expect(record?.charges[0]).toMatchObject({ code: "342", part: null });
    expect(record?.cells).not.toHaveProperty("photo");
    expect(record?.cells).not.toHaveProperty("died");
  });

  test.each([
    ["a byte order mark", toCsv(aList(), { bom: true })],
    ["Windows line ends", toCsv(aList(), { newline: "\r\n" })],
    ["semicolons", toCsv(aList(), { delimiter: ";" })],
    ["tabs", toCsv(aList(), { delimiter: "\t" })],
    ["columns in another order", toCsv(aList(), { columns: COLUMNS.toReversed() })],
    ["rows in another order", toCsv(aList().toReversed())],
    ["no photo column", toCsv(aList(), { columns: COLUMNS.filter((column) => column !== "photo") })],
    ["empty lines", toCsv(aList()).replaceAll("\n50", "\n\n50")],
    ["UTF-16", `\ufeff${toCsv(aList())}`],
  ])("with %s gives the same records", async (name, text) => {
    const encoded = name === "UTF-16" ? new Uint8Array(Buffer.from(text, "utf16le")) : text;
    const plain = await snapshotOf(aList());
    const hashes = (all: readonly PersonRecord[]): readonly string[] =>
      all.map(({ rowHash }) => rowHash).toSorted();
    expect(hashes(await records(encoded))).toEqual(hashes(plain.records));
  });

  test("quotes, commas and line breaks in fields stay what they are", async () => {
    const description = 'названа «ООО "Рога, копыта"»\nи вторая строка';
    const [record] = await records(toCsv([aRow(1, { description })]));
    expect(record?.descriptionRaw).toBe(description);
  });

  test("short rows lose only what they do not have", async () => {
    const [header, row, other] = toCsv([aRow(1), aRow(2)])
      .replaceAll('"', "")
      .split("\n50");
    const short = `50${(row ?? "").split(",").slice(0, 5).join(",")}`;
    const all = await records([header, short, `50${other ?? ""}`].join("\n"));
    expect(all[0]).toMatchObject({ recordId: "50001", recognition: "recognised", verdict: null });
  });

  test("a row with too many fields is doubtful, the others are read", async () => {
    const text = toCsv(aList()).replace("\n50003,", "\n50003,extra,");
    const reading = await read(text);
    expect(reading).toMatchObject({
      ok: true,
      snapshot: { doubtful: [{ recordId: "50003", code: "UNREADABLE_ROW" }] },
    });
  });

  test("one id on two different rows is doubtful, on two equal rows it is one", async () => {
    const twice = await read(toCsv([...aList(), aRow(3, { status: "former" })]));
    expect(twice).toMatchObject({
      snapshot: { doubtful: [{ recordId: "50003", code: "SAME_ID_TWO_ROWS" }] },
    });
    const [first] = aList();
    expect(await records(toCsv([...aList(), first ?? {}]))).toHaveLength(12);
  });

  test("known rows are taken from the register", async () => {
    const reader = createSnapshotReader();
    const { records: before } = await snapshotOf(aList());
    const known = new Map(before.map((record) => [record.recordId, record]));
    const bytes = bytesOf(toCsv(aList()));
    const reading = await reader.read("viasna-csv", "list", bytes, null, AT, known);
    expect(
      reading.ok && reading.snapshot.records.every((record) => known.get(record.recordId) === record),
    ).toBe(true);
  });
});

describe("a human export", () => {
  test.each([
    [
      "en",
      "Name and surname,Status,Date of birth,Gender,Date of detention,Charges indicted,Date of verdict,Sentence,Penalty,Judge,Prosecutor,Prison",
      '"Test Prykladny","Former political prisoner\nRecognized ex post facto",24 April 1982,Male,april 2024,"Art. 342 of the Criminal Code\nArt. 361-4 of the Criminal Code",2024,2 1/2 years,imprisonment in a general-security penal colony,,,released',
    ],
    [
      "ru",
      "Имя и фамилия,Статус,Дата рождения,Пол,Дата задержания,Предъявлены обвинения,Дата приговора,Решение суда,Вид наказания,Судья,Прокурор,Место заключения",
      '"Тест Прыкладны","Бывший политзаключенный\nПризнан постфактум",24 апреля 1982,мужской,апрель 2024,"ст. 342 Уголовного кодекса\nст. 361-4 Уголовного кодекса",2024,"2,5 года",лишение свободы в колонии общего режима,,,Освобожден',
    ],
    [
      "be",
      "Імя і прозвішча,Статус,Дата нараджэння,Пол,Дата затрымання,Прад’яўлены абвінавачванні,Дата прысуду,Рашэнне суда,Від пакарання,Суддзя,Пракурор,Месца зняволення",
      '"Тэст Прыкладны","Былы палітвязень\nПрызнаны постфактум",24 красавіка 1982,мужчынскі,красавік 2024,"арт. 342 Крымінальнага кодэкса\nарт. 361-4 Крымінальнага кодэкса",2024,2 гады 6 месяцаў,пазбаўленне волі ў калоніі агульнага рэжыму,,,Вызвалены',
    ],
  ])("in %s says the same", async (_, header, row) => {
    const [record] = await records(`${header}\n${row}\n`);
    expect(record).toMatchObject({
      recognition: "recognised_ex_post_facto",
      birthDate: { value: "1982-04-24", precision: "day" },
      detainedOn: { value: "2024-04", precision: "month" },
      charges: [{ code: "342" }, { code: "361-4" }],
      verdict: { months: 30, penalty: "colony", date: { value: "2024", precision: "year" } },
      gender: "male",
      facility: null,
      release: { date: null },
    });
    expect(record?.recordId).toMatch(/^h[0-9a-f]{20}$/u);
  });

  test("namesakes stay two people", async () => {
    const text = "Name and surname,Status,Date of detention\nTest K.,,2025-01-01\nTest K.,,2025-01-02\n";
    expect(await records(text)).toHaveLength(2);
  });
});

describe("what is refused", () => {
  test.each([
    ["nothing", "", "empty"],
    ["spaces", " \n ", "empty"],
    ["a bot wall", "<!doctype html><html><body>Just a moment...</body></html>", "HTML in place of CSV"],
    ["another table", "id,price\n1,2\n", /unknown header: "price"/u],
    ["an unknown column", toCsv(aList()).replace("clusters", "wealth"), /unknown header: "wealth"/u],
    [
      "a lost column",
      toCsv(aList(), { columns: COLUMNS.filter((c) => c !== "died") }),
      /header lacks: died/u,
    ],
    ["a header alone", `${COLUMNS.join(",")}\n`, "no rows"],
    ["a cut row", toCsv(aList()).slice(0, -60), /truncated/u],
    ["a cut quoted field", toCsv([aRow(1), aRow(2)]).slice(0, -270), /truncated/u],
    [
      "unknown statuses",
      toCsv(aList().map((row) => ({ ...row, status: "vip" }))),
      /12 of 12 rows cannot be read/u,
    ],
    ["zero bytes", "id,\u0000name", "binary"],
  ])("%s", async (_, text, expected) => {
    expect(await reason(text)).toMatch(expected);
  });

  test("what is no UTF-8", async () => {
    expect(await reason(new Uint8Array([0x69, 0x64, 0xcf, 0xf0, 0xe8]))).toBe("not utf-8 text");
  });

  test("more than 16 MiB", async () => {
    expect(await reason(new Uint8Array(16 * 1024 * 1024 + 1))).toBe("larger than 16 MiB");
  });
});

const TABLE = `<!doctype html><html><body><table id="table"><thead><tr><th>Name and surname</th><th>Date of birth</th>
<th>Gender</th><th>Date of detention</th><th>Charges indicted</th><th>Prison</th><th>Status</th></tr></thead><tbody>
<tr><td><a href="/en/person/test-prykladny">
 Test Prykladny </a></td><td>1990-05-17</td><td>male</td><td>2024-02-03</td><td>Art. 342 of the Criminal Code</td>
<td><span data-address="000001, Vymyslensk">Penal colony No. 91</span></td><td> Political prisoner </td></tr>
<tr><td><a href="https://evil.example/en/person/x">Test Two</a></td><td></td><td>female</td><td>2025</td><td></td>
<td>Released awaiting the commencement of the sentence</td><td> </td></tr></tbody></table></body></html>`;

describe("the HTML table", () => {
  test("gives people without ids, links of the list's own site only", async () => {
    const [first, second] = await records(TABLE, "viasna-html");
    expect(first).toMatchObject({
      names: ["Test Prykladny"],
      url: "https://prisoners.spring96.org/en/person/test-prykladny",
      recognition: "recognised",
      facility: { id: "IK-91", addressRaw: "000001, Vymyslensk" },
    });
    expect(second).toMatchObject({
      url: null,
      recognition: "not_recognised",
      custody: "at_liberty_before_sentence",
    });
  });

  test.each([
    ["a page without it", "<html><body>Just a moment...</body></html>", "no table of prisoners"],
    ["a cut page", TABLE.slice(0, 600), /truncated/u],
    ["another header", TABLE.replace("Gender", "Shoe size"), /unknown header/u],
  ])("is refused: %s", async (_, html, expected) => {
    expect(await reason(html, "viasna-html")).toMatch(expected);
  });
});

describe("another organisation's list", () => {
  test("as JSON: names in several scripts, nested values, lists", async () => {
    const people = [
      {
        id: 7,
        names: [{ text: "Тэст Прыкладны" }, { text: "Test Prykladny" }],
        birth_date: { value: "1990", precision: "year" },
        charges: ["Art. 342", "Art. 130"],
        custody: { title: "IK-4", address: "Homieĺ" },
        mood: "ignored",
      },
    ];
    const [record] = await records(JSON.stringify({ people }), "people-json");
    expect(record).toMatchObject({
      recordId: "7",
      names: ["Тэст Прыкладны", "Test Prykladny"],
      recognition: "recognised",
      birthDate: { value: "1990", precision: "year" },
      facility: { id: "IK-4", addressRaw: "Homieĺ" },
    });
    expect(record?.charges.map(({ code }) => code)).toEqual(["342", "130"]);
  });

  test("as CSV with its own few columns: whoever is listed is recognised", async () => {
    const [record] = await records("id,name,birth_year,mood\n7,Test Prykladny,1990,-\n", "people-csv");
    expect(record).toMatchObject({ recordId: "7", recognition: "recognised", birthDate: { value: "1990" } });
  });

  test.each([
    ["{", "broken JSON"],
    ['{"a":1}', "no list of people in the JSON"],
    ["<html>", "HTML in place of JSON"],
  ])("«%s» is refused", async (text, expected) => {
    expect(await reason(text, "people-json")).toBe(expected);
  });
});

describe("hostile documents", () => {
  const row = (cell: string): string =>
    `<tr><td><a href="/en/person/x">Test</a></td>${"<td></td>".repeat(5)}<td>${cell}</td></tr>`;
  const page = (cell: string): string =>
    TABLE.replace(/<tbody>[\s\S]*<\/tbody>/u, () => `<tbody>${row(cell)}</tbody>`);

  test.each<[string, TrackerKind, string]>([
    ["tags without end", "viasna-html", page("<b>".repeat(150_000))],
    ["a huge row", "viasna-html", page("a".repeat(600_000))],
    ["a million commas", "viasna-csv", `${COLUMNS.join(",")}\n${",".repeat(1_000_000)}\n`],
    ["a huge field", "viasna-csv", `${COLUMNS.join(",")}\n"${"a".repeat(2_000_000)}`],
    ["nested lists", "people-json", `[{"id":1,"name":${"[".repeat(50_000)}${"]".repeat(50_000)}}]`],
    ["a million brackets", "people-json", "[".repeat(1_000_000)],
  ])("%s are refused or read, soon", async (_, kind, text) => {
    const reading = await read(text, kind);
    expect(reading.ok ? reading.snapshot.records.length : reading.reason).toBeTruthy();
  });
});

test("what is known of somebody inside says nothing of a release, a death nothing of a place", async () => {
  const [planned, back, dead] = await records(
    toCsv([
      aRow(1, { release_date: "2027-05-05" }),
      aRow(2, { release_date: "2023-05-05", arrested: "2025-01-01" }),
      aRow(3, { died: "1" }),
    ]),
  );
  expect(planned).toMatchObject({ release: null, custody: "colony", cells: { release_date: "2027-05-05" } });
  expect(back?.release).toBeNull();
  expect(dead).toMatchObject({ custody: "unknown", diedOn: null, cells: { died: "1" } });
});

test("no bytes make it throw", async () => {
  const kinds: readonly TrackerKind[] = ["viasna-csv", "viasna-html", "people-csv", "people-json"];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), fc.uint8Array({ maxLength: 300 }), async (kind, bytes) => {
      expect(typeof (await read(bytes, kind)).ok).toBe("boolean");
    }),
    { numRuns: 60 },
  );
});
