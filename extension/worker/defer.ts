/**
 * The way on when the gateway does not answer: the decision and the check that it owes are on disk, sealed, before the
 * deferral that lets the request pass exists anywhere else (DESIGN §5, Outage).
 */
import type { Binding } from '@duecheck/core/binding';
import { toBase64Url } from '@duecheck/core/bytes';
import { signDeferral } from '@duecheck/core/check';
import { type Effect, type Id, newId } from '@duecheck/core/contract';
import { caseHash } from '@duecheck/core/receipt';
import { portableSuite } from '@duecheck/core/register';
import * as z from 'zod/mini';
import { lastActor, readAccount } from './account.ts';
import { arm, subjectDigest } from './armed.ts';
import { random } from './client.ts';
import { deferralKey, readOutboxKey, signWith } from './deferral-keys.ts';
import { caseMac, subjectMac } from './local-mac.ts';
import { maskSubject } from './mask.ts';
import { drainOutbox, outbox, wasKept } from './outbox.ts';
import { sealBody } from './seal.ts';
import { sessionStore } from './session-store.ts';
import type { Ticket } from './tickets.ts';

/** As long as a receipt: who comes back later decides again. */
const CARRIED_MS = 30 * 60_000;

/** Written before the entry, so that a worker that dies in between does not owe the same check twice. */
const Begun = z.strictObject({ out: z.string(), id: z.string(), deferral: z.string() });

export interface Deferred {
  readonly effect: Effect;
  readonly reason: string;
  readonly ground?: 'not-on-credit-records' | undefined;
}

/**
 * @returns `no-key` where nobody has signed in on this device while the gateway answered; `not-kept` where the disk takes
 * nothing: what is not written down is not let through.
 */
export async function defer(
  ticket: Ticket,
  binding: Binding,
  decision: Deferred,
): Promise<'deferred' | 'no-key' | 'not-kept'> {
  const { organisation, decisionPoint } = binding;
  const actor = (await readAccount()) ?? (await lastActor());
  const [key, sealTo] = [actor && (await deferralKey(actor, organisation)), await readOutboxKey()];
  if (!actor || !key || !sealTo) return 'no-key';

  const now = Date.now();
  const begunKey = `deferring:${ticket.id}:${decision.effect}`;
  const known = z.safeParse(Begun, await sessionStore.get(begunKey));
  const begun = known.success
    ? known.data
    : await begin(begunKey, (id) => {
        const { key: caseKey, part } = ticket.case;
        const of = { jti: id, organisation, decisionPoint, key: caseKey, part };
        const claims = {
          id,
          organisation,
          decisionPoint,
          caseHash: toBase64Url(caseHash(portableSuite(), of)),
          effect: decision.effect,
          iat: Math.floor(now / 1000),
        };
        return signDeferral(claims, key.kid, signWith(key));
      });

  const id = begun.out as Id<'out'>;
  // Sealed again it would be other bytes under the same key, which the gateway refuses.
  if (!(await wasKept(id))) {
    const decidedAt = new Date(now).toISOString();
    const body = {
      v: 1 as const,
      deferral: begun.deferral,
      decisionPoint,
      case: ticket.case,
      subject: ticket.subject,
      origin: ticket.origin,
      effect: decision.effect,
      reason: decision.reason,
      decidedAt,
      ...(ticket.matter === null ? {} : { matter: ticket.matter }),
      ...(decision.ground ? { ground: decision.ground } : {}),
    };
    const entry = {
      id,
      actor: { iss: actor.iss, sub: actor.sub },
      sealed: await sealBody(id, body, sealTo),
      mask: maskSubject(ticket.subject),
      deferral: begun.id as Id<'dfr'>,
      caseMac: await caseMac(organisation, decisionPoint, ticket.case),
      subjectMac: await subjectMac(ticket.subject),
      decisionPoint,
      effect: decision.effect,
      decidedAt,
    };
    try {
      await outbox.add(entry);
    } catch {
      return 'not-kept';
    }
  }
  await arm(binding, ticket.case, decision.effect, {
    header: 'Credit-Check-Deferral',
    value: begun.deferral,
    until: now + CARRIED_MS,
    subject: subjectDigest(ticket.subject),
  });
  void drainOutbox();
  return 'deferred';
}

async function begin(key: string, sign: (id: Id<'dfr'>) => Promise<string>): Promise<z.infer<typeof Begun>> {
  const now = Date.now();
  const out = newId('out', { now, random: random(16) });
  const id = newId('dfr', { now, random: random(16) });
  const begun = { out, id, deferral: await sign(id) };
  await sessionStore.set(key, begun);
  return begun;
}

/** Whether a check of this case still waits on this device. */
export async function isOwed(binding: Binding, at: Ticket['case']): Promise<boolean> {
  const entries = await outbox.list();
  if (entries.length === 0) return false;
  const wanted = await caseMac(binding.organisation, binding.decisionPoint, at);
  return entries.some((entry) => entry.caseMac === wanted);
}
