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

/** The ticket of a client's issue report: a UUID, the same in every run. */
export function ticketOf(client: number, number: number): string {
  return `00000000-0000-4000-8000-${client.toString(16).padStart(6, '0')}${number.toString(16).padStart(6, '0')}`;
}

/** The name of the post that a text belongs to; null for a text that is none of ours. */
export function nameIn(text: string): string | null {
  return /\b(k\d+x\d+)e\d+z\b/.exec(text)?.[1] ?? null;
}

/** The marker in a text; null for a text that is none of ours. */
export function markerIn(text: string): string | null {
  return /\bk\d+x\d+e\d+z\b/.exec(text)?.[0] ?? null;
}

/** Whether any text of the post, edited or not, stands in there. */
export function holdsTextOf(name: string, text: string): boolean {
  return new RegExp(`\\b${name}e\\d+z\\b`).test(text);
}
