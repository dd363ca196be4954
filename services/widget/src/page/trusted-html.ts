type Policy = { createHTML(html: string): string };
type Factory = { createPolicy(name: string, rules: Policy): Policy };

let policy: Policy | null = null;

/**
 * Marks the service's HTML for pages that demand Trusted Types. Such a page names our policy in its
 * `trusted-types` directive; where it does not, the browser refuses and the text stays away.
 */
export function trusted(html: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!factory) return html;
  try {
    policy ??= factory.createPolicy('parley', { createHTML: (text) => text });
  } catch {
    return html;
  }
  return policy.createHTML(html);
}
