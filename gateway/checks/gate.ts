/** The gate before any lookup: whose duty, whose role. Everything it refuses becomes a registered outcome. */
import type { Binding } from '@duecheck/core/binding';
import { type CatalogueIndex, type DueAnswer, type SubjectType, whatIsDue } from '@duecheck/core/catalogue';
import type { Role } from '@duecheck/core/contract';
import { conflicted, type Held, roleFor } from '../identity/roles.ts';

export const DECIDERS: readonly Role[] = ['clerk', 'reviewer'];

export type GateRefusal = 'role' | 'no-duty' | 'no-authorisation';

export interface GateInput {
  readonly catalogue: CatalogueIndex;
  readonly binding: Binding;
  /** Organisations above the binding's, nearest first. */
  readonly superiors: readonly string[];
  /** The host's code; it becomes a matter through the catalogue's service items, never through the binding. */
  readonly matter: string | undefined;
  readonly subjectType: SubjectType;
  readonly held: readonly Held[];
  /** Legal instant, UTC ISO 8601. */
  readonly now: string;
}

export type GateAnswer =
  | { readonly pass: true; readonly role: Role; readonly due: Exclude<DueAnswer, { due: 'forbidden' }> }
  | { readonly pass: false; readonly role: Role | null; readonly refusal: GateRefusal };

export function gate({ catalogue, binding, superiors, matter, subjectType, held, now }: GateInput): GateAnswer {
  const role = roleFor(held, DECIDERS, binding.decisionPoint);
  if (role === null) return { pass: false, refusal: 'role', role: conflicted(held) ? null : (held[0]?.role ?? null) };
  const due = whatIsDue({
    catalogue,
    decisionPoint: binding.decisionPoint,
    organisation: binding.organisation,
    superiors,
    subjectType,
    now,
    ...(matter === undefined ? {} : { matter }),
  });
  if (due.due === 'forbidden') return { pass: false, refusal: 'no-duty', role: role.role };
  // An unconfirmed duty asks for authorisation, which the person gives elsewhere; none given is no bad sign (DESIGN §1.4).
  if (due.authority.needsAuthorisation) return { pass: false, refusal: 'no-authorisation', role: role.role };
  return { pass: true, role: role.role, due };
}
