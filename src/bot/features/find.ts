import { Composer } from "grammy";

import type { Person } from "../../domain/person.ts";
import { blocks, html } from "../../locales/html.ts";
import { redraw, toast } from "../answer.ts";
import { severalNames, withoutGreeting } from "../asked-name.ts";
import type { BotContext } from "../context.ts";
import type { Desk } from "../desk.ts";
import { MAX_DATA_BYTES, press, screen, type Screen } from "../screen.ts";
import { nobodyFound, severalPeople, type ChoiceAction } from "../screens/people-choice.ts";

const SHORTEST = 3;
const LONGEST = 120;
const ON_PAGE = 6;
/** On one page when no other can be asked for. */
const MOST_ON_ONE = 24;
/** Bearers of a frequent surname or given name. */
const MOST_CHOICES = 240;
const NEAREST = 3;
/** Whoever fits nearly as well as the best is one of those who may be meant. */
const AS_WELL = 0.75;

/** One person, or the screen that says why it is not one. */
export type Search =
  { readonly kind: "one"; readonly person: Person } | { readonly kind: "screen"; readonly screen: Screen };

/** Looks a name up as a person wrote it; what to press next depends on `action`. */
export async function findPerson(
  ctx: BotContext,
  desk: Desk,
  query: string,
  action: ChoiceAction,
): Promise<Search> {
  const { text, language } = ctx;
  const name = query.normalize("NFC").replace(/\s+/gu, " ").trim();
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  if (name.length > LONGEST) return answer(screen(html`${text.person.tooLong}`));
  if (letters < SHORTEST) return answer(screen(html`${text.person.tooShort}`));
  const { verdict, people } = await lookUp(desk, query.normalize("NFC").trim());
  const [first] = people;
  if (first === undefined || verdict === "none")
    return answer(nobodyFound(name, people.slice(0, NEAREST), action, language));
  // A single name that is not surely meant is asked about: a card, a letter or a follow would be of the wrong person.
  if (verdict === "one") return { kind: "one", person: first };
  return answer(choiceOf(ctx, { name, people, action }, 0));
}

/** The other pages of a choice: the name stands in the button, so nothing is kept of what somebody looked for. */
export function choiceFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.callbackQuery(/^q:(\d{1,2}):(p|w|le):(.+)$/u, async (ctx) => {
    const [, page = "", asked, name = ""] = ctx.match;
    if (ctx.chat?.type !== "private") return toast(ctx, ctx.text.common.privateOnly);
    const { verdict, people } = await lookUp(desk, name);
    if (verdict !== "several") return toast(ctx, ctx.text.common.staleButton);
    await toast(ctx);
    const action = asked === "w" || asked === "le" ? asked : "p";
    return redraw(ctx, choiceOf(ctx, { name, people, action }, Number(page)));
  });
  return feature;
}

interface Found {
  readonly verdict: "one" | "several" | "none";
  readonly people: readonly Person[];
}

/** As a name, then as a question around a name, then as several names; of the first that somebody answers to. */
export async function lookUp(desk: Desk, asked: string): Promise<Found> {
  const register = await desk.register();
  const whole = peopleCalled(desk, register, asked);
  if (whole.verdict !== "none") return whole;
  const plain = withoutGreeting(asked);
  const inQuestion = peopleCalled(desk, register, plain);
  if (/\p{L}{3}/u.test(plain) && inQuestion.verdict !== "none") return inQuestion;
  const each = severalNames(asked).map((name) => peopleCalled(desk, register, name));
  const people = each.flatMap((found) => (found.verdict === "one" ? found.people.slice(0, 1) : []));
  return people.length === 0 ? whole : { verdict: "several", people: [...new Set(people)] };
}

/** As if people under embargo were not known: what is asked about a namesake must neither tell of them nor of another. */
function peopleCalled(desk: Desk, register: ReadonlyMap<string, Person>, name: string): Found {
  const peopleBy = (ids: readonly string[]): readonly Person[] =>
    ids.map((id) => register.get(id)).filter((person) => person !== undefined);
  const { verdict, candidates } = desk.search.find(name, MOST_CHOICES, register);
  if (verdict === "none") {
    // A given name alone is many people's; all of them are offered before it is said that there is nobody.
    const called = peopleBy(desk.search.called(name, register)).slice(0, MOST_CHOICES);
    if (called.length > 0) return { verdict: "several", people: called };
  }
  const enough = (candidates[0]?.score ?? 0) * AS_WELL;
  const fitting = candidates.filter(({ score }, n) => n < ON_PAGE || score >= enough);
  return { verdict, people: peopleBy(fitting.map(({ id }) => id)) };
}

interface Choice {
  readonly name: string;
  readonly people: readonly Person[];
  readonly action: ChoiceAction;
}

function choiceOf({ text, language }: BotContext, { name, people, action }: Choice, page: number): Screen {
  const mayTurn = Buffer.byteLength(`q:99:${action}:${name}`) <= MAX_DATA_BYTES;
  const onPage = mayTurn ? ON_PAGE : MOST_ON_ONE;
  const pages = mayTurn ? Math.max(1, Math.ceil(people.length / onPage)) : 1;
  const shown = Math.min(page, pages - 1);
  const choice = severalPeople(name, people.slice(shown * onPage, (shown + 1) * onPage), action, language);
  if (pages === 1) return choice;
  const turn = (label: string, to: number) => press(label, "q", String(to), action, name);
  return screen(blocks(choice.html, html`${text.common.page(shown + 1, pages)}`), ...choice.buttons, [
    ...(shown > 0 ? turn(text.common.earlier, shown - 1) : []),
    ...(shown < pages - 1 ? turn(text.common.later, shown + 1) : []),
  ]);
}

function answer(shown: Screen): Search {
  return { kind: "screen", screen: shown };
}
