/**
 * Letting one decision request through, with its receipt. Session rules take `tabIds`; allow stands above the block and
 * modifyHeaders above allow, set in ONE update: remove and add in two let 103 of 138 requests through bare (TOOLCHAIN).
 */
import type { Binding } from '@duecheck/core/binding';
import type { Effect } from '@duecheck/core/contract';
import { BLOCK_PRIORITY, everyType } from './block-rules.ts';
import { patternForCase, requestPattern } from './request-pattern.ts';

type Rule = chrome.declarativeNetRequest.Rule;

export interface Release {
  readonly binding: Binding;
  readonly effect: Effect;
  readonly caseKey: string;
  readonly tabId: number;
  readonly header: 'Credit-Check-Receipt' | 'Credit-Check-Deferral';
  readonly value: string;
  /** Who presses: we the held control, or the clerk the page's own one. */
  readonly by: 'replay' | 'hand';
}

/** From the acknowledged rule update to its end (DESIGN §5). Nobody finds a button as fast as we do. */
export const RELEASE_MS = { replay: 5000, hand: 30_000 } as const;

export function releaseRules(release: Release, firstId: number): Rule[] {
  const { binding, effect, caseKey, tabId } = release;
  return binding.requests
    .filter((request) => [effect, 'chosen'].includes(request.effect) && request.case !== 'several')
    .flatMap((request, at) => {
      const path = request.case === 'path' ? patternForCase(request.path, caseKey) : request.path;
      const condition = {
        regexFilter: requestPattern(binding.origin, path ?? request.path),
        isUrlFilterCaseSensitive: true,
        requestMethods: [request.method.toLowerCase() as chrome.declarativeNetRequest.RequestMethod],
        resourceTypes: everyType() as chrome.declarativeNetRequest.ResourceType[],
        tabIds: [tabId],
      };
      return [
        {
          id: firstId + at * 2,
          priority: BLOCK_PRIORITY + 1,
          action: { type: 'allow' as chrome.declarativeNetRequest.RuleActionType },
          condition,
        },
        {
          id: firstId + at * 2 + 1,
          priority: BLOCK_PRIORITY + 2,
          action: {
            type: 'modifyHeaders' as chrome.declarativeNetRequest.RuleActionType,
            requestHeaders: [
              {
                header: release.header,
                // `set` also overwrites a header that the page forged.
                operation: 'set' as chrome.declarativeNetRequest.HeaderOperation,
                value: release.value,
              },
            ],
          },
          condition,
        },
      ];
    });
}

/** Never used twice while this worker lives: the clock of a release that is over must not find its id on a later one. */
let lastId = 0;

/** Rule updates one after the other: two at once would choose the same ids. */
let last: Promise<unknown> = Promise.resolve();
const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
  const turn = last.then(task, task);
  last = turn.catch(() => undefined);
  return turn;
};

const places = ({ condition }: Rule): string => `${condition.requestMethods} ${condition.regexFilter}`;

/**
 * Replaces what this frame released before, and whatever lets the same request of the tab through: two frames may each have
 * a case of their own in hand. Resolves when the browser has acknowledged it.
 *
 * @param before ids of the frame's last release
 * @returns ids of this one
 */
export const release = (what: Release, before: readonly number[] = []): Promise<readonly number[]> =>
  inTurn(async () => {
    const rules = await chrome.declarativeNetRequest.getSessionRules();
    const firstId = Math.max(lastId, ...rules.map((rule) => rule.id)) + 1;
    const added = releaseRules(what, firstId);
    const ids = added.map((rule) => rule.id);
    lastId = Math.max(firstId, ...ids);
    const ofTab = rules.filter(({ condition }) => condition.tabIds?.includes(what.tabId));
    const same = new Set(added.map(places));
    const old = ofTab.filter((rule) => before.includes(rule.id) || same.has(places(rule))).map((rule) => rule.id);
    await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: old, addRules: added });
    setTimeout(() => void withdraw(ids), RELEASE_MS[what.by]);
    return ids;
  });

/** @param which rules of one release, or those of a tab that is gone */
export const withdraw = (which: readonly number[] | { readonly tabId: number } | 'every'): Promise<void> =>
  inTurn(async () => {
    const rules = await chrome.declarativeNetRequest.getSessionRules();
    const isMeant = ({ id, condition }: Rule): boolean => {
      if (which === 'every') return true;
      return 'tabId' in which ? condition.tabIds?.includes(which.tabId) === true : which.includes(id);
    };
    const ids = rules.filter(isMeant).map((rule) => rule.id);
    if (ids.length > 0) await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: ids });
  });
