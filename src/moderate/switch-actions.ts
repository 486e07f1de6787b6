import type { ModeratePorts } from "./actions.ts";

export async function halt({ switches, audit, clock }: ModeratePorts, who: string): Promise<void> {
  await switches.halt(who, clock.now());
  await audit.append({ at: clock.now(), who, action: "halt", subject: "sending", facts: {} });
}

export async function resume(
  { switches, audit, clock, desk }: ModeratePorts,
  who: string,
): Promise<"resumed" | "second_needed" | "not_halted"> {
  const answer = await switches.resume(who);
  if (answer !== "not_halted") {
    const action = answer === "resumed" ? "resume" : "resume:asked";
    await audit.append({ at: clock.now(), who, action, subject: "sending", facts: {} });
  }
  if (answer === "second_needed") {
    const key = `ask:resume:${clock.now().toISOString().slice(0, 13)}`;
    await desk.notify([{ key, code: "second_needed", facts: { who, command: "/resume" } }]);
  }
  return answer;
}
