import type { Check } from './findings.ts';
import { listings } from './shown.ts';

/** The store agrees with itself, and the servers with their operators. */
export const STORE = {
  'the log has no holes': ({ evidence }) =>
    [...evidence.threads].flatMap(([key, { record, seqs }]) => {
      const head = record?.head ?? 0;
      const isDense = seqs.every((seq, index) => seq === head - seqs.length + 1 + index);
      return isDense && (head === 0 || seqs.length > 0) ? [] : [`${key}: ${seqs} with head ${head}`];
    }),

  'counts equal a recount': ({ evidence }) => {
    const records = [...evidence.records.values()];
    return [
      ...[...evidence.threads].flatMap(([key, { record, drift }]) => {
        const own = records.filter(({ thread }) => thread === record?.id);
        const counted = own.filter(({ status }) => status === 'published').length;
        const stored = record?.commentCount ?? 0;
        return [
          ...(stored === counted ? [] : [`${key} says ${stored} comments and has ${counted}`]),
          ...drift.map((one) => `${key}: ${JSON.stringify(one)}`),
        ];
      }),
      ...listings(records)
        .filter(({ record, replyCount }) => record.replyCount !== replyCount)
        .map(({ record, replyCount }) => `${record.id} says ${record.replyCount} replies, has ${replyCount}`),
    ];
  },

  'every server answers after a fault': ({ heals }) =>
    heals
      .filter(({ heads, allServersMs }) => heads === null || !Number.isFinite(allServersMs))
      .map(({ kind }) => `not all servers answered after ${kind}`),

  'servers end when they are asked to': ({ serverExitCodes }) =>
    serverExitCodes.flatMap((code, index) => (code === 0 ? [] : [`server ${index} ended with ${code}`])),
} satisfies Record<string, Check>;
