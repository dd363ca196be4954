import { ApiError } from '@parley/contracts/client/api-client';
import type { IssueGroupDetail } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { isIssueGroup } from './issue-state.ts';

/** Does one thing to a group at a time, shows what came of it, and says what went wrong. */
export function useAct() {
  const { issues } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (act: () => Promise<IssueGroupDetail>): Promise<IssueGroupDetail | null> => {
    setBusy(true);
    setProblem(null);
    try {
      const detail = await act();
      issues.takeDetail(detail);
      return detail;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isIssueGroup(error.current)) issues.take(error.current);
      setProblem(error.message);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, run };
}
