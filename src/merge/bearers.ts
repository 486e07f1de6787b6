import type { Entry, Written } from "./entry.ts";
import type { NameJudge } from "./identity.ts";
import { NameBook } from "./name-book.ts";

/** Somebody or something with people; `asked` is the number of the finding for which it was asked last. */
interface Bearer {
  readonly entry: Entry;
  readonly asked: number;
}

/** By names that are no person of the register, and by those that are. */
interface Named<Thing> {
  readonly loose: Set<Thing>;
  readonly known: Set<Thing>;
}

/** A person as written, with where to look for its bearers; they change with what is added and taken away. */
interface Writing<Thing> {
  readonly ofToken: ReadonlySet<Thing>;
  /** Of each way in which the name is surely written. */
  twins: readonly Named<Thing>[];
  /** What was found for the finding of this number. */
  asked: number;
  readonly found: Thing[];
}

/** Which events name a person, in whatever letters. */
export class Bearers<Thing extends Bearer> {
  readonly #names: NameBook;
  readonly #byToken = new Map<string, Set<Thing>>();
  readonly #byName = new Map<string, Named<Thing>>();
  readonly #writings = new Map<string, Writing<Thing>>();

  constructor(judge: NameJudge) {
    this.#names = new NameBook(judge);
  }

  /** Also when something was added before and has grown. */
  add(thing: Thing): void {
    const { looseNames, knownNames, tokens } = thing.entry;
    for (const names of [looseNames, knownNames]) for (const name of names) this.#names.add(name);
    for (const token of tokens) this.#ofToken(token).add(thing);
    for (const name of looseNames) this.#named(name).loose.add(thing);
    for (const name of knownNames) this.#named(name).known.add(thing);
  }

  delete(thing: Thing): void {
    const { looseNames, knownNames, tokens } = thing.entry;
    for (const token of tokens) this.#byToken.get(token)?.delete(thing);
    for (const name of looseNames) this.#byName.get(name)?.loose.delete(thing);
    for (const name of knownNames) this.#byName.get(name)?.known.delete(thing);
  }

  /**
   * Among those that the finding of this number asks. Beside a round stand the arrests of its people: each is looked
   * for once.
   */
  of(written: Written, asked: number): readonly Thing[] {
    const writing = this.#writing(written);
    if (writing.asked === asked) return writing.found;
    writing.asked = asked;
    writing.found.length = 0;
    this.#find(written.person, writing);
    return writing.found;
  }

  /** One of two ids of the register is another person; letters of two scripts are nobody but themselves. */
  #find({ name, personId, suspicious }: Written["person"], writing: Writing<Thing>): void {
    const { asked, found } = writing;
    takeAsked(writing.ofToken, asked, found);
    if (suspicious) return;
    const isLoose = personId === null;
    const isBorne = (other: string): boolean => {
      const named = this.#byName.get(other);
      if (named === undefined) return false;
      return isAsked(named.loose, asked) || (isLoose && isAsked(named.known, asked));
    };
    const twins = this.#names.twins(name, isBorne);
    if (twins.size !== writing.twins.length) writing.twins = [...twins].map((twin) => this.#named(twin));
    for (const { loose, known } of writing.twins) {
      takeAsked(loose, asked, found);
      if (isLoose) takeAsked(known, asked, found);
    }
  }

  #writing({ written, token }: Written): Writing<Thing> {
    const known = this.#writings.get(written);
    if (known !== undefined) return known;
    const made = { ofToken: this.#ofToken(token), twins: [], asked: 0, found: [] };
    this.#writings.set(written, made);
    return made;
  }

  #ofToken(token: string): Set<Thing> {
    const known = this.#byToken.get(token);
    if (known !== undefined) return known;
    const made = new Set<Thing>();
    this.#byToken.set(token, made);
    return made;
  }

  #named(name: string): Named<Thing> {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const made = { loose: new Set<Thing>(), known: new Set<Thing>() };
    this.#byName.set(name, made);
    return made;
  }
}

function takeAsked<Thing extends Bearer>(some: ReadonlySet<Thing>, asked: number, found: Thing[]): void {
  for (const it of some) if (it.asked === asked) found.push(it);
}

function isAsked(some: ReadonlySet<Bearer>, asked: number): boolean {
  for (const it of some) if (it.asked === asked) return true;
  return false;
}
