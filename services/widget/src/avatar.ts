/** A small picture made from a name: the same for the same name, and made here, with nothing asked for. */
export type AvatarPicture = { background: string; foreground: string; path: string };

/** On an 8 by 8 field. */
const SHAPES = [
  'M0 4l4-4 4 4-4 4z',
  'M0 8L8 0v8z',
  'M1 1h3v3H1zM4 4h3v3H4z',
  'M4 2a2 2 0 000 4 2 2 0 000-4z',
  'M0 5h8v3H0zM3 0h2v5H3z',
  'M4 0a4 4 0 014 4H4zM4 8a4 4 0 01-4-4h4z',
];

export function avatarFor(name: string): AvatarPicture {
  const hash = hashOf(name.trim().toLowerCase());
  const hue = hash % 360;
  const colours = [`hsl(${hue} 42% 34%)`, `hsl(${hue} 58% 80%)`] as const;
  const isLight = (hash >>> 16) % 3 === 0;
  return {
    background: colours[isLight ? 1 : 0],
    foreground: colours[isLight ? 0 : 1],
    path: SHAPES[(hash >>> 20) % SHAPES.length] ?? '',
  };
}

/** FNV-1a, 32 bits: spreads names that differ in one letter. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}
