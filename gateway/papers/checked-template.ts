import type { PaperKind } from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import type { Template } from 'liquidjs';
import { RequestProblem } from '../http/problem.ts';
import { checkTemplate } from './fill-template.ts';

/**
 * A template that an editor sent, parsed.
 *
 * @throws RequestProblem `template-invalid` with line and column of each fault, `template-incomplete` with each part left out
 */
export function checkedTemplate(kind: PaperKind, language: Language, text: string): Template[] {
  const checked = checkTemplate(kind, language, text);
  if (checked.ok) return checked.templates;
  const pointer = '/text';
  if (checked.faults.length > 0) {
    throw new RequestProblem('template-invalid', { errors: checked.faults.map((fault) => ({ pointer, ...fault })) });
  }
  throw new RequestProblem('template-incomplete', { errors: checked.missing.map((code) => ({ pointer, code })) });
}
