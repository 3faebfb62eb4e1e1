/** The gateway's side of authorisations and releases, kept in memory by the contract's own words. */
import type {
  AuthorisationAnswer,
  AuthorisationRequest,
  Id,
  ProblemCode,
  ReleaseAnswer,
  ReleaseKind,
  ReleaseRequest,
} from '@duecheck/core/contract';
import { maskName, maskNumber } from '@duecheck/core/subject';
import { id } from './id.ts';

const HOUR_MS = 3_600_000;
const later = (ms: number) => new Date(Date.now() + ms).toISOString();

export function createAuthority(refuse: (code: ProblemCode) => never) {
  const authorisations = new Map<string, { number: string; answer: AuthorisationAnswer }>();
  const releases: (ReleaseAnswer & { caseKey: string })[] = [];
  const known = (name: string) => authorisations.get(name) ?? refuse('not-found');
  const plain = ({ caseKey: _, ...release }: (typeof releases)[number]): ReleaseAnswer => release;
  const given = (kind: ReleaseKind, caseKey: string) =>
    releases.find((one) => one.kind === kind && one.caseKey === caseKey && one.state === 'given');

  return {
    authorisations,
    releases,

    /** Takes a use, as a lookup does. */
    authorised(number: string): boolean {
      const found = [...authorisations.values()].find((one) => one.number === number && one.answer.state === 'live');
      if (!found) return false;
      const { made, of } = found.answer.uses;
      found.answer = {
        ...found.answer,
        uses: { made: made + 1, of },
        state: made + 1 >= of ? 'used-up' : 'live',
      };
      return true;
    },

    /** Takes a release, as a lookup or a decision does. */
    released(kind: ReleaseKind, caseKey: string): boolean {
      const found = given(kind, caseKey);
      if (found) releases.splice(releases.indexOf(found), 1, { ...found, state: 'used' });
      return found !== undefined;
    },

    /** What another person answers meanwhile. */
    answer(caseKey: string, state: 'given' | 'refused'): void {
      const at = releases.findLastIndex((one) => one.caseKey === caseKey);
      releases[at] = { ...(releases[at] as (typeof releases)[number]), state, validUntil: later(HOUR_MS) };
    },

    /** Somebody else asks. */
    asks(caseKey: string, caseLabel: string, kind: ReleaseKind, reason: string): Id<'rel'> {
      const releaseId = id('rel');
      releases.push({
        releaseId,
        kind,
        decisionPoint: 'civil-service-hiring',
        organisation: 'qz-rsj',
        caseLabel,
        subject: { number: maskNumber('330899189001010029'), name: maskName('周知远', 'individual') },
        reason,
        state: 'asked',
        mine: false,
        askedAt: later(-600_000),
        validUntil: later(23 * HOUR_MS),
        entry: id('ent'),
        caseKey,
      });
      return releaseId;
    },

    routes: {
      authorise: ({ subject, categories, evidence: _, origin: __, uses, ...rest }: AuthorisationRequest) => {
        const answer: AuthorisationAnswer = {
          ...rest,
          authorisationId: id('aut'),
          organisation: 'qz-rsj',
          subject: { number: maskNumber(subject.number), name: maskName(subject.name, 'individual') },
          categories: categories ?? [],
          uses: { made: 0, of: uses },
          state: 'live',
          entry: id('ent'),
        };
        authorisations.set(answer.authorisationId, { number: subject.number, answer });
        return answer;
      },
      authorisation: (_: never, name: string) => known(name).answer,
      withdrawAuthorisation: (_: never, name: string) => {
        const found = known(name);
        found.answer = { ...found.answer, state: 'withdrawn' };
        return found.answer;
      },
      askRelease: ({ kind, decisionPoint, case: at, reason }: ReleaseRequest) => {
        const release = {
          releaseId: id('rel'),
          kind,
          decisionPoint,
          organisation: 'qz-rsj',
          caseLabel: at.label,
          subject: null,
          reason,
          state: 'asked' as const,
          mine: true,
          askedAt: later(0),
          validUntil: later(24 * HOUR_MS),
          entry: id('ent'),
        };
        releases.push({ ...release, caseKey: at.key });
        return release;
      },
      releases: () => ({ releases: releases.filter(({ mine, state }) => mine || state === 'asked').map(plain) }),
      answerRelease: ({ answer }: { answer: 'give' | 'refuse' }, name: string) => {
        const at = releases.findIndex(({ releaseId }) => releaseId === name);
        const found = releases[at] ?? refuse('not-found');
        const next = { ...found, state: answer === 'give' ? ('given' as const) : ('refused' as const) };
        releases[at] = next;
        return plain(next);
      },
    },
  };
}
