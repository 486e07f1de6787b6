import { expect, test } from "vitest";
import { createRegister } from "../../src/people/register.ts";
import { aPerson, aRecord } from "../contracts/samples.ts";

const named = (id: string, name: string) => aPerson(id, { record: { ...aRecord(id), names: [name] } });

test("people are found by their newest names, aliases too, and no longer once they are gone", () => {
  const register = createRegister();
  const [first, second] = [named("1", "Янка Прыкладны"), named("2", "Алена Узорная")];
  register.add([first, second]);
  register.keep(new Set([first.id, second.id]), 1);
  expect(register.version).toBe(1);
  expect(register.find("Янка Прыкладны")).toMatchObject({ verdict: "one", candidates: [{ id: first.id }] });

  register.add([{ ...second, aliases: ["Алена Тэставая"] }]);
  register.keep(new Set([second.id]), 2);
  expect(register.find("Алена Тэставая")).toMatchObject({ verdict: "one", candidates: [{ id: second.id }] });
  expect(register.find("Янка Прыкладны").verdict).toBe("none");
  expect(register.link("Вызвалілі Алену Узорную.")).toMatchObject([{ personId: second.id }]);
});
