/** Runs a task one at a time; a call during a run makes it run once more afterwards. */
export interface Conveyor {
  /** Resolves when a run that began after this call is over. */
  turn(): Promise<void>;
}

export function createConveyor(run: () => Promise<void>): Conveyor {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  async function start(): Promise<void> {
    try {
      await run();
    } finally {
      current = null;
    }
  }

  return {
    turn: () => {
      if (current === null) return (current = start());
      next ??= current
        .catch(() => {
          // The one who asked for that run is told; this is another run.
        })
        .then(() => {
          next = null;
          return (current = start());
        });
      return next;
    },
  };
}
