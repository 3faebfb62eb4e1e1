import { afterEach, describe, expect, it, vi } from 'vitest';
import { readWitnesses } from '../../../gateway/cli/witness-settings.ts';
import { LOG_KEY, signerFor, WITNESS_KEY } from '../register/logs.ts';

const other = signerFor('other.example', 5, 4).vkey;
const one = `https://one.example/prefix?a=b=${WITNESS_KEY.vkey}`;
const two = `http://127.0.0.1:7430=${other}`;
afterEach(() => vi.unstubAllEnvs());

describe('readWitnesses', () => {
  it('asks nobody where nobody is named', () => {
    expect(readWitnesses({})).toEqual({ asked: [], quorum: 0 });
  });

  it('takes each address up to the last equals sign, and all of them as the quorum', () => {
    expect(readWitnesses({ witness: [one, two] })).toEqual({
      asked: [
        { url: 'https://one.example/prefix?a=b', vkey: WITNESS_KEY.vkey },
        { url: 'http://127.0.0.1:7430', vkey: other },
      ],
      quorum: 2,
    });
    expect(readWitnesses({ witness: [one, two], witnessQuorum: '1' }).quorum).toBe(1);
  });

  it('reads the environment, and flags before it', () => {
    vi.stubEnv('DUECHECK_WITNESSES', ` ${one}\n ${two} `);
    vi.stubEnv('DUECHECK_WITNESS_QUORUM', '1');
    expect(readWitnesses({})).toMatchObject({ asked: [{}, {}], quorum: 1 });
    expect(readWitnesses({ witness: [two] }).asked).toHaveLength(1);
  });

  it.each([
    { what: 'no address', witness: [`ftp://x=${other}`], code: 'setting-wrong' },
    { what: 'no key', witness: ['https://one.example'], code: 'setting-wrong' },
    { what: 'a key that is none', witness: ['https://one.example=key'], code: 'bad-key' },
    { what: "a log's key", witness: [`https://one.example=${LOG_KEY.vkey}`], code: 'unknown-key-type' },
    { what: 'the same one twice', witness: [two, two], code: 'ambiguous-key' },
    { what: 'a quorum of nobody', witnessQuorum: '1', code: 'setting-wrong' },
    { what: 'a quorum of none', witness: [two], witnessQuorum: '0', code: 'setting-wrong' },
    { what: 'more than there are', witness: [two], witnessQuorum: '2', code: 'setting-wrong' },
    { what: 'half a quorum', witness: [two], witnessQuorum: '0.5', code: 'setting-wrong' },
  ])('refuses $what', ({ code, ...flags }) => {
    expect(() => readWitnesses(flags)).toThrow(expect.objectContaining({ code }));
  });
});
