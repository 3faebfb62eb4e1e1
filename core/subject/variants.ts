/**
 * Characters that the same person may be written with in two documents: traditional and simplified, second-scheme
 * simplifications still in registers (付 for 傅), and the rare ones that systems swap (龑 and 䶮). Each word is one group.
 * A hit is only ever "possible, ask a person": 于 and 於 are also two surnames. Kept small, to names' characters.
 */
const GROUPS = `
張张 陳陈 楊杨 黃黄 趙赵 吳吴 孫孙 馬马 劉刘 許许 鄭郑 謝谢 韓韩 馮冯 蔣蒋 賈贾 錢钱 鄧邓 陸陆 萬万 龍龙 湯汤 嚴严 龔龚 顧顾 賴赖 莊庄
駱骆 蘇苏 盧卢 羅罗 鄒邹 譚谭 賀贺 魯鲁 鄔邬 紀纪 聶聂 關关 車车 畢毕 連连 齊齐 閔闵 顏颜 單单 費费 歐欧 陽阳 諸诸 鮑鲍 龐庞 項项
鞏巩 衛卫 竇窦 應应 諶谌 嶽岳 薑姜 鬱郁 丘邱 厲厉 曆歷历 繆缪 藺蔺 鄺邝 鄖郧 酈郦 闞阚 鐘鍾钟锺 葉叶 閻阎闫 蕭萧肖 傅付 戴代
蘭兰藍蓝 於于 後后 範范 餘余馀 種种 遲迟 寧寗甯宁 樂乐 喬乔 麥麦 師师 宮宫 邊边 東东 滿满 鳳凤 華华 國国 偉伟 傑杰 強强彊 軍军 麗丽
蓮莲 榮荣 寶宝 慶庆 瓊琼 靜静 潔洁 鵬鹏 濤涛 輝辉 曉晓 紅红 艷豔艳 義义 愛爱 雲云 飛飞 學学 禮礼 貴贵 賢贤 勝胜 興兴 順顺 鋒锋 鋼钢
銀银 鐵铁 鑒鑑鉴 錦锦 鈺钰 銘铭 鎮镇 遠远 達达 進进 韋韦 穎颖 頌颂 領领 顯显 驊骅 驍骁 鴻鸿 鶴鹤 齡龄 倫伦 億亿 儉俭 優优 凱凯 創创
劍剑 勵励 勳勋 協协 啟啓启 園园 圓圆 堅坚 壽寿 夢梦 奮奋 姍姗 婭娅 嫻娴 嬌娇 實实 寬宽 岡冈 嵐岚 嶺岭 帥帅 廣广 彥彦 恆恒 悅悦 懷怀
戰战 揚扬 昇升陞 時时 晉晋 暉晖 曄晔 書书 業业 樹树 橋桥 權权 歡欢 沖冲 淵渊 淨净 溫温 滄沧 漢汉 潤润 澤泽 濟济 濱滨 瀅滢 瀟潇 瀾澜
灝灏 煒炜 煥焕 燁烨 燦灿 爾尔 獻献 瑋玮 瑤瑶 瑩莹 璽玺 環环 發髮发 碩硕 禎祯 禕祎 競竞 簡简 純纯 紋纹 紹绍 絲丝 經经 維维 綱纲 綺绮
緒绪 緣缘 縝缜 績绩 繡绣 繼继 續续 群羣 聖圣 聞闻 聰聪 肅肃 臨临 舉举 蒼苍 蔭荫 蘊蕴 覺觉 親亲 觀观 訓训 詠咏 詩诗 詮诠 誌志 誠诚
誼谊 諒谅 諾诺 謙谦 譽誉 讓让 讚贊赞 豐丰 貝贝 貞贞 賓宾 賜赐 贇赟 躍跃 軒轩 遼辽 邁迈 釗钊 鈞钧 鈴铃 銳锐 錚铮 鐸铎 長长 開开 閏闰
雋隽 雙双 靈灵 韜韬 頡颉 風风 駿骏 騁骋 騏骐 騰腾 驥骥 鯤鲲 鳴鸣 鵑鹃 鷹鹰 鸞鸾 堃坤 峯峰 喆哲 淩凌 脩修 崑昆 珮佩 祐佑
龑䶮 頔𬱖 訢䜣 讌䜩 鶄䴖 磾䃅`;

// Marked pure, so that a content script that compares no names does not carry the table.
const groupOf = /* @__PURE__ */ new Map(
  /* @__PURE__ */ GROUPS.trim()
    .split(/\s+/)
    .flatMap((group, index) => Array.from(group, (character) => [character, index] as const)),
);

/** Symmetric. A compatibility ideograph counts as a variant of the character that Unicode equates it with. */
export function areVariants(a: string, b: string): boolean {
  const group = groupOf.get(a);
  return (group !== undefined && group === groupOf.get(b)) || a.normalize('NFC') === b.normalize('NFC');
}
