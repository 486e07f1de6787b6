import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFeedDate } from "../../src/sources/feed-dates.ts";

const today = new Date("2026-11-22T00:00:00Z");
const TEN = "2026-11-05T10:00:00.000Z";
const SEVEN = "2026-11-05T07:00:00.000Z";
const MIDNIGHT = "2026-11-05T00:00:00.000Z";

test.each<[string, string | null]>([
  ["Thu, 05 Nov 2026 10:00:00 GMT", TEN],
  ["Thu, 05 Nov 2026 10:00:00 +0300", SEVEN],
  ["Thu, 05 Nov 2026 10:00:00 +03:00", SEVEN],
  ["Thu, 05 Nov 2026 10:00:00 MSK", SEVEN],
  ["Thu, 05 Nov 2026 10:00:00 EST", "2026-11-05T15:00:00.000Z"],
  ["Thu, 05 Nov 2026 10:00:00 GMT+3", SEVEN],
  ["Thu, 05 Nov 2026 10:00:00 +0300 (MSK)", SEVEN],
  ["Fri, 05 Nov 2026 10:00:00 GMT", TEN],
  ["05 Nov 26 10:00 Z", TEN],
  ["Thursday, 05-Nov-26 10:00:00 GMT", TEN],
  ["Thu Nov  5 10:00:00 2026", TEN],
  ["Thu Nov 05 2026 10:00:00 GMT+0300 (Moscow Standard Time)", SEVEN],
  ["Чт, 05 ноя 2026 10:00:00 +0300", SEVEN],
  ["Чц, 05 ліс 2026 10:00:00 +0300", SEVEN],
  ["5 лістапада 2026, 10:00", TEN],
  ["чацвер, 5 лістапада 2026 г. 10:00", TEN],
  ["5 ноября 2026 г., 10:00 (МСК)", SEVEN],
  ["10:00, 5 ноября 2026", TEN],
  ["5 листопада 2026", MIDNIGHT],
  ["5 listopada 2026", MIDNIGHT],
  ["5 мая 2026", "2026-05-05T00:00:00.000Z"],
  ["5 траўня 2026", "2026-05-05T00:00:00.000Z"],
  ["5 чэрвеня 2026", "2026-06-05T00:00:00.000Z"],
  ["5 ліпеня 2026", "2026-07-05T00:00:00.000Z"],
  ["November 5, 2026 10:00 AM", TEN],
  ["Nov 5th, 2026 10:00 pm", "2026-11-05T22:00:00.000Z"],
  ["05.11.2026", MIDNIGHT],
  ["05.11.2026 10:00", TEN],
  ["5.11.26 10.00", TEN],
  ["05/11/2026 10:00:00", TEN],
  ["11/25/2026", "2026-11-25T00:00:00.000Z"],
  ["2026-11-05T10:00:00Z", TEN],
  ["2026-11-05T10:00:00.250Z", "2026-11-05T10:00:00.250Z"],
  ["2026-11-05T10:00:00+03:00", SEVEN],
  ["2026-11-05T10:00:00+03", SEVEN],
  ["2026-11-05 10:00:00", TEN],
  ["2026-11-05 10:00:00 +0300", SEVEN],
  ["2026-11-05T10:00", TEN],
  ["2026-11-05", MIDNIGHT],
  ["2026/11/05 10:00", TEN],
  ["20261105T100000Z", TEN],
  ["2026-11", "2026-11-01T00:00:00.000Z"],
  ["2026-11-04T24:00:00Z", MIDNIGHT],
  ["1793872800", TEN],
  ["1793872800000", TEN],
  ["5 ноября, 10:00", TEN],
  ["5 декабря, 10:00", "2025-12-05T10:00:00.000Z"],
  ["31 Feb 2026", null],
  ["2026-13-05", null],
  ["05 Nov 2026 25:00", null],
  ["0000-00-00 00:00:00", null],
  ["Mon, 30 Nov -0001 00:00:00 +0000", null],
  ["Thu, 01 Jan 1970 00:00:00 GMT", null],
  ["soon", null],
  ["", null],
])("%s is %s", (raw, expected) => {
  expect(parseFeedDate(raw, today)?.toISOString() ?? null).toBe(expected);
});

test("any instant survives the ways in which feeds write it", () => {
  const instants = fc.date({ min: new Date("1995-01-01"), max: new Date("2099-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (at) => {
      at.setUTCMilliseconds(0);
      expect(parseFeedDate(at.toISOString(), today)).toEqual(at);
      expect(parseFeedDate(at.toUTCString(), today)).toEqual(at);
      expect(parseFeedDate(String(at), today)).toEqual(at);
    }),
  );
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect([null, "object"]).toContain(parseFeedDate(text, today) && "object");
    }),
  );
});
