/** How MongoDB, or a server that speaks its protocol, carries out a query: what its `explain` comes to. */
import type { Node } from './mongo-nodes.ts';

export type Command = Record<string, unknown>;
export type Plan = {
  /** Whether it walks over a whole collection. */
  isScan: boolean;
  /** Documents and index entries looked at, as far as the server counts them. */
  examined: number;
  text: string;
};

/** Records the queries that `work` makes of the store: reads as they are, writes by what they look for. */
export async function recordQueries({ connection }: Node, work: () => Promise<unknown>): Promise<Command[]> {
  const queries: Command[] = [];
  const note = ({ commandName, command }: { commandName: string; command: Command }) => {
    queries.push(...toQueries(commandName, command));
  };
  const client = connection.getClient();
  client.on('commandStarted', note);
  try {
    await work();
  } finally {
    client.off('commandStarted', note);
  }
  return queries;
}

export async function explain({ connection }: Node, query: Command): Promise<Plan> {
  const answer = await connection.db!.command({ explain: query, verbosity: 'executionStats' });
  const lines: unknown = answer.queryPlanner?.plan;
  return Array.isArray(lines) ? readPostgresPlan(lines.map(String)) : readMongoPlan(answer);
}

/** The one condition that every document of a collection fulfils. */
const WHOLE_INDEX = /Index Cond: \(shard_key_value = '\d+'::bigint\)$/;

function toQueries(name: string, command: Command): Command[] {
  const find = (collection: unknown, filter: unknown): Command => ({ find: collection, filter, limit: 1 });
  switch (name) {
    case 'find':
      return [pick(command, ['find', 'filter', 'sort', 'projection', 'limit', 'hint'])];
    case 'aggregate':
      return [pick(command, ['aggregate', 'pipeline', 'cursor', 'hint'])];
    case 'findAndModify':
      return [find(command.findAndModify, command.query)];
    case 'update':
      return (command.updates as { q: unknown }[]).map(({ q }) => find(command.update, q));
    case 'delete':
      return (command.deletes as { q: unknown }[]).map(({ q }) => find(command.delete, q));
    default:
      return [];
  }
}

function pick(command: Command, names: string[]): Command {
  return Object.fromEntries(names.filter((name) => name in command).map((name) => [name, command[name]]));
}

/** MongoDB's own: stages within stages; every stage that examined documents says how many. */
function readMongoPlan(answer: object): Plan {
  let isScan = false;
  let examined = 0;
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { stage, totalDocsExamined, totalKeysExamined } = value as Command;
    isScan ||= stage === 'COLLSCAN' || (stage === 'IXSCAN' && isUnbounded(value as Command));
    if (typeof totalDocsExamined === 'number') examined += totalDocsExamined;
    if (typeof totalKeysExamined === 'number') examined += totalKeysExamined;
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(answer);
  return { isScan, examined, text: JSON.stringify(answer) };
}

function isUnbounded({ indexBounds }: Command): boolean {
  const [first] = Object.values((indexBounds ?? {}) as Record<string, string[]>);
  return first?.[0] === '[MinKey, MaxKey]' || first?.[0] === '[MaxKey, MinKey]';
}

/** PostgreSQL's, under servers that stand on it: one line a node, with the rows it gave and dropped. */
function readPostgresPlan(lines: string[]): Plan {
  const examined = lines.reduce((sum, line, index) => {
    const dropped = Number(/^\s*Rows Removed by \w+[\w ]*: (\d+)/.exec(line)?.[1] ?? 0);
    const isSource = /\b(Index|Seq|Heap) .*Scan|\b(Index|Seq) Scan/.test(line);
    const [, rows = '0', loops = '1'] = /rows=([\d.]+) loops=(\d+)/.exec(line) ?? [];
    return sum + dropped * loopsAbove(lines, index) + (isSource ? Number(rows) * Number(loops) : 0);
  }, 0);
  const isScan = lines.some((line) => /\bSeq Scan\b/.test(line) || WHOLE_INDEX.test(line));
  return { isScan, examined, text: lines.join('\n') };
}

/** How often the node was run that a line below it speaks of. */
function loopsAbove(lines: string[], index: number): number {
  for (let above = index; above >= 0; above -= 1) {
    const loops = /loops=(\d+)/.exec(lines[above] ?? '')?.[1];
    if (loops !== undefined) return Number(loops);
  }
  return 1;
}
