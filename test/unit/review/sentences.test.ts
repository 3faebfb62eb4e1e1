/** The sentence of an alert: its own numbers, both languages, and no word that blames. */
import { describe, expect, it } from 'vitest';
import { type Because, GROUPINGS, SIGN_NAMES } from '../../../core/review/index.ts';
import { sayAlert } from '../../../core/text/index.ts';

const because = (more: Partial<Because>): Because => ({
  ...{ per: 'act', days: 1, acts: 1, counted: 1, time: '02:13', signs: [], past: null },
  ...more,
});

describe('the sentence', () => {
  it('says time, signs, numbers and the past', () => {
    expect(
      sayAlert(
        because({
          signs: [
            { sign: 'off-hours', acts: 1 },
            { sign: 'undecided', acts: 1 },
          ],
        }),
      ),
    ).toEqual({
      zh: '02:13 的一次查询：在非工作时间；期限内没有作出决定。',
      en: 'One look-up at 02:13: outside working hours; nobody decided in time.',
    });
    const many = because({
      ...{ per: 'day', acts: 8, counted: 19, past: { days: 22, most: 6 } },
      signs: [
        { sign: 'outside-round', acts: 8 },
        { sign: 'no-case', acts: 5 },
      ],
    });
    expect(sayAlert(many).zh).toBe(
      '当日 8 次（同类共 19 次）：业务系统的案件清单里没有该案件（5 次）；此前 22 个有查询的日子里，同样长的时段最多 6 次。',
    );
    expect(sayAlert({ ...many, past: { days: 0, most: 0 } }).zh).toContain('此前的查询不足以比较');
    expect(sayAlert({ ...many, days: 6 }).en).toMatch(/^8 within 6 days \(of 19 of the kind\): /);
  });

  it('has words for every grouping and sign, and fills every place', () => {
    for (const per of GROUPINGS)
      for (const sign of SIGN_NAMES) {
        const { zh, en } = sayAlert(
          because({ per, acts: 2, counted: 3, signs: [{ sign, acts: 1 }], past: { days: 9, most: 1 } }),
        );
        for (const text of [zh, en]) {
          expect(text).not.toMatch(/[{}]|undefined|score|blacklist|redlist|dossier|punish/);
          expect(text).toMatch(/[。.]$/);
        }
        expect(en).not.toMatch(/\p{Script=Han}/u);
      }
  });
});
