import type { issueReport } from '@parley/contracts/requests';
import { CoreError } from '@parley/core/core-error';
import { readDiagnostics } from '@parley/core/issues/read-diagnostics';
import type { HashToken } from '@parley/core/ports/host';
import { SpoolFull } from '@parley/core/ports/issue-spool';
import type { RecentRequests } from '@parley/core/ports/served-requests';
import { ipKeyGenerator } from 'express-rate-limit';
import type * as z from 'zod';
import type { HttpDeps } from './deps.ts';

/** Reports taken per second, and saved up while it is quiet: their own bucket, apart from every other limit. */
const RATE_PER_SECOND = 50;
const BURST = 1_000;
const RETRY_AFTER_S = 5;
/** Hexadecimal digits: enough that two readers of a day are not taken for one. */
const READER_LENGTH = 16;

export type IssueIntake = {
  /** Throws `rate-limited` when too many reports are coming in. */
  admit(): void;
  /** Resolves when the report is durable on this machine. Throws `rate-limited` when no more can wait. */
  take(report: z.output<typeof issueReport>, from: { address: string }): Promise<void>;
};

/** The one way in for issue reports, whether a script or a plain form sends them. Touches no store. */
export function issueIntake(
  deps: Pick<HttpDeps, 'spool' | 'clock' | 'log' | 'metrics' | 'hashToken' | 'recent'>,
): IssueIntake {
  const admits = tokenBucket(deps.clock.now);
  return {
    admit() {
      if (!admits()) throw tooMany();
    },
    async take({ message, email, ...rest }, { address }) {
      const receivedAt = deps.clock.now();
      try {
        await deps.spool.accept({
          ...rest,
          message: message ?? null,
          email: email ?? null,
          diagnostics: withServed(rest.diagnostics, deps.recent),
          receivedAt,
          ...(address === '' ? {} : { reader: readerOf(deps.hashToken, receivedAt, address) }),
        });
      } catch (error) {
        if (error instanceof SpoolFull) throw tooMany();
        throw error;
      }
      deps.metrics.issueReports.inc();
      const { ticket, site, diagnosis } = rest;
      deps.log.info('issue.received', { ticket, site, diagnosis });
    },
  };
}

/** Lays what this process knows of the reader's last calls beside them. Nobody else may fill that place. */
function withServed(told: Record<string, unknown>, recent: RecentRequests): Record<string, unknown> {
  const { served: _, ...rest } = told;
  const ids = readDiagnostics(told).calls.flatMap(({ requestId }) => requestId ?? []);
  const served = recent.find(ids);
  return served.length === 0 ? rest : { ...rest, served };
}

/**
 * Tells readers apart for a day and no longer: the same address has another name tomorrow, and without the
 * installation's secret neither leads back to it. Households have a /64 each.
 */
function readerOf(hash: HashToken, at: number, address: string): string {
  const day = new Date(at).toISOString().slice(0, 10);
  return hash(`reader of issue reports ${day} ${ipKeyGenerator(address)}`).slice(0, READER_LENGTH);
}

function tokenBucket(now: () => number): () => boolean {
  let tokens = BURST;
  let filledAt = now();
  return () => {
    const passed = Math.max(0, now() - filledAt) / 1000;
    tokens = Math.min(BURST, tokens + passed * RATE_PER_SECOND);
    filledAt = now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

function tooMany(): CoreError {
  const detail =
    'Many reports are arriving at once. Yours is kept where you are; it can be sent again in a moment.';
  return new CoreError('rate-limited', detail, { retryAfter: RETRY_AFTER_S });
}
