import type { ReviewItem } from '@parley/contracts/objects';
import type { Navigation } from '../place/navigation.ts';
import { LANE_OF_STATE, LANE_QUERIES, wholeLane } from '../place/queue-place.ts';

/** Opens an item in the list it belongs to now, because the moderator asked for it. */
export function showItem(navigation: Navigation, item: ReviewItem): void {
  const place = navigation.place.value;
  const isHere = place.view === 'queue' && LANE_QUERIES[place.lane].state === item.state;
  const list = isHere ? place : wholeLane(LANE_OF_STATE[item.state], place.site);
  navigation.go({ ...list, item: item.id });
}
