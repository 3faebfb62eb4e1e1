/** Cosignatures as they are kept beside the heads that they are over, and served with them. */
import type { Head } from '../register/head.ts';
import type { Database } from '../store/database.ts';
import type { WitnessSettings } from './known-witnesses.ts';

/** A head with what is known of its witnesses. Verified when it was taken; whoever reads it verifies again. */
export interface Cosigned {
  /** The signed note with a line of each witness that cosigned. */
  readonly checkpoint: string;
  readonly size: bigint;
}

export interface KeptCosignature {
  readonly head: Head;
  /** Verifier key. */
  readonly witness: string;
  readonly line: string;
  readonly at: Date;
}

export async function keepCosignature(db: Database, { head, witness, line, at }: KeptCosignature): Promise<void> {
  const { origin, root, checkpoint } = head;
  const size = Number(head.size);
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('register_cosigned')
      .values({ origin, size, root, checkpoint })
      .onConflict((conflict) => conflict.columns(['origin', 'size']).doNothing())
      .execute();
    await trx
      .insertInto('register_cosignature')
      .values({ origin, size, witness, line })
      .onConflict((conflict) => conflict.columns(['origin', 'size', 'witness']).doUpdateSet({ line }))
      .execute();
    const stands = { checkpoint, cosigned_at: at, behind_since: null, fault: null, fault_since: null };
    await trx
      .insertInto('register_witness')
      .values({ origin, witness, ...stands })
      .onConflict((conflict) => conflict.columns(['origin', 'witness']).doUpdateSet(stands))
      .execute();
  });
}

/** This very head with the cosignatures that came so far, maybe none. */
export async function withCosignatures(db: Database, head: Head, { asked }: WitnessSettings): Promise<string> {
  if (asked.length === 0) return head.checkpoint;
  const lines = await linesOf(db, asked)
    .where('head.origin', '=', head.origin)
    .where('head.size', '=', Number(head.size))
    .where('head.checkpoint', '=', head.checkpoint)
    .execute();
  return head.checkpoint + lines.map(({ line }) => line).join('');
}

/** The newest head that as many witnesses cosigned as the quorum asks for. */
export async function newestCosigned(
  db: Database,
  origin: string,
  { asked, quorum }: WitnessSettings,
): Promise<Cosigned | undefined> {
  if (asked.length === 0) return undefined;
  const newest = await linesOf(db, asked)
    .clearSelect()
    .clearOrderBy()
    .select(['head.size', 'head.checkpoint'])
    .where('head.origin', '=', origin)
    .groupBy(['head.origin', 'head.size', 'head.checkpoint'])
    .having((eb) => eb.fn.countAll(), '>=', quorum)
    .orderBy('head.size', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return undefined;
  const lines = await linesOf(db, asked)
    .where('head.origin', '=', origin)
    .where('head.size', '=', newest.size)
    .execute();
  return { size: BigInt(newest.size), checkpoint: newest.checkpoint + lines.map(({ line }) => line).join('') };
}

/** What is older than the newest head with a quorum is asked for by nobody. */
export async function forgetOlder(db: Database, origin: string, settings: WitnessSettings): Promise<void> {
  const newest = await newestCosigned(db, origin, settings);
  if (newest === undefined) return;
  for (const table of ['register_cosignature', 'register_cosigned'] as const)
    await db.deleteFrom(table).where('origin', '=', origin).where('size', '<', Number(newest.size)).execute();
}

const linesOf = (db: Database, asked: WitnessSettings['asked']) =>
  db
    .selectFrom('register_cosigned as head')
    .innerJoin('register_cosignature as by', (join) =>
      join.onRef('by.origin', '=', 'head.origin').onRef('by.size', '=', 'head.size'),
    )
    .where(
      'by.witness',
      'in',
      asked.map(({ vkey }) => vkey),
    )
    .select('by.line')
    .orderBy('by.witness');
