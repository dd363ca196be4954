import { AuthorGlance } from '../author/AuthorGlance.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { CommentInContext } from './CommentInContext.tsx';
import { Flags } from './Flags.tsx';
import { History } from './History.tsx';
import { ItemBanners } from './ItemBanners.tsx';
import { ItemHead } from './ItemHead.tsx';
import type { DetailEntry } from './item-details.ts';
import { WhyHere } from './WhyHere.tsx';

/** An item in the context of its thread, with everything a decision needs. */
export function ItemDetail({ entry }: { entry: Extract<DetailEntry, { status: 'ready' }> }) {
  const { moderator } = useDesk();
  const { detail } = entry;
  return (
    <article class="item" key={detail.item.id}>
      <ItemHead detail={detail} showsSite={moderator.sites.length > 1} />
      <ItemBanners entry={entry} />
      <CommentInContext detail={detail} />
      <div class="columns">
        <div>
          <WhyHere detail={detail} />
          {detail.flags.length > 0 && (
            <Flags flags={detail.flags} source={detail.item.comment.source ?? null} />
          )}
        </div>
        <div>
          <AuthorGlance detail={detail} />
        </div>
      </div>
      <History detail={detail} />
    </article>
  );
}
