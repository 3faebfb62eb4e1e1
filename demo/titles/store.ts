import { jsonWriter, readJson } from '../json-file.ts';
import type { Applicant, ReviewStatus } from './applicants.ts';

export interface ApplicantQuery {
  /** Name or application number. */
  readonly keyword: string;
  readonly status: string;
  /** From 1. */
  readonly current: number;
  readonly pageSize: number;
}

export interface ApplicantStore {
  list(query: ApplicantQuery): { readonly total: number; readonly list: readonly Applicant[] };
  get(id: number): Applicant | undefined;
  /** null where it was decided before. Resolves once it is on the disk. */
  decide(
    id: number,
    decision: { status: ReviewStatus; opinion: string; by: string; at: string },
  ): Promise<Applicant | null>;
}

/** Applicants in one JSON file; `seed` fills it where there is none. */
export async function openApplicantStore(path: string, seed: readonly Applicant[]): Promise<ApplicantStore> {
  const kept = await readJson<Applicant[]>(path);
  const applicants = new Map((kept ?? seed).map((one) => [one.id, one]));
  const write = jsonWriter(path, () => [...applicants.values()], 0o600);
  if (!kept) await write();

  return {
    list({ keyword, status, current, pageSize }) {
      const found = [...applicants.values()].filter(
        (one) =>
          (one.name.includes(keyword) || one.applicationNo.includes(keyword)) &&
          (status === '' || one.status === status),
      );
      return { total: found.length, list: found.slice((current - 1) * pageSize, current * pageSize) };
    },
    get: (id) => applicants.get(id),
    async decide(id, { status, opinion, by, at }) {
      const before = applicants.get(id);
      if (before?.status !== '待审核') return null;
      const after: Applicant = { ...before, status, opinion, handledBy: by, handledAt: at };
      applicants.set(id, after);
      await write();
      return after;
    },
  };
}
