import type { Storage } from "../../src/store/storage.ts";

/** One life of the program, from its start to its crash. */
export interface Life {
  readonly number: number;
  readonly isOver: () => boolean;
  /** Called wherever the program touches the world; @returns true when it dies here. */
  readonly touches: (what: string) => boolean;
}

/** What the dead wait for. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** The answer reaches the program unless it has died meanwhile, or dies of it. */
export function outlived<T>(life: Life, what: string, answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    answer.then(
      (value) => {
        if (!life.isOver() && !life.touches(`after ${what}`)) resolve(value);
      },
      (error: unknown) => {
        if (!life.isOver()) reject(error as Error);
      },
    );
  });
}

type Method = (...args: readonly unknown[]) => unknown;

/** The storage of one life: it may end before each transaction and after it, and does nothing for the dead. */
export function mortalStorage(storage: Storage, life: Life): Storage {
  const mortal = (name: string, method: Method): Method => {
    return (...args) => {
      if (life.isOver() || life.touches(`before ${name}`)) return never();
      return outlived(life, name, Promise.resolve(method(...args)));
    };
  };
  const ports = Object.entries(storage).map(([port, value]: [string, unknown]) => {
    if (typeof value === "function") return [port, mortal(port, value as Method)];
    if (typeof value !== "object" || value === null) return [port, value];
    const methods = Object.entries(value).map(([name, method]: [string, unknown]) => [
      name,
      typeof method === "function" ? mortal(`${port}.${name}`, method as Method) : method,
    ]);
    return [port, Object.fromEntries(methods) as unknown];
  });
  return Object.fromEntries(ports) as unknown as Storage;
}
