/** Work on the same thing waits for the work before it; a failure of that is not passed on. */
export class OneAtATime {
  readonly #running = new Map<number, Promise<unknown>>();

  async run<T>(key: number, work: () => Promise<T>): Promise<T> {
    for (let before = this.#running.get(key); before !== undefined; before = this.#running.get(key)) {
      await before.catch(() => undefined);
    }
    const own = work();
    this.#running.set(key, own);
    try {
      return await own;
    } finally {
      this.#running.delete(key);
    }
  }
}
