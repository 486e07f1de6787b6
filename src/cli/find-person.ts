/** `cli find-person --people FILE`: queries on stdin, a JSON line each with who it may be. */
import { createReadStream } from "node:fs";
import { type IndexedPerson, buildPeopleIndex } from "../people/person-index.ts";
import type { CommandIo } from "./command.ts";
import { jsonLine, linesOf } from "./lines.ts";

const USAGE = 'usage: find-person --people FILE   (FILE: JSON lines {"id","names":[…],"birthYear"?})';

function fileOf(args: readonly string[]): string | null {
  const [first, second, ...rest] = args;
  if (first?.startsWith("--people=") === true && second === undefined)
    return first.slice("--people=".length) || null;
  return first === "--people" && second !== undefined && rest.length === 0 ? second : null;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** @throws SyntaxError when the line is no person */
function personOf(line: string): IndexedPerson {
  const value: unknown = JSON.parse(line);
  if (typeof value !== "object" || value === null) throw new SyntaxError("not an object");
  const { id, names, birthYear = null } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== "string" || id === "") throw new SyntaxError("id: not a text");
  if (!isStrings(names) || names.length === 0) throw new SyntaxError("names: not a list of texts");
  if (birthYear !== null && typeof birthYear !== "number") throw new SyntaxError("birthYear: not a number");
  return { id, names, birthYear };
}

async function readPeople(file: string): Promise<IndexedPerson[]> {
  const people: IndexedPerson[] = [];
  let number = 0;
  for await (const line of linesOf(createReadStream(file))) {
    number++;
    if (line.trim() === "") continue;
    try {
      people.push(personOf(line.replace(/^\uFEFF/u, "")));
    } catch (error) {
      throw new Error(`${file}:${String(number)}: ${error instanceof Error ? error.message : "unreadable"}`, {
        cause: error,
      });
    }
  }
  return people;
}

/** @returns the exit code: 0, 1 when the file cannot be read, 2 for wrong usage */
export async function findPerson({ args, stdin, stdout, stderr }: CommandIo): Promise<0 | 1 | 2> {
  const file = fileOf(args);
  if (file === null) {
    stderr(USAGE);
    return 2;
  }
  let people: IndexedPerson[];
  try {
    people = await readPeople(file);
  } catch (error) {
    stderr(error instanceof Error ? error.message : "the people cannot be read");
    return 1;
  }
  const index = buildPeopleIndex(people);
  for await (const query of stdin) {
    const { verdict, candidates } = index.find(query);
    stdout(jsonLine({ query, verdict, candidates }));
  }
  return 0;
}
