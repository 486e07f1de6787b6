/** Words of the moderators' sessions, roles, muted sources, and of what waits in the queue besides events. */
export interface DeskTexts {
  readonly session: {
    readonly enrolTitle: string;
    readonly enrolSteps: string;
    readonly address: string;
    readonly key: string;
    readonly copyAddress: string;
    readonly copyKey: string;
    readonly codeNeeded: string;
    readonly goesOn: string;
    readonly pressAgain: string;
    readonly opened: string;
    readonly enrolled: string;
    readonly wrong: string;
    readonly locked: string;
    readonly notAllowed: string;
  };
  readonly role: {
    readonly usage: string;
    readonly title: string;
    /** By role; `reset` is the change, not a role. */
    readonly names: Readonly<Record<"admin" | "editor" | "reviewer" | "none" | "reset", string>>;
    readonly done: (who: string, change: string) => string;
    readonly secondNeeded: (who: string, change: string) => string;
    readonly missing: string;
  };
  readonly mute: {
    readonly usage: string;
    readonly none: string;
    readonly muted: (source: string) => string;
    readonly unmuted: (source: string) => string;
    readonly unknown: string;
    readonly button: string;
    readonly list: string;
    /** The card of what a muted source said. */
    readonly waiting: (reports: number) => string;
    readonly hear: string;
  };
  readonly same: {
    readonly usage: string;
    readonly united: string;
    readonly parted: string;
    readonly missing: string;
    readonly chained: string;
  };
  readonly review: {
    readonly title: string;
    /** By code of the case; an unknown code is shown as it is. */
    readonly codes: Readonly<Record<string, string>>;
    readonly list: string;
    readonly confirmDeath: string;
    readonly noFault: string;
    readonly samePerson: string;
    readonly fault: string;
    readonly settled: string;
    readonly united: string;
    readonly deathAsked: string;
    readonly gone: string;
  };
  readonly snapshot: {
    readonly title: string;
    readonly of: string;
    readonly reason: string;
    readonly stays: string;
    readonly accept: string;
    readonly drop: string;
    readonly accepted: (added: number, edited: number, findings: number) => string;
    readonly refused: (reason: string) => string;
    readonly dropped: string;
  };
  readonly guided: {
    readonly kind: string;
    readonly names: string;
    readonly more: string;
    readonly draft: string;
    readonly table: (matched: number, ambiguous: number, unknown: number) => string;
    readonly whichOf: (name: string) => string;
    readonly asWritten: string;
    readonly addMore: string;
    readonly dropped: string;
    readonly settleFirst: string;
  };
}
