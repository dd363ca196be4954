/** A UUID of version 4, on pages without HTTPS too, which have no `crypto.randomUUID`. */
export function makeTicket(): string {
  return '00000000-0000-4000-8000-000000000000'.replace(/[08]/g, (digit) => {
    const random = crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
    // Of the version's variant digit, the two highest bits are fixed.
    return (digit === '8' ? 8 + (random & 3) : random & 15).toString(16);
  });
}
