import type { Database } from './database.ts';

/** How SQLite serves a statement: one line a step, as `EXPLAIN QUERY PLAN` tells it. */
export type ExplainedStatement = { sql: string; plan: string[] };

/** Every statement that the store has used so far, with its plan. */
export function explainStatements(db: Database): ExplainedStatement[] {
  return db
    .statements()
    .filter((sql) => /^\s*(SELECT|UPDATE|DELETE|INSERT)/i.test(sql))
    .map((sql) => ({
      sql: sql.replace(/\s+/g, ' ').trim(),
      plan: db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail),
    }));
}
