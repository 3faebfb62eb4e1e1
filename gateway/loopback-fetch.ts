/**
 * fetch that knows that `*.localhost` is loopback (RFC 6761 §6.3), which the system resolver of Node does not. Other
 * names resolve as ever.
 */
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch } from 'undici';

const LOOPBACK = { address: '127.0.0.1', family: 4 };

export const lookupLoopback: LookupFunction = (hostname, options, callback) => {
  if (hostname !== 'localhost' && !hostname.endsWith('.localhost')) {
    lookup(hostname, options, callback);
  } else if (options.all === true) {
    callback(null, [LOOPBACK]);
  } else {
    callback(null, LOOPBACK.address, LOOPBACK.family);
  }
};

const agent = new Agent({ connect: { lookup: lookupLoopback } });

export const loopbackFetch = ((input: string | URL, init?: object) =>
  undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch;
