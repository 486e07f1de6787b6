declare module "jaro-winkler" {
  /** @returns 0 nothing alike … 1 the same */
  export default function distance(a: string, b: string): number;
}
