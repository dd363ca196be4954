/**
 * Everything a signed-in moderator works with, put together. It lives apart from what is on the screen, so that
 * a session that ends and begins again finds its lists, notes and marks where they were.
 */
import type { ApiClient } from '@parley/contracts/client/api-client';
import type { Moderator, ReviewItem } from '@parley/contracts/objects';
import type { AuthorDetail, Revisions } from '@parley/contracts/sanction-objects';
import type { ModerationStats } from '@parley/contracts/stats-objects';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createNoter, type Noter } from '../author/noter.ts';
import type { Sanctioned } from '../author/SanctionDialog.tsx';
import { createSanctioner, type Sanctioner } from '../author/sanctioner.ts';
import { createIssueStore, type IssueStore } from '../issues/issue-store.ts';
import { type ClaimKeeper, createClaimKeeper } from '../item/claim-keeper.ts';
import { createItemDetails, type ItemDetails } from '../item/item-details.ts';
import { connectLive, type LiveConnection } from '../live/connect-live.ts';
import { createLook, type Look } from '../load/look.ts';
import type { SliceList } from '../load/slice-list.ts';
import { createLogStore, type LogStore } from '../log/log-store.ts';
import { createMacros, type Macros } from '../macros/macros.ts';
import { shell } from '../messages.ts';
import { createPeople, type PeopleQuery, type Person } from '../people/people-list.ts';
import type { Navigation } from '../place/navigation.ts';
import { FIRST_PLACE, openedItemId as itemIn, type StatisticsPlace } from '../place/place.ts';
import { createDecider, type Decide } from '../queue/decider.ts';
import { createListProbe, type ListProbe } from '../queue/list-probe.ts';
import { createQueueStore, type QueueStore } from '../queue/queue-store.ts';
import { showItem } from '../queue/show-item.ts';
import { createUndoer, type Undoer } from '../queue/undoer.ts';
import type { Session } from '../session/session.ts';
import { createSettingsRoom, type SettingsRoom } from '../settings/settings-room.ts';
import { createNotices, type Notices } from '../shell/notices.ts';
import { createThreadRoom, type ThreadRoom } from '../threads/thread-room.ts';
import { createTicking } from '../time/ticking.ts';
import { followPlace } from './follow-place.ts';
import { createKeptEntries, type KeptEntries } from './kept-entries.ts';
import { createSettling, type Settling } from './settling.ts';

export type Panels = {
  /** The menu of reasons for a rejection. */
  rejecting: Signal<boolean>;
  /** The field for a note. */
  noting: Signal<boolean>;
  /** What the edits of the comment changed. */
  comparing: Signal<boolean>;
  help: Signal<boolean>;
  palette: Signal<boolean>;
  macros: Signal<boolean>;
  /** Whom a sanction is being chosen for. */
  sanctioning: Signal<Sanctioned | null>;
};
export type Desk = {
  moderator: Moderator;
  api: ApiClient;
  navigation: Navigation;
  now: ReadonlySignal<number>;
  notices: Notices;
  probe: ListProbe;
  queue: QueueStore;
  details: ItemDetails;
  claims: ClaimKeeper;
  authors: KeptEntries<AuthorDetail>;
  revisions: KeptEntries<Revisions>;
  sanctioner: Sanctioner;
  noter: Noter;
  issues: IssueStore;
  log: LogStore;
  threads: ThreadRoom;
  people: SliceList<PeopleQuery, Person>;
  settings: SettingsRoom;
  statistics: Look<Pick<StatisticsPlace, 'site' | 'days'>, ModerationStats>;
  /** The figures of the last day, of a site or of all. */
  pace: Look<string | null, ModerationStats>;
  live: LiveConnection;
  decide: Decide;
  undoer: Undoer;
  panels: Panels;
  /** Items marked to be decided together, by id. */
  marks: Signal<ReadonlySet<string>>;
  /** The row that was marked last: a range goes from there. */
  lastMark: Signal<string | null>;
  macros: Macros;
  /** Notes that go with the next decision, by item. */
  notes: Signal<Readonly<Record<string, string>>>;
  /** Where the keyboard's focus is asked to go. */
  focusWish: Signal<'list' | 'detail' | null>;
  /** The review item in the detail pane, as it is shown. */
  openedItem: ReadonlySignal<ReviewItem | null>;
  /** Whether that item has been there long enough for a key to mean it. */
  settling: Settling;
  /** Gives back what is claimed and signs out; tells when the service could not be told. */
  leave: () => Promise<void>;
  /** The session has begun again. */
  resume: () => void;
  close: () => void;
};

