import { describe, expect, it } from 'vitest';
import { hush } from '../../../gateway/saved-page/hush.ts';
import { isArchive, savedFrom } from '../../../gateway/saved-page/saved-from.ts';

describe('what is printed of a page', () => {
  it.each([
    ['330899189001010010', '330*************10'],
    ['号码330899 18900101 0010。', '号码330*************10。'],
    ['３３０８９９１８９００１０１００１０', '330*************10'],
    ['33089918900101007X', '330*************7X'],
    ['91330899MA0000TE6J', '913*************6J'],
    ['BM20260412', 'BM20260412'],
    ['录　用', '录 用'],
    ['a\u202Eb\u001b[2J', 'a<U+202E>b<U+001B>[2J'],
  ])('%j becomes %j', (text, expected) => expect(hush(text)).toBe(expected));

  it('masks what was read as the number, whatever it looks like', () =>
    expect(hush('E12345678 of 2026', ['E12345678'])).toBe('E1******8 of 2026'));
});

describe('where a page was saved from', () => {
  const from = (text: string) => savedFrom(Buffer.from(text));
  it.each([
    [
      '<!DOCTYPE html>\n<!-- saved from url=(0043)http://hiring.localhost:8080/#/inspection -->\n<html>',
      'http://hiring.localhost:8080/#/inspection',
    ],
    ['\uFEFF<html><!-- a remark --><!-- saved from url=(0016)https://h.example/ -->', 'https://h.example/'],
    ['<!-- saved from url=(0014)about:internet -->', null],
    ['<!-- saved from url=(0022)javascript:alert(1)// -->', null],
    // What a page says of itself further down is anybody's word.
    ['<html><body><!-- saved from url=(0016)https://h.example/ -->', null],
    ['', null],
  ])('%j → %j', (text, expected) => expect(from(text)).toBe(expected));

  it('tells an archive by its head', () => {
    expect(isArchive(Buffer.from('From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n'))).toBe(true);
    expect(isArchive(Buffer.from('<p>MIME-Version: 1.0'))).toBe(false);
  });
});
