/**
 * Layer 3 of the gate: a standing block for each decision request of a bound origin (DESIGN §5). Dynamic rules, because
 * they stand before the page does, also at browser start; no `tabIds`, because the host's service worker, a second tab
 * and `target=_blank` have another; every resource type by name, because a top-level form would pass otherwise.
 */
import type { Binding } from '@duecheck/core/binding';
import { requestPattern } from './request-pattern.ts';

type Rule = chrome.declarativeNetRequest.Rule;

/** Chromium and Firefox know different types; each gets all it knows. */
export const everyType = (): Rule['condition']['resourceTypes'] =>
  Object.values(chrome.declarativeNetRequest.ResourceType) as Rule['condition']['resourceTypes'];

export const BLOCK_PRIORITY = 1;

export function blockRules(bindings: readonly Binding[]): Rule[] {
  const held = bindings.filter((binding) => binding.enforcement === 'hold');
  return held
    .flatMap((binding) => binding.requests.map((request) => ({ origin: binding.origin, ...request })))
    .map(({ origin, method, path }, at) => ({
      id: at + 1,
      priority: BLOCK_PRIORITY,
      action: { type: 'block' as chrome.declarativeNetRequest.RuleActionType },
      condition: {
        regexFilter: requestPattern(origin, path),
        // Servers differ in whether /Hire is /hire; the block takes both.
        isUrlFilterCaseSensitive: false,
        requestMethods: [method.toLowerCase() as chrome.declarativeNetRequest.RequestMethod],
        resourceTypes: everyType() as chrome.declarativeNetRequest.ResourceType[],
      },
    }));
}

/** One update, so that there is no moment without the rules. */
export async function block(bindings: readonly Binding[]): Promise<void> {
  const before = await chrome.declarativeNetRequest.getDynamicRules();
  await chrome.declarativeNetRequest.updateDynamicRules({
    removeRuleIds: before.map((rule) => rule.id),
    addRules: blockRules(bindings),
  });
}
