import { KINDS, type Kind } from "../../domain/kind.ts";
import { BUCKETS } from "./features.ts";

/** A trained model as it is stored. `weights` is base64 of one signed byte for each bucket and kind, bucket first. */
export interface ModelFile {
  readonly version: number;
  readonly kinds: readonly string[];
  readonly buckets: number;
  /** A byte times this is a weight. */
  readonly scale: number;
  readonly bias: readonly number[];
  readonly weights: string;
}

/** Probabilities by kind; they sum to 1. */
export type Opinion = Readonly<Record<Kind, number>>;

export interface LinearModel {
  readonly judge: (features: Uint16Array) => Opinion;
}

export const MODEL_VERSION = 3;

/** @throws RangeError when the file belongs to another version of the code */
export function openModel(file: ModelFile): LinearModel {
  if (file.version !== MODEL_VERSION || file.buckets !== BUCKETS || file.kinds.join() !== KINDS.join()) {
    throw new RangeError(`model version ${String(file.version)} does not fit this code`);
  }
  const weights = bytesOf(file.weights, BUCKETS * KINDS.length);
  return { judge: (features) => opinion(features, weights, file.scale, file.bias) };
}

function opinion(features: Uint16Array, weights: Int8Array, scale: number, bias: readonly number[]): Opinion {
  const sums = new Int32Array(KINDS.length);
  for (const bucket of features) {
    const row = bucket * KINDS.length;
    for (let kind = 0; kind < KINDS.length; kind += 1)
      sums[kind] = (sums[kind] ?? 0) + (weights[row + kind] ?? 0);
  }
  const norm = scale / Math.sqrt(Math.max(1, features.length));
  const logits = KINDS.map((_, kind) => (sums[kind] ?? 0) * norm + (bias[kind] ?? 0));
  const shares = softmax(logits);
  return Object.fromEntries(KINDS.map((kind, at) => [kind, shares[at] ?? 0])) as Record<Kind, number>;
}

export function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function bytesOf(base64: string, length: number): Int8Array {
  const values = new Uint8Array(128);
  for (let at = 0; at < ALPHABET.length; at += 1) values[ALPHABET.charCodeAt(at)] = at;
  const bytes = new Int8Array(length);
  for (let from = 0, to = 0; to < length; from += 4, to += 3) {
    const word =
      ((values[base64.charCodeAt(from)] ?? 0) << 18) |
      ((values[base64.charCodeAt(from + 1)] ?? 0) << 12) |
      ((values[base64.charCodeAt(from + 2)] ?? 0) << 6) |
      (values[base64.charCodeAt(from + 3)] ?? 0);
    bytes[to] = word >> 16;
    if (to + 1 < length) bytes[to + 1] = word >> 8;
    if (to + 2 < length) bytes[to + 2] = word;
  }
  return bytes;
}
