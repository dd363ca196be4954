import type { Author } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { avatarFor } from './avatar.ts';

/** The author's picture: the site's own where it has one that loads, else one made from the name. */
export function Avatar({ author }: { author: Author | null }) {
  const [isBroken, setBroken] = useState(false);
  if (!author) return <span class="avatar none" aria-hidden="true" />;
  if (author.avatar?.startsWith('https:') && !isBroken)
    return (
      <img
        class="avatar"
        src={author.avatar}
        alt=""
        loading="lazy"
        referrerPolicy="no-referrer"
        onError={() => setBroken(true)}
      />
    );
  return <span class="avatar" style={`background:${avatarFor(author.name)}`} aria-hidden="true" />;
}
