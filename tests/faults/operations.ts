import type { ApiClient } from '@parley/contracts/client/api-client';
import { decide } from './acts/decide.ts';
import { edit } from './acts/edit.ts';
import { flag, vote } from './acts/judge.ts';
import { postNew, repeat, reply } from './acts/post.ts';
import { closeForAMoment, pin } from './acts/preside.ts';
import { reportIssue } from './acts/report-issue.ts';
import { withdraw } from './acts/withdraw.ts';
import type { Client } from './clients.ts';
import type { History } from './history.ts';
import type { Operation, OperationKind } from './schedule.ts';

export type Actors = {
  clients: Client[];
  moderators: ApiClient[];
  /** Somebody without a session. */
  stranger: ApiClient;
  history: History;
};
type Act = (actors: Actors, client: Client, operation: Operation) => Promise<void>;

/** Carries out one operation; what there is nothing for yet becomes a post. */
export async function perform(actors: Actors, operation: Operation): Promise<void> {
  const client = actors.clients[operation.client];
  if (client) await ACTS[operation.kind](actors, client, operation);
}

const ACTS: Record<OperationKind, Act> = {
  post: postNew,
  'post-held': postNew,
  'post-twice': postNew,
  reply,
  repeat,
  edit,
  'edit-again': edit,
  'edit-held': edit,
  withdraw,
  'withdraw-parent': withdraw,
  vote,
  'vote-twice': vote,
  flag,
  'flag-twice': flag,
  decide: (actors, _client, operation) => decide(actors, operation),
  'decide-again': (actors, _client, operation) => decide(actors, operation),
  duel: (actors, _client, operation) => decide(actors, operation),
  pin,
  close: closeForAMoment,
  report: reportIssue,
};
