import { createStore, type Store } from '../store.ts';
import { diagnose, type Findings, type Trouble } from './diagnosis.ts';

export type PastTrouble = {
  readonly trouble: Trouble /** Milliseconds since 1970. */;
  readonly until: number;
};

export type Diagnosis = {
  readonly findings: Findings;
  /** What holds now, the gravest first. */
  readonly present: readonly Trouble[];
  /** What held a while ago, the latest first. */
  readonly past: readonly PastTrouble[];
};

/** What nobody can tell of while nothing is reached: it may not be over. */
const HIDDEN: readonly Trouble[] = [
  'api-unreachable',
  'live-unavailable',
  'live-lagging',
  'websocket-blocked',
];

/** What is longer over than this is not why somebody asks for help now; in milliseconds. */
const REMEMBERED_MS = 15 * 60_000;

export type SelfDiagnosis = Store<Diagnosis> & {
  /** To be called whenever the facts may have changed: tells of it when that makes a difference to the reader. */
  look(): void;
  /** Takes everything anew: for a report that is about to be written. */
  lookAnew(): void;
};

/** Keeps the diagnosis in step with the facts that `find` gathers. */
export function createSelfDiagnosis(find: () => Findings): SelfDiagnosis {
  const findings = find();
  const store = createStore<Diagnosis>({ findings, present: diagnose(findings), past: [] });
  return {
    ...store,
    look() {
      const before = store.get();
      const next = follow(before, find());
      if (String(next.present) !== String(before.present)) store.set(next);
    },
    lookAnew: () => store.set(follow(store.get(), find())),
  };
}

/** The diagnosis after another look: troubles that no longer hold become past ones, and are forgotten in time. */
export function follow(before: Diagnosis, findings: Findings): Diagnosis {
  const present = diagnose(findings);
  const isCutOff = present.includes('offline') || present.includes('api-unreachable');
  const over = before.present.filter(
    (trouble) => !present.includes(trouble) && !(isCutOff && HIDDEN.includes(trouble)),
  );
  const remembered = before.past.filter(
    ({ trouble, until }) =>
      !present.includes(trouble) && !over.includes(trouble) && findings.now - until < REMEMBERED_MS,
  );
  const past = [...over.map((trouble) => ({ trouble, until: findings.now })), ...remembered];
  return { findings, present, past };
}
