/**
 * Switches that outlive a restart and are shared by replicas. Each method is one transaction, with the audit line of
 * what it did.
 */
export interface Switches {
  /** Sending stands still since then; null: it runs. */
  halted(): Promise<{
    readonly since: Date;
    readonly by: string;
    readonly resumeAskedBy: string | null;
  } | null>;
  /** Any one moderator may. */
  halt(by: string, now: Date): Promise<void>;
  /** The first moderator asks, a second and different one resumes. */
  resume(by: string, now: Date): Promise<"resumed" | "second_needed" | "not_halted">;
}
