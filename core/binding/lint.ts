/**
 * What signatures cannot vouch for: whether a binding lets a decision pass, or holds the wrong one. Run before two
 * persons sign a list; the extension's worker refuses on its own what would break or pass (`pattern-faults.ts`).
 *
 * Never in a page: the content script takes types from this room, and nothing else.
 */
import * as z from 'zod/mini';
import type { CatalogueIndex } from '../catalogue/index.ts';
import { Slug } from '../contract/shared.ts';
import { addresses } from './lint/addresses.ts';
import { byCatalogue } from './lint/by-catalogue.ts';
import { LINT_CODES } from './lint/codes.ts';
import { decisions } from './lint/decisions.ts';
import type { LintFinding, Rule, RuleOfList, Told } from './lint/finding.ts';
import { locators } from './lint/locators.ts';
import { shapeIssues } from './lint/shape.ts';
import { texts } from './lint/texts.ts';
import { howMany, sameContainers, sameIds, sameRequests, sameSteps } from './lint/together.ts';
import { Binding, BindingList } from './types.ts';

export { LINT_CODES, type LintCode } from './lint/codes.ts';
export type { LintFinding, LintSeverity } from './lint/finding.ts';
export { tame } from './lint/tame.ts';

const RULES: readonly Rule[] = [texts, addresses, decisions, locators];
const RULES_OF_LIST: readonly RuleOfList[] = [howMany, sameContainers, sameSteps, sameRequests];

export interface LintOptions {
  /** Without it, rules that ask the lists are left out. */
  readonly catalogue?: CatalogueIndex;
}

/**
 * @param raw one binding, an array of them, or a whole list, as JSON held it. Never throws, whatever that is.
 *
 * @example
 * const findings = lintBindings(JSON.parse(text), { catalogue });
 * for (const finding of findings) console.log(finding.binding, lintSentence(finding));
 */
export function lintBindings(raw: unknown, { catalogue }: LintOptions = {}): readonly LintFinding[] {
  const { entries, list } = entriesOf(raw);
  const findings = list.map((told) => found('list', told));
  const bindings: Binding[] = [];
  for (const [at, entry] of entries.entries()) {
    const parsed = z.safeParse(Binding, entry);
    if (!parsed.success) {
      const name = nameOf(entry, at);
      for (const told of shapeIssues(parsed.error.issues, entry, 'the binding')) findings.push(found(name, told));
      continue;
    }
    const binding = parsed.data;
    bindings.push(binding);
    for (const rule of RULES) for (const told of rule(binding)) findings.push(found(binding.id, told));
    if (catalogue) for (const told of byCatalogue(binding, catalogue)) findings.push(found(binding.id, told));
  }
  for (const [{ id }, ...told] of sameIds(bindings)) findings.push(found(id, told));
  // What is switched off is beside nothing.
  const inUse = bindings.filter(({ disabled }) => disabled !== true);
  for (const rule of RULES_OF_LIST) for (const [{ id }, ...told] of rule(inUse)) findings.push(found(id, told));
  return findings;
}

/** What is wrong, in a sentence without a full stop; nothing in it can disturb a terminal. */
export const lintSentence = ({ code, facts }: Pick<LintFinding, 'code' | 'facts'>): string =>
  LINT_CODES[code].says(facts);

/** The bindings in whatever was given, unparsed, and what is wrong around them. */
function entriesOf(raw: unknown): { readonly entries: readonly unknown[]; readonly list: readonly Told[] } {
  if (Array.isArray(raw)) return { entries: raw, list: [] };
  if (typeof raw !== 'object' || raw === null || !('bindings' in raw || 'format' in raw))
    return { entries: [raw], list: [] };
  const { bindings } = raw as { bindings?: unknown };
  const entries = Array.isArray(bindings) ? bindings : [];
  const parsed = z.safeParse(BindingList, Array.isArray(bindings) ? { ...raw, bindings: [] } : raw);
  return { entries, list: parsed.success ? [] : [...shapeIssues(parsed.error.issues, raw, 'the list')] };
}

function nameOf(entry: unknown, at: number): string {
  const id = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'id') : undefined;
  const slug = z.safeParse(Slug, id);
  return slug.success ? slug.data : `#${at + 1}`;
}

const found = (binding: string, [code, path, facts = {}]: Told): LintFinding => ({
  binding,
  code,
  severity: LINT_CODES[code].severity,
  path,
  facts,
});
