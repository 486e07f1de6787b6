import type { ModeratePorts } from "./actions.ts";

export async function halt({ switches, clock }: ModeratePorts, who: string): Promise<void> {
  await switches.halt(who, clock.now());
}

export async function resume(
  { switches, clock, desk }: ModeratePorts,
  who: string,
): Promise<"resumed" | "second_needed" | "not_halted"> {
  const answer = await switches.resume(who, clock.now());
  if (answer === "second_needed") {
    const key = `ask:resume:${clock.now().toISOString().slice(0, 13)}`;
    await desk.notify([{ key, code: "second_needed", facts: { who, command: "/resume" } }]);
  }
  return answer;
}
