import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '../../../demo/intake/gb18030.ts';
import { answeredRows } from '../../../gateway/sources/platform/answered-rows.ts';
import { decodeAnswer } from '../../../gateway/sources/platform/charset.ts';
import { faultOfStatus, meaningOf } from '../../../gateway/sources/platform/codes.ts';
import { openEnvelope } from '../../../gateway/sources/platform/envelope.ts';
import { listsFor, questionOf } from '../../../gateway/sources/platform/question.ts';
import { signCall } from '../../../gateway/sources/platform/sign.ts';
import { SourceFault } from '../../../gateway/sources/source.ts';
import { questionOn } from './lists.ts';

const fault = (code: string) => expect.objectContaining({ code });

describe('a signature', () => {
  it('is MD5 of appKey, secret and time, one after the other', () => {
    // echo -n app-1secret1764000000000 | md5sum
    expect(signCall('app-1', 'secret', 1_764_000_000_000)).toEqual({
      appKey: 'app-1',
      requestTime: '1764000000000',
      sign: '499c4add0ae597a24d6b9062ff466a40',
    });
  });
});

describe('a code in the body', () => {
  it.each([
    ['00', 'ok'],
    ['01', 'no-record'],
    ['10', 'mismatch'],
    ['20', 'refused'],
    ['30', 'rate-limited'],
    ['90', 'maintenance'],
    ['99', 'fault'],
    ['02', 'fault'],
    ['', 'fault'],
    ['0', 'fault'],
    ['constructor', 'fault'],
  ])('%j means %s', (code, meaning) => expect(meaningOf(code)).toBe(meaning));

  it('means no record for 01 alone, and ok for 00 alone', () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        if (code !== '00') expect(meaningOf(code)).not.toBe('ok');
        if (code !== '01') expect(meaningOf(code)).not.toBe('no-record');
      }),
    );
  });

  it.each([
    [302, 'fault'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'fault'],
    [429, 'rate-limited'],
    [500, 'fault'],
    [502, 'fault'],
    [503, 'maintenance'],
  ])('is not looked for behind HTTP %i', (status, code) => expect(faultOfStatus(status)).toBe(code));
});

describe('the bytes of an answer', () => {
  const text = '{"姓名":"欧阳𠮷"}';
  const utf8 = new TextEncoder().encode(text);
  const gb = encodeGb18030(text);

  it.each<[string, Uint8Array, string | undefined, string]>([
    ['UTF-8 as the header says', utf8, 'application/json; charset=utf-8', 'gb18030'],
    ['UTF-8 as configured', utf8, 'application/json', 'utf-8'],
    ['GBK as the header says', gb, 'application/json;charset=GBK', 'utf-8'],
    ['GB2312, which is no more than its name', gb, 'text/html; charset="gb2312"', 'utf-8'],
    ['GB 18030 as configured', gb, undefined, 'gb18030'],
  ])('are read in %s', (_what, bytes, type, configured) => expect(decodeAnswer(bytes, type, configured)).toBe(text));

  it.each<[string, Uint8Array, string]>([
    ['GBK labelled UTF-8', gb, 'application/json; charset=utf-8'],
    ['an encoding that nobody knows', utf8, 'application/json; charset=klingon'],
    ['a byte that no encoding has', Uint8Array.of(0x22, 0xff, 0x22), 'application/json; charset=gbk'],
    ['half a character', utf8.subarray(0, 3), 'application/json; charset=utf-8'],
  ])('are unreadable where they are %s', (_what, bytes, type) =>
    expect(() => decodeAnswer(bytes, type, 'utf-8')).toThrow(fault('unreadable')),
  );
});

