import { type ApiClient, createApiClient } from '@parley/contracts/client/api-client';

/** Another site cannot set it without a preflight that we refuse: it proves that a call is the console's. */
const CONSOLE_HEADERS = { 'x-parley-console': '1' };

/**
 * The API as the console calls it: by the session cookie, marked against forged requests. `onUnauthorized` hears
 * of every 401. Calls made while the page is being left are kept alive, so that a claim is still given back.
 */
export function createConsoleApi(onUnauthorized: () => void): ApiClient {
  let isLeaving = false;
  addEventListener('pagehide', () => {
    isLeaving = true;
  });
  addEventListener('pageshow', () => {
    isLeaving = false;
  });
  return createApiClient({
    baseUrl: location.origin,
    headers: CONSOLE_HEADERS,
    fetch: async (input, init) => {
      const response = await fetch(input, isLeaving ? { ...init, keepalive: true } : init);
      if (response.status === 401) onUnauthorized();
      return response;
    },
  });
}
