import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as house from './migrations/001-house.ts';
import * as register from './migrations/002-register.ts';
import * as intake from './migrations/003-intake.ts';
import * as recordLife from './migrations/004-record-life.ts';
import * as gate from './migrations/005-gate.ts';
import * as papers from './migrations/007-papers.ts';
import * as batches from './migrations/008-batches.ts';
import * as owedTries from './migrations/010-owed-tries.ts';
import * as recordContent from './migrations/011-record-content.ts';
import * as officeImports from './migrations/012-office-imports.ts';
import * as staleBindings from './migrations/013-stale-bindings.ts';
import * as decider from './migrations/016-decider.ts';
import * as bindingDrafts from './migrations/017-binding-drafts.ts';
import * as partners from './migrations/020-partners.ts';
import * as widgetWays from './migrations/021-widget-ways.ts';
import * as denominator from './migrations/030-denominator.ts';
import * as witnesses from './migrations/040-witnesses.ts';
import * as audit from './migrations/041-audit.ts';
import * as erasure from './migrations/050-erasure.ts';
import * as shards from './migrations/051-shards.ts';
import * as rehash from './migrations/052-rehash.ts';
import * as rotations from './migrations/053-rotations.ts';
import * as review from './migrations/055-review.ts';

const MIGRATIONS: Record<string, Migration> = {
  '001-house': house,
  '002-register': register,
  '003-intake': intake,
  '004-record-life': recordLife,
  '005-gate': gate,
  '007-papers': papers,
  '008-batches': batches,
  '010-owed-tries': owedTries,
  '011-record-content': recordContent,
  '012-office-imports': officeImports,
  '013-stale-bindings': staleBindings,
  '016-decider': decider,
  '017-binding-drafts': bindingDrafts,
  '020-partners': partners,
  '021-widget-ways': widgetWays,
  '030-denominator': denominator,
  '040-witnesses': witnesses,
  '041-audit': audit,
  '050-erasure': erasure,
  '051-shards': shards,
  '052-rehash': rehash,
  '053-rotations': rotations,
  '055-review': review,
};

/**
 * Brings the database to the newest shape. Several gateways may call it at once: one migrates, the others wait.
 * @returns names of the migrations that ran now.
 */
export async function migrate(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.filter((r) => r.status === 'Success').map((r) => r.migrationName);
}
