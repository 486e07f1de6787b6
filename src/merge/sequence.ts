/** The same things in the same order? */
export function areSame<Thing>(
  a: readonly Thing[],
  b: readonly Thing[],
  isSame: (one: Thing, other: Thing) => boolean = Object.is,
): boolean {
  if (a === b) return true;
  return a.length === b.length && startsWith(a, b, isSame);
}

/** Do the things begin with those? */
export function startsWith<Thing>(
  all: readonly Thing[],
  start: readonly Thing[],
  isSame: (one: Thing, other: Thing) => boolean,
): boolean {
  return (
    start.length <= all.length &&
    start.every((thing, index) => {
      const other = all[index];
      return other !== undefined && isSame(thing, other);
    })
  );
}
