import type { Random } from './random.ts';

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳',
];
const COMPOUND = ['欧阳', '上官', '司徒', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司马', '端木'];
const GIVEN = [
  ...'明远清和书言知行安宁思齐子衿景行若谷怀瑾乐山望舒星野春生秋实云帆海阔听雨观澜一鸣小满立夏白露初晴晚晴松柏竹青梅影',
];
/** Names in other scripts, transcribed: the dot is U+00B7 and belongs to the name. */
const DOTTED = [
  '阿依古丽·买买提',
  '艾力·吐尔逊',
  '格桑·次仁',
  '巴特尔·额尔德尼',
  '古丽娜尔·艾山江',
  '索南·扎西',
  '苏力坦·热合曼',
];
/** Characters outside the BMP (Extensions B–E) and from Extension A: two UTF-16 units, one character. */
const RARE = ['𠮷', '𬱖', '䶮', '㼆', '𣲗', '𤩽', '𬭎', '𬍛'];
const LATIN = ['ANNA MARIA KOWALSKI', 'JOHN PAUL SMITHSON', 'LE VAN BINH', 'FATIMA AL-RASHID', 'PIERRE DUBOIS'];

/** A person's name; about one in twelve is of a kind that careless systems break. */
export function personName(random: Random): string {
  const draw = random.next();
  if (draw < 0.02) return random.pick(DOTTED);
  if (draw < 0.05) return random.pick(COMPOUND) + given(random);
  if (draw < 0.08) return random.pick(SURNAMES) + random.pick(RARE);
  return random.pick(SURNAMES) + given(random);
}

export const latinName = (random: Random): string => random.pick(LATIN);

const given = (random: Random): string => random.pick(GIVEN) + (random.next() < 0.7 ? random.pick(GIVEN) : '');

const PLACES = ['示例', '演示', '样例'];
const TRADES = ['食品', '机械', '建材', '软件', '物流', '旅游', '环保', '农业', '服装', '餐饮'];

/** Names of bodies say themselves that nobody like that exists. */
export const bodyName = {
  company: (random: Random, n: number) => `衢州${random.pick(PLACES)}${random.pick(TRADES)}${n}号有限公司`,
  business: (random: Random, n: number) => `${random.pick(PLACES)}${random.pick(TRADES)}店${n}号`,
  organ: (_random: Random, n: number) => `演示机关第${n}局`,
  institution: (_random: Random, n: number) => `演示事业单位第${n}中心`,
  association: (random: Random, n: number) => `演示${random.pick(TRADES)}行业协会${n}号`,
} as const;
