/** Where a log is audited: at its gateway, or in a folder that `--export` wrote. */
import { loopbackFetch } from '../../loopback-fetch.ts';
import { type GatewayLog, gatewayLog } from './gateway-log.ts';
import { folderLog } from './kept-log.ts';

export interface LogPlace {
  /** A URL or a folder. */
  readonly gateway: string;
  readonly token?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
}

export const isGateway = (place: string): boolean => /^https?:\/\//.test(place);

export const openLog = ({ gateway, token, fetch = loopbackFetch }: LogPlace): GatewayLog =>
  isGateway(gateway) ? gatewayLog({ url: gateway, token, fetch }) : folderLog(gateway);
