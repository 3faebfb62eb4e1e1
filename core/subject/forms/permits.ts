/** Cards whose numbers have no check digit. */
import { error, type Problem } from '../identity.ts';
import { isDigit, outside, type Reading } from '../reading.ts';

/**
 * 港澳居民来往内地通行证, rules of the Ministry of Public Security of 2010-03-10: H or M and 8 digits for life; cards
 * before 2013 add 2 digits that count replacements.
 */
export function readHongKongMacaoPermit(number: string): Reading {
  const problems: Problem[] = number.length === 9 || number.length === 11 ? [] : [error('length')];
  problems.push(...outside(number, (c, i) => (i === 0 ? c === 'H' || c === 'M' : isDigit(c))));
  return { kind: 'hong-kong-macao-permit', status: 'unverifiable', canonical: number, problems };
}

export const TAIWAN_PERMIT = /^\d{8}(\d{2}(\([A-Z]\))?)?$/;

/** 台湾居民来往大陆通行证 (recalled): 8 digits; booklets before 2015 add 2 digits of issue and a letter in brackets. */
export function readTaiwanPermit(number: string): Reading {
  const problems: Problem[] = [];
  if (!TAIWAN_PERMIT.test(number)) {
    problems.push(...outside(number, (c, i) => isDigit(c) || (i > 9 && /[A-Z()]/.test(c))));
    if (problems.length === 0) problems.push(error(/^\d+$/.test(number) ? 'length' : 'format'));
  }
  return { kind: 'taiwan-permit', status: 'unverifiable', canonical: number, problems };
}

/** 外国人永久居留身份证 issued before 2023-12-01: the country's 3 letters, 12 digits, no published check. */
export function readOldPermanentResidentId(number: string): Reading {
  const problems: Problem[] = number.length === 15 ? [] : [error('length')];
  problems.push(...outside(number, (c, i) => (i < 3 ? /[A-Z]/.test(c) : isDigit(c))));
  return { kind: 'permanent-resident-id-old', status: 'unverifiable', canonical: number, problems };
}
