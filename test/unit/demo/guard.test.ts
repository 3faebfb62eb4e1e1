import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGuard, type GuardedRequest } from '../../../demo/proxy/guard.ts';

const HIRE: GuardedRequest = {
  method: 'POST',
  path: '^/api/candidates/([0-9]+)/hire$',
  decisionPoint: 'civil-service-hiring',
  effect: 'favourable',
  case: 'path',
};
const SEARCH: GuardedRequest = { ...HIRE, path: '^/api/files/([^/?]+)/close$', effect: 'neutral' };
const LINK: GuardedRequest = { ...HIRE, method: 'GET', path: '^/audit\\.do\\?id=([0-9]+)&pass=1$' };
const guard = createGuard([HIRE, SEARCH, LINK]);
const hire = { kind: 'guarded', decisionPoint: 'civil-service-hiring', effect: 'favourable', case: '412' };

describe('which requests decide', () => {
  it('says of one that carries either decision that it does', () => {
    const either = createGuard([{ ...HIRE, path: '^/api/reviews/([0-9]+)$', effect: 'chosen' }]);
    expect(either('POST', '/api/reviews/412')).toEqual({ ...hire, effect: 'chosen' });
  });

  it.each([
    '/api/candidates/412/hire',
    '/api/candidates/412/hire/',
    '/api/candidates/412/hire?again=1',
    '/API/Candidates/412/HIRE',
    '/api//candidates///412/hire',
    '/api/candidates/%34%31%32/hire',
    '/api/candidates/412/%68ire',
    '/api/candidates/%2534%2531%2532/hire',
    '/api%2Fcandidates%2F412%2Fhire',
    '/api/./candidates/x/../412/hire',
    '/api/%2e/candidates/x/%2e%2e/412/hire',
    '/api\\candidates\\412\\hire',
    '/api/candidates;jsessionid=1/412/hire;v=2',
    '/api/candidates/412/hire%00',
    '/api/candidates/412/hire%20',
    'http://hiring.localhost/api/candidates/412/hire',
  ])('takes %s for the decision on case 412', (target) => expect(guard('POST', target)).toEqual(hire));

  it.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
    'guards %s on a guarded path, as hosts may route it alike',
    (method) => expect(guard(method, '/api/candidates/412/hire')).toEqual(hire),
  );

  it.each([
    ['GET', '/api/candidates/412/hire'],
    ['HEAD', '/api/candidates/412/hire'],
    ['OPTIONS', '/api/candidates/412/hire'],
    ['POST', '/api/candidates/412'],
    ['POST', '/api/candidates/412/hire/remarks'],
    ['POST', '/api/candidates?next=/api/candidates/412/hire'],
    ['GET', '/'],
  ])('leaves %s %s alone', (method, target) => expect(guard(method, target)).toEqual({ kind: 'open' }));

  it.each(['GET', 'HEAD'])('guards a link that decides: %s', (method) =>
    expect(guard(method, '/audit.do?id=7&pass=1')).toMatchObject({ kind: 'guarded', case: '7' }),
  );

  it('reads one case from an encoded number, however often it is encoded', () =>
    expect(guard('POST', '/api/files/%E8%A1%A22026-7/close')).toMatchObject({ kind: 'guarded', case: '衢2026-7' }));

  it('calls it ambiguous where one reading names another case than the next', () =>
    expect(guard('POST', '/api/files/1%2F..%2F3/close')).toEqual({ kind: 'ambiguous' }));

  it('takes the case from where the dots lead', () =>
    expect(guard('POST', '/api/files/1/close/../../3/close')).toMatchObject({ kind: 'guarded', case: '3' }));

  it('opens nothing under any mixture of encodings, doubled slashes and letter case', () => {
    const spelling = fc.tuple(
      fc.constantFrom('plain', 'encoded', 'twice', 'upper'),
      fc.constantFrom('', '/', '//', '/./'),
    );
    fc.assert(
      fc.property(fc.array(spelling, { minLength: 24, maxLength: 24 }), (spellings) => {
        const target = [...'/api/candidates/412/hire'].map((sign, i) => spell(sign, spellings[i])).join('');
        expect(guard('POST', target)).toEqual(hire);
      }),
    );
  });
});

function spell(sign: string, [how, slashes]: [string, string] = ['plain', '']): string {
  if (sign === '/') return `/${slashes}`;
  const hex = `%${sign.charCodeAt(0).toString(16)}`;
  return { plain: sign, upper: sign.toUpperCase(), encoded: hex, twice: hex.replace('%', '%25') }[how] ?? sign;
}
