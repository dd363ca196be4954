import type { OpinionRecord, OpinionStore } from '@parley/core/ports/opinion-store';
import type { Access } from './access.ts';

type Row = { record: string; contradiction: 'ham' | 'spam' };

export function createOpinions({ db, write }: Access): OpinionStore {
  return {
    add: (opinion) =>
      write(() => {
        db.run(
          `INSERT INTO opinions (comment, verdict, at, record) VALUES (?, ?, ?, ?) ON CONFLICT (comment) DO NOTHING`,
          opinion.comment,
          opinion.verdict,
          opinion.at,
          JSON.stringify(opinion),
        );
      }),
    contradict: (comment, by) =>
      write(() => {
        const sql = `UPDATE opinions SET contradiction = ?, state = 'waiting'
          WHERE comment = ? AND verdict <> ? AND state IS NULL`;
        return db.run(sql, by, comment, by) > 0;
      }),
    takeContradicted: (limit) =>
      write(() => {
        const rows = db.all<Row & { comment: string }>(
          `SELECT comment, record, contradiction FROM opinions WHERE state = 'waiting' LIMIT ?`,
          limit,
        );
        for (const { comment } of rows)
          db.run(`UPDATE opinions SET state = 'told' WHERE comment = ?`, comment);
        return rows.map(({ record, contradiction }) => ({
          ...(JSON.parse(record) as OpinionRecord),
          contradiction,
        }));
      }),
    remove: (comment) => write(() => void db.run('DELETE FROM opinions WHERE comment = ?', comment)),
    purge: (before, limit) =>
      write(() =>
        db.run(
          'DELETE FROM opinions WHERE comment IN (SELECT comment FROM opinions WHERE at < ? LIMIT ?)',
          before,
          limit,
        ),
      ),
  };
}
