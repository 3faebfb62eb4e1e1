/**
 * The first page of each search over HTTP, its own entry in the register included: every filter by itself, with values that many
 * entries have, few and none, and those that auditors set together.
 */
import { sql } from 'kysely';
import { searchEntries } from '../../../gateway/audit/search-entries.ts';
import { percentile } from './percentile.mjs';

const TRIES = 30;

/** @typedef {Record<string, unknown>} Row */

/** A filter from an entry that has such a value. @type {Readonly<Record<string, (row: Row) => object>>} */
const CLEAR = {
  nothing: () => ({}),
  types: ({ type }) => ({ types: [type] }),
  decisionPoint: ({ decision_point }) => ({ decisionPoint: decision_point }),
  actor: ({ actor_iss, actor_sub }) => ({ actor: { iss: actor_iss, sub: actor_sub } }),
  role: ({ role }) => ({ role }),
  outcome: ({ outcome_class }) => ({ outcome: outcome_class }),
  span: ({ occurred_at }) => spanAround(String(occurred_at), 3_600_000),
  round: ({ round }) => ({ round }),
  flags: ({ flags }) => ({ flags }),
  'actor and span': ({ actor_sub, occurred_at }) => ({
    actor: { sub: actor_sub },
    ...spanAround(String(occurred_at), 86_400_000),
  }),
  'type and decision point': ({ type, decision_point }) => ({ types: [type], decisionPoint: decision_point }),
  'outcome and decision point': ({ outcome_class, decision_point }) => ({
    outcome: outcome_class,
    decisionPoint: decision_point,
  }),
  'outcome and actor': ({ outcome_class, actor_sub }) => ({ outcome: outcome_class, actor: { sub: actor_sub } }),
  'flags and span': ({ flags, occurred_at }) => ({ flags, ...spanAround(String(occurred_at), 30 * 86_400_000) }),
  'an actor that is none': () => ({ actor: { sub: 'nobody-of-that-name' } }),
  'an actor and a decision point that never met': ({ actor_sub }) => ({
    actor: { sub: actor_sub },
    decisionPoint: 'point-43',
  }),
};
/** Which column an entry must have for it. @type {Readonly<Record<string, string>>} */
const NEEDS = {
  decisionPoint: 'decision_point',
  outcome: 'outcome_class',
  round: 'round',
  'type and decision point': 'decision_point',
  'outcome and decision point': 'outcome_class',
  'outcome and actor': 'outcome_class',
};
/** By what the column holds, past the route: nobody's number and no check of ours stands behind it here. @type {Readonly<Record<string, (row: Row) => Question>>} */
const KEYED = {
  subject: ({ subject_key }) => keyed({ subject_key: [String(subject_key)] }),
  case: ({ case_key }) => keyed({ case_key: [String(case_key)] }),
  surname: ({ surname_key }) => keyed({ surname_key: [String(surname_key)] }),
  name: ({ name_key }) => keyed({ name_key: [String(name_key)] }),
  'surname and decision point': ({ surname_key, decision_point }) =>
    keyed({ surname_key: [String(surname_key)] }, { decisionPoint: String(decision_point) }),
  check: ({ check_id }) => keyed({}, { checkId: String(check_id) }),
  decision: ({ decision_id }) => keyed({}, { decisionId: String(decision_id) }),
  organisation: ({ organisation }) => ({ ...keyed({}), organisations: new Set([String(organisation)]) }),
  'organisation and type': ({ organisation, type }) => ({
    ...keyed({}, { types: [String(type)] }),
    organisations: new Set([String(organisation)]),
  }),
  'twenty organisations': () => ({
    ...keyed({}),
    organisations: new Set(Array.from({ length: 20 }, (_, n) => `qz-o${n + 30}`)),
  }),
};
/** @type {Readonly<Record<string, string>>} */
const KEYED_NEEDS = { check: 'check_id', decision: 'decision_id' };

/** @typedef {import('../../../gateway/audit/where-entries.ts').Question} Question */

/** @param {Record<string, string[]>} keys @param {object} [clear] @returns {Question} */
const keyed = (keys, clear = {}) => ({
  organisations: 'everything',
  today: /** @type {any} */ ('2026-11-27'),
  filters: /** @type {any} */ ({ clear, keyed: keys, subject: null }),
});

const spanAround = (/** @type {string} */ at, /** @type {number} */ ms) => ({
  from: new Date(Date.parse(at) - ms / 2).toISOString(),
  until: new Date(Date.parse(at) + ms / 2).toISOString(),
});

/**
 * @param {{ running: import('../../../gateway/serve.ts').RunningGateway, url: string, size: number, auditor: string,
 *   say: import('../../bench-register.mjs').Options['say'] }} of
 */
export async function searchFigures({ running, url, size, auditor, say }) {
  const { db } = running.world;
  const headers = { authorization: `Bearer ${auditor}`, 'content-type': 'application/json' };
  const sampleOf = async (/** @type {string | undefined} */ column) => {
    const has = column === undefined ? sql`true` : sql`${sql.ref(column)} is not null`;
    const { rows } = await sql`select * from register_entry tablesample system (0.2) where ${has} limit 200`.execute(
      db,
    );
    return /** @type {Row[]} */ (rows);
  };
  /** @type {number[]} */
  const all = [];
  for (const [name, filterOf] of Object.entries(CLEAR)) {
    const sample = name.startsWith('flags')
      ? /** @type {Row[]} */ ((await sql`select * from register_entry where flags <> '{}' limit 60`.execute(db)).rows)
      : await sampleOf(NEEDS[name]);
    /** @type {number[]} */
    const times = [];
    for (let i = 0; i < TRIES; i++) {
      const row = sample[(i * 7) % sample.length];
      if (row === undefined) throw new Error(`no entry for ${name}`);
      const began = performance.now();
      const answer = await fetch(`${url}/v1/audit/entries`, {
        ...{ method: 'POST', headers },
        body: JSON.stringify({ filters: filterOf(row) }),
      });
      const body = /** @type {any} */ (await answer.json());
      times.push(performance.now() - began);
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${body.code} ${JSON.stringify(filterOf(row))}`);
    }
    all.push(...times);
    say({ name: `search.${name}.p95`, value: percentile(times, 0.95), unit: 'ms', budget: { most: 300 } });
  }
  for (const [name, questionOf] of Object.entries(KEYED)) {
    const sample = await sampleOf(KEYED_NEEDS[name] ?? 'subject_key');
    /** @type {number[]} */
    const times = [];
    for (let i = 0; i < TRIES; i++) {
      const row = sample[(i * 7) % sample.length];
      if (row === undefined) throw new Error(`no entry for ${name}`);
      const began = performance.now();
      const { signal } = new AbortController();
      await searchEntries(db, questionOf(row), { after: undefined, limit: 50 }, { signal });
      times.push(performance.now() - began);
    }
    all.push(...times);
    say({ name: `search.${name}.p95`, value: percentile(times, 0.95), unit: 'ms', budget: { most: 300 } });
  }
  say({ name: 'search.p95', value: percentile(all, 0.95), unit: `ms at ${size} entries`, budget: { most: 300 } });
}
