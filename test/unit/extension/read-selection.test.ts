import { describe, expect, it } from 'vitest';
import { readSelection } from '../../../extension/worker/read-selection.ts';

const NUMBER = '330899189001010010';
const RIGHT = { kind: 'resident-id', number: NUMBER };

describe('a selected number', () => {
  it.each([
    ['alone', NUMBER],
    ['with blanks around and within', ' 330899 18900101 0010\n'],
    ['full-width', '３３０８９９１８９００１０１００１０'],
    ['after its label', `证件号码：${NUMBER}`],
    ['beside a telephone number', `张清和 ${NUMBER} 13800000000`],
    ['twice', `${NUMBER}（核对：${NUMBER}）`],
  ])('is found %s', (_, text) => expect(readSelection(text)).toEqual(RIGHT));

  it.each([
    ['nothing', '  ', 'none'],
    ['words', '考察录用审核 duecheck', 'none'],
    ['a page', `${NUMBER} ${'字'.repeat(300)}`, 'none'],
    ['two people', `${NUMBER} 330899189912319983`, 'several'],
    ['a mask', '证件号码 3308**********0010', 'masked'],
    ['a slip', '330899189001010011', 'checksum'],
    ['a day that does not exist', '330899189002300013', 'date'],
  ])('is none in %s', (_, text, problem) => expect(readSelection(text)).toEqual({ problem }));
});
