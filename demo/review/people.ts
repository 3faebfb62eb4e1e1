/** Persons of the made-up city. Surnames are as common as they are in China: every fourteenth is a Wang, so that chance looks like kin. */
import { birthIn1890s } from '../people/numbers.ts';
import type { Random } from '../people/random.ts';
import { byWeight } from './draws.ts';
import type { Person } from './types.ts';

/** Shares in per mille: the ten most common surnames hold two fifths of all people, and a long tail the rest. */
const COMMON: readonly (readonly [surnames: string, perMille: number])[] = [
  ['王', 72],
  ['李', 71],
  ['张', 68],
  ['刘', 54],
  ['陈', 45],
  ['杨', 31],
  ['黄赵周吴', 21],
  ['徐孙马朱胡郭何高林罗', 12],
  ['郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡', 6],
  ['余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺', 3.4],
];
const SURNAMES = COMMON.flatMap(([surnames, weight]) => [...surnames].map((surname) => ({ surname, weight })));
const drawSurname = byWeight(
  SURNAMES.map(({ surname }) => surname),
  SURNAMES.map(({ weight }) => weight),
);
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉玲华建国春燕红玉兰林峰云'];

export const drawPerson = (random: Random, surname: string = drawSurname(random)): Person => ({
  surname,
  given: random.pick(GIVEN) + (random.next() < 0.6 ? random.pick(GIVEN) : ''),
  birth: birthIn1890s(random),
  sequence: random.int(600, 998),
});

export const nameOfPerson = ({ birth, sequence }: Person): string => `${birth}/${sequence}`;
