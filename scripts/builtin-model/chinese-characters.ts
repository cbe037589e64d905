/**
 * The 3,755 characters of GB 2312's first level, which cover well over 99 % of simplified Chinese text. They
 * are in the standard's order, which is by pronunciation. In the encoding they are the rows 0xB0 to 0xD7.
 */
export function commonChineseCharacters(): readonly string[] {
  const decoder = new TextDecoder('gb2312');
  const characters: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      // The last row of the level has five cells less.
      if (row === 0xd7 && cell > 0xf9) break;
      characters.push(decoder.decode(Uint8Array.of(row, cell)));
    }
  }
  return characters;
}

/**
 * The most common characters of modern Chinese, roughly by falling frequency. Most of them serve grammar
 * rather than meaning. The list is common knowledge and not taken from one corpus: every frequency count
 * begins with 的 一 是 不 了.
 */
const commonest =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运';

/** Question words and particles, which a count over all kinds of text does not rank among the most common. */
const particles = '吗呢吧啊呀哪谁怎请每';

/**
 * The share of running text of the character at a rank, counted from 1. It fits the known shares of 的 (4 %),
 * 人 (1 %) and 运 (0.1 %).
 */
const shareAtRank = (rank: number): number => 0.04 / rank ** 0.65;

/** The share of a character between the 1,500th and the 2,000th rank. */
const shareOfOthers = 1.5e-4;

/** The rough share of a character in running Chinese text. */
export function characterShare(character: string): number {
  if (particles.includes(character)) return shareAtRank(40);
  const place = commonest.indexOf(character);
  return place < 0 ? shareOfOthers : shareAtRank(place + 1);
}
