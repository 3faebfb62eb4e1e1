import { jsonWriter, readJson } from '../json-file.ts';
import type { Candidate, CandidateStatus } from './candidates.ts';

export interface CandidateQuery {
  readonly name: string;
  readonly registrationNo: string;
  readonly positionCode: string;
  readonly status: string;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

export interface CandidateStore {
  positions(): readonly { readonly code: string; readonly name: string }[];
  list(query: CandidateQuery): { readonly total: number; readonly rows: readonly Candidate[] };
  get(id: number): Candidate | undefined;
  /** null where the candidate was decided on before. Resolves once it is on the disk. */
  decide(
    id: number,
    decision: { status: CandidateStatus; remark: string; by: string; at: string },
  ): Promise<Candidate | null>;
}

/** Candidates in one JSON file; `seed` fills it where there is none. */
export async function openCandidateStore(path: string, seed: readonly Candidate[]): Promise<CandidateStore> {
  const kept = await readJson<Candidate[]>(path);
  const candidates = new Map((kept ?? seed).map((one) => [one.id, one]));
  const write = jsonWriter(path, () => [...candidates.values()], 0o600);
  if (!kept) await write();

  return {
    positions: () => [
      ...new Map(
        [...candidates.values()].map((one) => [one.positionCode, { code: one.positionCode, name: one.position }]),
      ).values(),
    ],
    list({ name, registrationNo, positionCode, status, page, size }) {
      const found = [...candidates.values()].filter(
        (one) =>
          one.name.includes(name) &&
          one.registrationNo.includes(registrationNo) &&
          (positionCode === '' || one.positionCode === positionCode) &&
          (status === '' || one.status === status),
      );
      return { total: found.length, rows: found.slice((page - 1) * size, page * size) };
    },
    get: (id) => candidates.get(id),
    async decide(id, { status, remark, by, at }) {
      const before = candidates.get(id);
      if (before?.status !== '待审核') return null;
      const after: Candidate = { ...before, status, remark, handledBy: by, handledAt: at };
      candidates.set(id, after);
      await write();
      return after;
    },
  };
}
