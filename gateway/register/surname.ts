/** Two-character surnames in use; all other Chinese surnames are taken to be the first character. */
const COMPOUND = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
    '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 ' +
    '段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五'
  ).split(' '),
);

/**
 * What the auditors' search calls a surname: of names with a dot or a space the first part, otherwise one character or a
 * known pair. @param name as compared (`normaliseName`). @returns null for an empty name
 */
export function surnameOf(name: string): string | null {
  if (name === '') return null;
  const [part = ''] = name.split(/[· ]/u);
  if (part !== name || !/^\p{Script=Han}/u.test(name)) return part;
  const [first = '', second = ''] = name;
  return COMPOUND.has(first + second) ? first + second : first;
}
