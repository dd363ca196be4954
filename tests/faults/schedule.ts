import { createDice, type Dice } from '../bench/dice.ts';

export type StoreKind = 'sqlite' | 'mongo';

/** Operations by how often each is drawn. */
const OPERATIONS = {
  post: 16,
  reply: 16,
  'post-twice': 4,
  'post-held': 5,
  repeat: 4,
  edit: 7,
  'edit-again': 2,
  'edit-held': 5,
  withdraw: 3,
  'withdraw-parent': 3,
  vote: 11,
  'vote-twice': 3,
  flag: 5,
  'flag-twice': 2,
  decide: 9,
  'decide-again': 3,
  duel: 4,
  pin: 5,
  close: 1,
  report: 3,
} as const;
export type OperationKind = keyof typeof OPERATIONS;

const FAULTS_ANYWHERE = [
  'server-killed',
  'server-paused',
  'server-stopped',
  'readers-cut',
  'readers-stalled',
  'writers-cut',
  'writers-delayed',
  'reader-slow',
] as const;
const FAULTS_OF_SEVERAL = [
  'redis-restarted',
  'redis-subscribers-killed',
  'redis-cut',
  'redis-black-hole',
  'redis-delayed',
  'redis-throttled',
  'store-cut',
  'store-black-hole',
  'store-delayed',
] as const;
export type FaultKind = (typeof FAULTS_ANYWHERE)[number] | (typeof FAULTS_OF_SEVERAL)[number];

/** `pick` in [0, 1) chooses among what there is when the moment comes; `at` is in milliseconds from the start. */
export type Operation = { at: number; client: number; kind: OperationKind; pick: number; text: string };
export type Fault = { at: number; kind: FaultKind; lastsMs: number; pick: number };
export type Schedule = { operations: Operation[]; faults: Fault[] };

export type ScheduleOptions = {
  seed: number;
  seconds: number;
  clients: number;
  /** Operations of each client in a second, on average. */
  rate: number;
  store: StoreKind;
  /** Only these, for a test that is about one of them. */
  faultKinds?: readonly FaultKind[];
};

/** Nothing is harmed before the windows have something to show. */
const FIRST_FAULT_MS = 1_500;
const FAULT_MIN_MS = 500;
const FAULT_SPREAD_MS = 2_000;
/** Between one fault and the next: as long as every window is promised to take to the truth. */
export const PAUSE_MIN_MS = 2_000;
const PAUSE_SPREAD_MS = 1_500;

/** The same options give the same schedule: whatever is random is drawn here, from the seed. */
export function createSchedule(options: ScheduleOptions): Schedule {
  const dice = createDice(options.seed);
  return { faults: drawFaults(dice, options), operations: drawOperations(dice, options) };
}

/** Throws a sentence for a word that is no fault of this store. */
export function assertFaultKinds(
  words: readonly string[],
  store: StoreKind,
): asserts words is readonly FaultKind[] {
  const known: readonly string[] = faultKindsOf(store);
  const wrong = words.filter((word) => !known.includes(word));
  if (wrong.length > 0) throw new Error(`${wrong} is no fault of ${store}; there are ${known.join(', ')}`);
}

function faultKindsOf(store: StoreKind): readonly FaultKind[] {
  return store === 'mongo' ? [...FAULTS_ANYWHERE, ...FAULTS_OF_SEVERAL] : FAULTS_ANYWHERE;
}

function drawOperations(dice: Dice, { seconds, clients, rate }: ScheduleOptions): Operation[] {
  const kinds = Object.entries(OPERATIONS).flatMap(([kind, weight]) =>
    Array.from({ length: weight }, () => kind as OperationKind),
  );
  const count = Math.round(seconds * clients * rate);
  return Array.from({ length: count }, () => ({
    at: dice.below(seconds * 1_000),
    client: dice.below(clients),
    kind: dice.pick(kinds),
    pick: dice.next(),
    text: dice.sentence(),
  })).sort((a, b) => a.at - b.at);
}

/** Every kind comes once, in an order of its own, before any comes again. */
function drawFaults(dice: Dice, { seconds, store, faultKinds }: ScheduleOptions): Fault[] {
  const faults: Fault[] = [];
  let left: FaultKind[] = [];
  for (let at = FIRST_FAULT_MS; ; ) {
    if (left.length === 0) left = [...(faultKinds ?? faultKindsOf(store))];
    const [kind] = left.splice(dice.below(left.length), 1) as [FaultKind];
    const lastsMs = FAULT_MIN_MS + dice.below(FAULT_SPREAD_MS);
    if (at + lastsMs > seconds * 1_000) return faults;
    faults.push({ at, kind, lastsMs, pick: dice.next() });
    at += lastsMs + PAUSE_MIN_MS + dice.below(PAUSE_SPREAD_MS);
  }
}
