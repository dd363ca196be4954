import type { OpinionRecord, OpinionStore } from '@parley/core/ports/opinion-store';
import type { Access } from './access.ts';

type Place = Pick<OpinionRecord, 'comment' | 'revision'>;
type Row = { record: string; contradiction: 'ham' | 'spam' };

export function createOpinions({ db, write }: Access): OpinionStore {
  return {
    add: (opinion) =>
      write(() => {
        db.run(
          `INSERT INTO opinions (comment, revision, verdict, at, record) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (comment, revision) DO NOTHING`,
          opinion.comment,
          opinion.revision,
          opinion.verdict,
          opinion.at,
          JSON.stringify(opinion),
        );
      }),
    contradict: ({ comment, revision }, by) =>
      write(() => {
        const sql = `UPDATE opinions SET contradiction = ?, state = 'waiting'
          WHERE comment = ? AND revision = ? AND verdict <> ? AND state IS NULL`;
        return db.run(sql, by, comment, revision, by) > 0;
      }),
    takeContradicted: (limit) =>
      write(() => {
        const rows = db.all<Row & Place>(
          `SELECT comment, revision, record, contradiction FROM opinions WHERE state = 'waiting' LIMIT ?`,
          limit,
        );
        for (const { comment, revision } of rows)
          db.run(`UPDATE opinions SET state = 'told' WHERE comment = ? AND revision = ?`, comment, revision);
        return rows.map(({ record, revision, contradiction }) => ({
          ...(JSON.parse(record) as OpinionRecord),
          ...{ revision, contradiction },
        }));
      }),
    remove: (comment) => write(() => void db.run('DELETE FROM opinions WHERE comment = ?', comment)),
    purge: (before, limit) =>
      write(() =>
        db.run(
          `DELETE FROM opinions
           WHERE (comment, revision) IN (SELECT comment, revision FROM opinions WHERE at < ? LIMIT ?)`,
          before,
          limit,
        ),
      ),
  };
}
