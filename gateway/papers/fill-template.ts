import type { PaperBlock, PaperKind, PaperModels } from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import type { Template } from 'liquidjs';
import { fill } from './engine.ts';
import type { Fault } from './faults.ts';
import { toBlocks } from './lines.ts';
import { parseTemplate } from './lint.ts';
import { type MissingPart, missingParts } from './required.ts';
import { samples } from './samples.ts';
import { placeModel } from './value.ts';

export interface FilledPaper {
  readonly blocks: readonly PaperBlock[];
  /** What this paper should say and does not. */
  readonly missing: readonly MissingPart[];
}

/** @throws LiquidJS's errors for a template that was not linted for this kind */
export function fillTemplate<K extends PaperKind>(kind: K, templates: Template[], model: PaperModels[K]): FilledPaper {
  const { scope, values } = placeModel(model);
  const pieces = fill(templates, scope);
  const blocks = toBlocks(pieces);
  return { blocks, missing: missingParts(kind, { values, placed: new Set(pieces), blocks }) };
}

export type Checked =
  | { readonly ok: true; readonly templates: Template[] }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly missing: readonly MissingPart[] };

/**
 * Whether a template can be filled for everybody and says what it must each time: it is filled with a made-up person in every
 * situation that a paper of this kind meets.
 */
export function checkTemplate(kind: PaperKind, language: Language, text: string): Checked {
  const parsed = parseTemplate(text, kind);
  if ('faults' in parsed) return { ok: false, faults: parsed.faults, missing: [] };
  const missing = samples(kind, language).flatMap((model) => fillTemplate(kind, parsed.templates, model).missing);
  if (missing.length > 0) return { ok: false, faults: [], missing: [...new Set(missing)] };
  return { ok: true, templates: parsed.templates };
}
