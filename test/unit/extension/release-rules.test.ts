import { beforeAll, describe, expect, it } from 'vitest';
import { hiringBinding } from '../../e2e/extension/support/lists.ts';

/** The two modules read which resource types this browser knows; nothing else of it. */
beforeAll(() => {
  (globalThis as { chrome?: unknown }).chrome = {
    declarativeNetRequest: { ResourceType: { MAIN_FRAME: 'main_frame', XHR: 'xmlhttprequest' } },
  };
});

const ORIGIN = 'http://hiring.localhost:8080';
const binding = hiringBinding(ORIGIN);

describe('rules', () => {
  it('block every request of a binding that holds, for the whole origin', async () => {
    const { blockRules } = await import('../../../extension/worker/block-rules.ts');
    const rules = blockRules([binding]);
    expect(rules).toHaveLength(2);
    for (const { priority, action, condition } of rules) {
      expect([priority, action.type]).toEqual([1, 'block']);
      expect(condition.tabIds).toBeUndefined();
      expect(condition.resourceTypes).toContain('main_frame');
    }
    expect(new Set(rules.map(({ id }) => id)).size).toBe(2);
  });

  it('block nothing of a binding that only observes, or holds in the page alone', async () => {
    const { blockRules } = await import('../../../extension/worker/block-rules.ts');
    expect(blockRules([hiringBinding(ORIGIN, { enforcement: 'ui-only' })])).toEqual([]);
    expect(blockRules([hiringBinding(ORIGIN, { enforcement: 'observe' })])).toEqual([]);
  });

  it('release one effect of one case in one tab, with the header above the allowance', async () => {
    const { releaseRules } = await import('../../../extension/worker/release-rules.ts');
    const rules = releaseRules(
      {
        binding,
        effect: 'adverse',
        caseKey: '412',
        tabId: 7,
        header: 'Credit-Check-Receipt',
        value: 'r',
        by: 'replay',
      },
      40,
    );
    expect(rules.map(({ id, priority, action }) => [id, priority, action.type])).toEqual([
      [40, 2, 'allow'],
      [41, 3, 'modifyHeaders'],
    ]);
    for (const { condition } of rules) {
      expect(condition.tabIds).toEqual([7]);
      expect(condition.regexFilter).toContain('(?:412)/reject');
      expect(condition.isUrlFilterCaseSensitive).toBe(true);
    }
  });

  it('never use an id again: the clock of a release that is over finds nothing of a later one', async () => {
    const { release, withdraw } = await import('../../../extension/worker/release-rules.ts');
    const rules = standInForRules();
    const what = {
      binding,
      effect: 'adverse',
      caseKey: '412',
      tabId: 7,
      header: 'Credit-Check-Receipt',
      by: 'replay',
    } as const;
    const first = await release({ ...what, value: 'first' });
    expect(first).toEqual(rules());
    await withdraw(first);
    expect(rules()).toEqual([]);
    await release({ ...what, value: 'second' });
    expect(rules().filter((id) => first.includes(id))).toEqual([]);
    expect(rules()).toHaveLength(2);
    await withdraw('every');
  });

  it('of two frames stand beside each other, and end by themselves; of one request there is one', async () => {
    const { release, withdraw } = await import('../../../extension/worker/release-rules.ts');
    const rules = standInForRules();
    const what = { binding, effect: 'adverse', tabId: 7, header: 'Credit-Check-Receipt', by: 'replay' } as const;
    const first = await release({ ...what, caseKey: '412', value: 'first' });
    const second = await release({ ...what, caseKey: '413', value: 'second' });
    expect(rules()).toEqual([...first, ...second]);
    const third = await release({ ...what, caseKey: '414', value: 'third' }, second);
    expect(rules()).toEqual([...first, ...third]);
    await withdraw(third);
    expect(rules()).toEqual(first);
    const again = await release({ ...what, caseKey: '412', value: 'again' });
    expect(rules()).toEqual(again);
    await withdraw('every');
    expect(rules()).toEqual([]);
  });
});

/** @returns the ids of what the browser would hold */
function standInForRules(): () => number[] {
  let rules: { id: number }[] = [];
  Object.assign((globalThis as unknown as { chrome: { declarativeNetRequest: object } }).chrome.declarativeNetRequest, {
    getSessionRules: async () => rules,
    updateSessionRules: async (update: { removeRuleIds?: number[]; addRules?: typeof rules }) => {
      rules = rules.filter(({ id }) => !update.removeRuleIds?.includes(id)).concat(update.addRules ?? []);
    },
  });
  return () => rules.map(({ id }) => id);
}
