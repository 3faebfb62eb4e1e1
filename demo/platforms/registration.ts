/** What the city's credit office agreed with a platform: the same agreement as the platform keeps it, and as our gateway does. */
import type { Catalogue } from '@duecheck/core/catalogue';
import { LOOPBACK } from '../net.ts';
import type { PlatformId } from '../people/index.ts';
import type { Caller } from './callers.ts';
import { HABITS } from './habits.ts';

export interface Agreement {
  readonly id: PlatformId;
  readonly secret: string;
  readonly catalogue: Pick<Catalogue, 'decisionPoints' | 'recordTypes'>;
}

const APP_KEY = 'duecheck-gateway';
const PER_SECOND = 30;

/** The city takes our decision points for its matters; the province has numbers of its own. */
const matterCode = (id: PlatformId, decisionPoint: string, at: number): string =>
  id === 'city' ? decisionPoint : `33-XY-${String(at + 1).padStart(3, '0')}`;

/** As it stands with the platform. */
export const callerOf = ({ id, secret, catalogue }: Agreement): Caller => ({
  appKey: APP_KEY,
  secret,
  application: '应查必查查验网关',
  organisation: '衢州市信用办（演示）',
  ips: [LOOPBACK],
  lists: Object.values(HABITS[id].lists),
  matters: catalogue.decisionPoints.map((point, at) => ({ code: matterCode(id, point.id, at) })),
  perSecond: PER_SECOND,
  perDay: 100_000,
});

/** As it stands in the gateway's `sources.json`. @param more settings that a test needs otherwise */
export const sourceOf = (
  { id, secret, catalogue }: Agreement,
  url: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => {
  const { lists, comparesNames, charset } = HABITS[id];
  const categoryOf = new Map(catalogue.recordTypes.map((type) => [type.id, type.category]));
  return {
    id,
    url,
    appKey: APP_KEY,
    secret,
    lists: Object.fromEntries(
      Object.entries(lists).map(([type, list]) => [list, { type, category: categoryOf.get(type) }]),
    ),
    ...(id === 'city'
      ? {}
      : {
          matterCodes: Object.fromEntries(
            catalogue.decisionPoints.map((point, at) => [point.id, matterCode(id, point.id, at)]),
          ),
        }),
    identity: comparesNames ? 'compared' : 'not-compared',
    charset: charset === 'GBK' ? 'gb18030' : 'utf-8',
    perSecond: PER_SECOND,
    deadlineMs: 2500,
    atOnce: 8,
    ...more,
  };
};
