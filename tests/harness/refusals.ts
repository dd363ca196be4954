import { ApiError, type ClientCode } from '@parley/contracts/client/api-client';
import { expect } from 'chai';

/** Expects a call to be refused with this code, and answers the refusal for a closer look. */
export async function expectRefusal(code: ClientCode, call: Promise<unknown>): Promise<ApiError> {
  let outcome: unknown;
  try {
    outcome = await call;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    expect(error.code, error.message).to.equal(code);
    return error;
  }
  throw new Error(`expected ${code}, got ${JSON.stringify(outcome)}`);
}
