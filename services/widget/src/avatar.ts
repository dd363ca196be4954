/**
 * A small picture made from a name, as a CSS background: the same for the same name, and made here, with nothing
 * asked for. Drawn by style alone, since a drawing of elements costs a slow device more than the words beside it.
 */
export function avatarFor(name: string): string {
  const hash = hashOf(name.trim().toLowerCase());
  const hue = hash % 360;
  const dark = `hsl(${hue} 42% 34%)`;
  const light = `hsl(${hue} 58% 80%)`;
  const isLight = (hash >>> 16) % 3 === 0;
  const draw = SHAPES[(hash >>> 20) % SHAPES.length];
  return draw?.(isLight ? light : dark, isLight ? dark : light) ?? '';
}

/** Colours meet over a hundredth or two, which smooths the slanting edges. */
const SHAPES: ((ground: string, shape: string) => string)[] = [
  (ground, shape) =>
    `linear-gradient(45deg,${ground} 24%,#0000 26% 74%,${ground} 76%),linear-gradient(-45deg,${ground} 24%,${shape} 26% 74%,${ground} 76%)`,
  (ground, shape) => `linear-gradient(135deg,${ground} 49%,${shape} 51%)`,
  (ground, shape) => `linear-gradient(135deg,${ground} 32%,${shape} 34% 66%,${ground} 68%)`,
  (ground, shape) => `radial-gradient(${shape} 34%,${ground} 37%)`,
  (ground, shape) => `linear-gradient(${ground} 60%,${shape} 0)`,
  (ground, shape) => `conic-gradient(${shape} 25%,${ground} 0 50%,${shape} 0 75%,${ground} 0)`,
];

/** FNV-1a, 32 bits: spreads names that differ in one letter. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}
