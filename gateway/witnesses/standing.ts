/** How each witness stands with one log: the last head that it cosigned, since when it owes one, what it did instead. */
import type { HaltCode, WitnessFaultCode } from '../register/errors.ts';
import type { Database } from '../store/database.ts';

export interface Standing {
  readonly witness: string;
  readonly checkpoint: string | null;
  readonly cosignedAt: Date | null;
  readonly behindSince: Date | null;
  readonly fault: WitnessFaultCode | HaltCode | null;
  readonly faultSince: Date | null;
}

/** @returns by verifier key, those that were asked before */
export async function readStandings(db: Database, origin: string): Promise<ReadonlyMap<string, Standing>> {
  const rows = await db.selectFrom('register_witness').selectAll().where('origin', '=', origin).execute();
  return new Map(
    rows.map((row) => [
      row.witness,
      {
        witness: row.witness,
        checkpoint: row.checkpoint,
        cosignedAt: row.cosigned_at,
        behindSince: row.behind_since,
        fault: row.fault as Standing['fault'],
        faultSince: row.fault_since,
      },
    ]),
  );
}

export interface Owing {
  readonly origin: string;
  readonly witness: string;
  readonly at: Date;
  readonly fault: WitnessFaultCode | HaltCode;
}

/** It owes a cosignature now. What it owed before, and the same fault, keep the time since when they are so. */
export async function markOwing(db: Database, { origin, witness, at, fault }: Owing): Promise<void> {
  await db
    .insertInto('register_witness')
    .values({ origin, witness, behind_since: at, fault, fault_since: at })
    .onConflict((conflict) =>
      conflict.columns(['origin', 'witness']).doUpdateSet((eb) => ({
        behind_since: eb.fn.coalesce('register_witness.behind_since', eb.val(at)),
        fault_since: eb
          .case()
          .when('register_witness.fault', '=', fault)
          .then(eb.ref('register_witness.fault_since'))
          .else(eb.val(at))
          .end(),
        fault,
      })),
    )
    .execute();
}
