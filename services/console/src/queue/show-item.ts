import type { ReviewItem } from '@parley/contracts/objects';
import type { Navigation } from '../place/navigation.ts';
import { FIRST_PLACE } from '../place/place.ts';

/** Opens an item in the list it belongs to now, because the moderator asked for it. */
export function showItem(navigation: Navigation, item: ReviewItem): void {
  const place = navigation.place.value;
  const isHere = place.view === 'queue' && place.state === item.state;
  const list = isHere ? place : { ...FIRST_PLACE, state: item.state, site: place.site };
  navigation.go({ ...list, item: item.id });
}