export function openDesk(deps: {
  api: ApiClient;
  navigation: Navigation;
  moderator: Moderator;
  session: Pick<Session, 'signOut'>;
}): Desk {
  const { api, navigation, moderator, session } = deps;
  const ticking = createTicking();
  const notices = createNotices();
  const probe = createListProbe();
  const openedItemId = () => itemIn(navigation.place.value);
  const queue = createQueueStore({ api, probe, opened: openedItemId, view: FIRST_PLACE });
  const details = createItemDetails({ api });
  const take = (item: ReviewItem) => {
    queue.take(item);
    details.take(item, openedItemId());
  };
  const claims = createClaimKeeper({
    api,
    onItem: take,
    onRefused: (id) => void details.reload(id),
    isWatched: () => !document.hidden,
  });
  const authors = createKeptEntries(api.getAuthor);
  const revisions = createKeptEntries(api.listRevisions);
  const noter = createNoter({ api, authors, notices, newKey: () => crypto.randomUUID() });
  const issues = createIssueStore({ api });
  const log = createLogStore({ api });
  const show = (item: ReviewItem) => showItem(navigation, item);
  const undoer = createUndoer({ api, queue, details, notices, navigation, show, now: Date.now });
  const sanctioner = createSanctioner({
    api,
    authors,
    queue,
    notices,
    undoer,
    me: moderator.id,
    now: Date.now,
  });
  const decide = createDecider({
    api,
    queue,
    details,
    claims,
    notices,
    navigation,
    undoer,
    show,
    me: moderator.id,
    isLead: moderator.role !== 'moderator',
    now: Date.now,
  });
  const settings = createSettingsRoom({ api });
  const live = connectLive({
    onItem: take,
    onGroup: issues.take,
    onConnect: () => {
      void queue.catchUp();
      void issues.catchUp();
      details.refresh(openedItemId());
    },
  });
  const openedItem = computed(() => {
    const entry = details.entries.value[openedItemId() ?? ''];
    return entry?.status === 'ready' ? entry.detail.item : null;
  });
  const settling = createSettling(
    computed(() => openedItem.value && `${openedItem.value.id} ${openedItem.value.version}`),
  );
  const desk: Desk = {
    moderator,
    api,
    navigation,
    now: ticking.now,
    notices,
    probe,
    queue,
    details,
    claims,
    authors,
    revisions,
    sanctioner,
    noter,
    issues,
    log,
    threads: createThreadRoom({ api, notices, undoer }),
    people: createPeople(api),
    settings,
    statistics: createLook(({ site, days }) => api.getStats({ ...(site ? { site } : {}), days })),
    pace: createLook((site: string | null) => api.getStats({ ...(site ? { site } : {}), days: 1 })),
    live,
    decide,
    undoer,
    panels: {
      rejecting: signal(false),
      noting: signal(false),
      comparing: signal(false),
      help: signal(false),
      palette: signal(false),
      macros: signal(false),
      sanctioning: signal(null),
    },
    marks: signal(new Set()),
    lastMark: signal(null),
    macros: createMacros(moderator.id),
    notes: signal({}),
    focusWish: signal(null),
    openedItem,
    settling,
    leave: async () => {
      try {
        await claims.hold(null);
        await session.signOut();
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        notices.tell({ tone: 'failed', text: shell.signOutFailed, details: [detail] });
      }
    },
    resume: () => {
      live.reconnect();
      if (queue.status.value === 'failed') void queue.reload();
    },
    close: () => {
      stopFollowing();
      settling.stop();
      settings.close();
      void claims.hold(null);
      live.close();
      queue.close();
      issues.close();
      notices.close();
      ticking.stop();
    },
  };
  const stopFollowing = followPlace(desk);
  void issues.refreshNews();
  if (navigation.place.value.view !== 'queue') queue.refreshCounts();
  return desk;
}
