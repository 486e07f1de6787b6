import { Secret, TOTP } from "otpauth";
import type { NavoliProcess } from "./process.ts";
import type { FakeTelegram } from "./telegram.ts";

/** What people do with their phones, in Belarusian, while the whole program runs. */
export interface Phones {
  /** @throws Error with the end of the program's log when it is not true in time */
  until(isTrue: () => boolean, timeoutMs?: number): Promise<void>;
  /** @returns the words of the answer */
  says(user: number, text: string): Promise<string>;
  /** Presses somewhere and waits. @returns the words on top of the chat */
  pressed(press: () => void): Promise<string>;
  /** Sets up the code at the first command that needs one; the command is then done. */
  enrols(user: number, command: string): Promise<void>;
  /** All that somebody was sent. */
  shownTo(user: number): string;
}

export function phonesOn(telegram: FakeTelegram, navoli: NavoliProcess): Phones {
  const shownTo = (user: number): string =>
    telegram
      .sentTo(user)
      .map(({ plain }) => plain)
      .join("\n");

  const until = async (isTrue: () => boolean, timeoutMs = 20_000): Promise<void> => {
    const deadline = Date.now() + timeoutMs;
    while (!isTrue()) {
      if (Date.now() > deadline) throw new Error(`not true in time:\n${navoli.stderr.slice(-2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const says = async (user: number, text: string): Promise<string> => {
    const seen = telegram.sentTo(user).length;
    telegram.say(user, text, { language: "be" });
    return (await telegram.nextMessage(user, seen)).plain;
  };

  return {
    until,
    says,
    shownTo,
    pressed: async (press) => {
      const before = telegram.callsOf("answerCallbackQuery").length;
      press();
      await until(() => telegram.callsOf("answerCallbackQuery").length > before);
      return String(telegram.callsOf("answerCallbackQuery").at(-1)?.payload["text"]);
    },
    enrols: async (user, command) => {
      const shown = await says(user, command);
      const secret = Secret.fromBase32(/secret=([A-Z2-7]+)/u.exec(shown)?.[1] ?? "");
      await says(user, new TOTP({ secret }).generate());
      await until(() => shownTo(user).includes("Код правільны"));
    },
  };
}
