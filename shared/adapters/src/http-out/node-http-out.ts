import { type LookupAddress, lookup } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type HttpOut, OutsideFailed } from '@parley/core/ports/http-out';
import { isOpenAddress } from './allowed-addresses.ts';

/** A verdict takes a few hundred bytes. */
const ANSWER_BYTES_MAX = 512 * 1024;
const PORTS = ['', '80', '443'];

/**
 * Calls the open Internet on its usual ports. Addresses are looked at when the connection is made, so that a name cannot
 * resolve to another one in between; a redirect counts as no answer. `testOrigin` may be called wherever it stands.
 */
export function createHttpOut({ testOrigin }: { testOrigin: string | null }): HttpOut {
  return {
    post: ({ url, headers, body, timeoutMs }) =>
      new Promise((resolve, reject) => {
        const target = new URL(url);
        const isTest = target.origin === testOrigin;
        if (!isTest) assertOpen(target);
        const send = target.protocol === 'https:' ? requestHttps : requestHttp;
        const request: ClientRequest = send(target, {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          agent: false,
          ...(isTest ? {} : { lookup: lookUpOpen }),
        });
        const fail = (why: string) => {
          clearTimeout(limit);
          request.destroy();
          reject(new OutsideFailed(why));
        };
        const limit = setTimeout(() => fail('no answer in time'), timeoutMs);
        request.on('error', (error) =>
          fail(error instanceof OutsideFailed ? error.message : 'cannot be reached'),
        );
        request.on('response', (response) => {
          readAnswer(response, fail, (answer) => {
            clearTimeout(limit);
            resolve(answer);
          });
        });
        request.end(body);
      }),
  };
}

function readAnswer(
  response: IncomingMessage,
  fail: (why: string) => void,
  done: (answer: Awaited<ReturnType<HttpOut['post']>>) => void,
): void {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    fail('leads elsewhere');
    return;
  }
  const parts: Buffer[] = [];
  let length = 0;
  response.on('data', (part: Buffer) => {
    length += part.length;
    if (length > ANSWER_BYTES_MAX) fail('the answer is too long');
    else parts.push(part);
  });
  response.on('error', () => fail('the answer broke off'));
  response.on('aborted', () => fail('the answer broke off'));
  response.on('end', () => {
    const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    done({ status, headers: Object.fromEntries(headers), body: Buffer.concat(parts).toString() });
  });
}

function assertOpen({ protocol, port, hostname, username }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  const isWeb = protocol === 'http:' || protocol === 'https:';
  if (!isWeb || !PORTS.includes(port) || username !== '')
    throw new OutsideFailed('not an address of the web');
  if (isIP(host) !== 0 && !isOpenAddress(host))
    throw new OutsideFailed('not an address of the open Internet');
}

/** Resolves a name, and refuses it if any of its addresses is not an open one. */
const lookUpOpen: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return answer(error, '', 0);
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isOpenAddress(address))) {
      return answer(new OutsideFailed('not an address of the open Internet'), '', 0);
    }
    if (options.all) return answer(null, addresses);
    return answer(null, first.address, first.family);
  });
};
