import { describe, expect, it } from 'vitest';
import { readSpool } from '../../../gateway/intake/spool-lines.ts';

const NGINX = {
  ...{ id: '5f0a2c1d9b8e47d6a3c4e5f60718293a', passedAt: '1795730400.007', method: 'POST', status: '200' },
  ...{ uri: '/api/candidates/7/hire', decisionPoint: 'civil-service-hiring', effect: 'favourable', case: '7' },
  ...{ receipt: '', deferral: 'd.e.f' },
};
const TAKEN = { ...NGINX, status: 200, passedAt: '2026-11-26T22:00:00.007Z', receipt: null };
const text = (...lines: object[]) => `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;

describe('a proxy’s spool', () => {
  it('is read as nginx writes it', () => {
    expect(readSpool(text(NGINX))).toEqual({ entries: [TAKEN], refused: [] });
  });

  it('is read as the gateway takes it, twice over', () => {
    expect(readSpool(text(TAKEN)).entries).toEqual([TAKEN]);
    expect(readSpool(text({ ...NGINX, case: '' })).entries).toMatchObject([{ case: null }]);
  });

  it('gives what can be read of a torn file, and says where the rest is', () => {
    const torn = `${text(NGINX)}{"id":"5f0a2c1d9b8e\n\n${text({ ...NGINX, effect: '' }, NGINX)}[1]\n7`;
    const { entries, refused } = readSpool(torn);
    expect(entries).toEqual([TAKEN, TAKEN]);
    expect(refused).toEqual([
      { line: 2, code: 'not-json' },
      { line: 4, code: 'line-invalid' },
      { line: 6, code: 'line-invalid' },
      { line: 7, code: 'not-json' },
    ]);
  });

  it.each(['1795730400', '1795730400.0070', '-1.000', 'yesterday'])('takes %s for no time', (passedAt) => {
    expect(readSpool(text({ ...NGINX, passedAt })).refused).toEqual([{ line: 1, code: 'line-invalid' }]);
  });
});
