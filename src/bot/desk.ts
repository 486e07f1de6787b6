import { hostsOf } from "../alert/links.ts";
import type { RenderOptions } from "../alert/render-options.ts";
import type { Person } from "../domain/person.ts";
import type { BotContext, BotPorts } from "./context.ts";
import { createRegisterView, type RegisterView } from "./register-view.ts";

/** What the features share: the ports, the register to show, and how texts are rendered for a chat. */
export interface Desk extends BotPorts {
  readonly allowedHosts: ReadonlySet<string>;
  readonly register: RegisterView;
  readonly optionsFor: (ctx: BotContext) => Promise<RenderOptions>;
  /** The register's name of the list that a person is on. */
  readonly listOf: (person: Person) => string;
}

export function createDesk(ports: BotPorts): Desk {
  const allowedHosts = hostsOf(ports.sources);
  const register = createRegisterView(ports.reading);
  return {
    ...ports,
    allowedHosts,
    register,
    optionsFor: async ({ language }) => ({
      language,
      discreet: false,
      allowedHosts,
      now: ports.clock.now(),
      people: await register(),
    }),
    listOf: ({ record }) =>
      ports.sources.trackers.find(({ id }) => id === record.trackerId)?.outlet ?? record.trackerId,
  };
}
