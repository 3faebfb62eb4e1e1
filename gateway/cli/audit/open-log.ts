/** Where a log is audited: at its gateway, or in a folder that `--export` wrote. */
import { loopbackFetch } from '../../loopback-fetch.ts';
import { type GatewayLog, gatewayLog } from './gateway-log.ts';
import { folderLog } from './kept-log.ts';

export interface LogPlace {
  /** A URL or a folder. */
  readonly gateway: string;
  /** Which log of a gateway's register, by its name; left out, the newest. */
  readonly origin?: string | undefined;
  readonly token?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
}

export const isGateway = (place: string): boolean => /^https?:\/\//.test(place);

export const openLog = ({ gateway, origin, token, fetch = loopbackFetch }: LogPlace): GatewayLog =>
  isGateway(gateway) ? gatewayLog({ url: gateway, origin, token, fetch }) : folderLog(gateway);