describe('what stands round an answer', () => {
  const open = (body: unknown) =>
    openEnvelope(
      {
        bytes: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
        contentType: undefined,
      },
      'utf-8',
    );

  it.each([
    '<!doctype html><h1>系统繁忙',
    '',
    '[]',
    '"00"',
    'null',
    '{"msg":"成功"}',
    '{"code":0}',
    '{"code":"00","data":[]}',
    '{"code":"00","data":{"a"',
  ])('is unreadable as %j', (body) => expect(() => open(body)).toThrow(fault('unreadable')));

  it('is the fault that the code says', () => {
    expect(() => open({ code: '30' })).toThrow(fault('rate-limited'));
    expect(() => open({ code: '张三', msg: '张三' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('张三') }),
    );
  });

  it('reads an empty text like nothing', () => {
    expect(open({ code: '01', data: '', dataCount: '0' })).toMatchObject({ data: {}, dataCount: 0 });
    expect(open({ code: '01', data: null, dataCount: null })).toMatchObject({ data: {}, dataCount: null });
  });

  it('quotes nothing of the text in what it throws', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        try {
          open(`{"code":"00","name":"张三${noise}`);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceFault);
          expect(`${(error as Error).message}${(error as Error).cause}`).not.toContain('张三');
        }
      }),
    );
  });
});

describe('the rows of an answer', () => {
  const ok = (data: Record<string, unknown>, dataCount: number | null) => ({ meaning: 'ok' as const, data, dataCount });
  const known = ['penalties', 'blackList', 'redList'];

  it('are those of the lists that were asked for, and of no others', () => {
    const rows = answeredRows(
      ok({ penalties: [1], blackList: [2, 3], redList: [], creditLevel: 'B', measures: [{}] }, 3),
      ['penalties', 'redList'],
      known,
    );
    expect(Object.fromEntries(rows)).toEqual({ penalties: [1], redList: [] });
  });

  it.each([null, ''])('are none where a list is %j', (nothing) => {
    expect(answeredRows(ok({ penalties: nothing, blackList: [1] }, 1), ['penalties'], known).get('penalties')).toEqual(
      [],
    );
  });

  it.each<[string, Parameters<typeof answeredRows>[0]]>([
    ['fewer than it says', ok({ penalties: [1] }, 2)],
    ['more than it says', ok({ penalties: [1, 2] }, 1)],
    ['not counted', ok({ penalties: [1] }, null)],
    ['not there, though it is said to be well', ok({}, 0)],
    ['something else than a list', ok({ penalties: { 0: 1 } }, 0)],
    ['there, though none are said to be', { meaning: 'no-record', data: { blackList: [1] }, dataCount: null }],
    ['counted, though none are said to be', { meaning: 'no-record', data: {}, dataCount: 1 }],
  ])('make it unreadable where they are %s', (_what, envelope) =>
    expect(() => answeredRows(envelope, ['penalties'], known)).toThrow(fault('unreadable')),
  );

  it('are none for "no record"', () =>
    expect(answeredRows({ meaning: 'no-record', data: {}, dataCount: 0 }, ['penalties'], known).size).toBe(0));
});

describe('a question', () => {
  const lists = {
    examIntegrity: { type: 'exam-integrity', category: 'exam-integrity', states: {} },
    blackList: { type: 'serious-dishonesty-listing', category: 'serious-dishonesty-listing', states: {} },
    redList: { type: 'positive-listing', category: 'positive-record', states: {} },
  };

  it('names the lists of the categories asked for, and no others', () => {
    expect(listsFor({ lists }, ['exam-integrity', 'criminal-judgment'])).toEqual(['examIntegrity']);
    expect(listsFor({ lists }, [])).toEqual([]);
  });

  it('holds what the interface asks for and nothing beside it', () => {
    const query = questionOn('330899189506151038', '江一鸣', { authorisation: 'aut_7' });
    expect(questionOf({}, query, ['examIntegrity'])).toEqual({
      subjectType: 'P',
      name: '江一鸣',
      idType: '居民身份证',
      idNumber: '330899189506151038',
      matterCode: 'civil-service-hiring',
      caseNo: 'RL-2026-0412',
      authNo: 'aut_7',
      operator: { organisation: 'qz-rsj' },
      categories: ['examIntegrity'],
    });
    expect(questionOf({}, { ...query, authorisation: null }, [])).not.toHaveProperty('authNo');
  });

  it('is not put where we are not registered for the step', () => {
    const query = questionOn('330899189506151038', '江一鸣');
    expect(questionOf({ matterCodes: { 'civil-service-hiring': 'M-1' } }, query, []).matterCode).toBe('M-1');
    expect(() => questionOf({ matterCodes: { 'title-review': 'M-2' } }, query, [])).toThrow(fault('refused'));
  });
});
