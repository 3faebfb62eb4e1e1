import type { CatalogueIndex } from '../../catalogue/index.ts';
import type { Binding } from '../types.ts';
import type { LINT_CODES, LintCode } from './codes.ts';

export type LintSeverity = (typeof LINT_CODES)[LintCode]['severity'];

/** Details for the sentence: texts of the binding as they are, so whoever prints them has to tame them. */
export type Facts = Readonly<Record<string, string | number>>;

export interface LintFinding {
  /** Id of the binding; `#2` where the second has none that can be said; `list` for what surrounds them. */
  readonly binding: string;
  readonly code: LintCode;
  readonly severity: LintSeverity;
  /** JSON pointer into the binding (into the list, for `list`); empty for the whole. */
  readonly path: string;
  readonly facts: Facts;
}

/** As a rule says it; which binding and how grave is added for it. */
export type Told = readonly [code: LintCode, path: string, facts?: Facts];
export type ToldOf = readonly [binding: Binding, ...told: Told];

/** One that looks at a binding by itself, and one that looks at all of them. */
export type Rule = (binding: Binding) => Generator<Told>;
export type RuleOfList = (bindings: readonly Binding[]) => Generator<ToldOf>;
export type RuleOfCatalogue = (binding: Binding, catalogue: CatalogueIndex) => Generator<Told>;
