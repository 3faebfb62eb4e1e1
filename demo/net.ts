/**
 * `*.localhost` for Node. Browsers resolve every name under `.localhost` to the loopback (RFC 6761 §6.3) and take each
 * one for a site of its own; Node asks the system's resolver, which often knows only `localhost` itself.
 */
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch, type RequestInit, type Response } from 'undici';

export const LOOPBACK = '127.0.0.1';

const isLoopbackName = (hostname: string): boolean => hostname === 'localhost' || hostname.endsWith('.localhost');

const lookup: LookupFunction = (hostname, options, callback) => {
  if (!isLoopbackName(hostname)) {
    systemLookup(hostname, options, callback);
    return;
  }
  if (options.all) callback(null, [{ address: LOOPBACK, family: 4 }]);
  else callback(null, LOOPBACK, 4);
};

/** An undici dispatcher that knows `*.localhost`. The caller closes it. */
export const localhostAgent = (): Agent => new Agent({ connect: { lookup } });

const shared = localhostAgent();

/** `fetch` that reaches `http://hiring.localhost:…` from Node. Redirects are handed back, as tests want to see them. */
export const localFetch = (url: string | URL, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { redirect: 'manual', dispatcher: shared, ...init });
