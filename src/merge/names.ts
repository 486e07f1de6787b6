import type { SameName } from "./identity.ts";

export const sameName: SameName = (a, b) => fold(a) === fold(b);

function fold(name: string): string {
  return name
    .toLowerCase()
    .split(/[\s.,]+/u)
    .filter((word) => word !== "")
    .sort()
    .join(" ");
}
