import type { FieldError, ProblemCode } from '@parley/contracts/problems';

/**
 * An expected refusal: the code decides status and title, `detail` tells a person what happened and what
 * they can do. Everything else that is thrown is a fault.
 */
export class CoreError extends Error {
  readonly code: ProblemCode;
  readonly extras: { errors?: FieldError[]; reason?: string; retryAfter?: number; current?: unknown };

  constructor(code: ProblemCode, detail: string, extras: CoreError['extras'] = {}) {
    super(detail);
    this.name = 'CoreError';
    this.code = code;
    this.extras = extras;
  }
}
