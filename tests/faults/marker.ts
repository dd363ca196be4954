/** A word that is in one body only, so that a text can be told wherever it turns up. */
export function markerOf(name: string, edit: number): string {
  return `${name}e${edit}z`;
}

export function postName(client: number, number: number): string {
  return `k${client}x${number}`;
}

export function idempotencyKeyOf(name: string): string {
  return `faults-${name}`;
}

/** The name of the post that a text belongs to; null for a text that is none of ours. */
export function nameIn(text: string): string | null {
  return /\b(k\d+x\d+)e\d+z\b/.exec(text)?.[1] ?? null;
}
