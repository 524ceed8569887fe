/** Latin letters that do not decompose into a letter and a mark. */
const latin: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** Device names on Windows, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * In bytes, which is what most file systems count. Together with a folder, it stays below git's limit on
 * Windows.
 */
const longest = 120;

/**
 * Returns a file name without its extension, built from the parts of a title: lower-case letters and digits
 * with `_` between words. Latin letters lose their marks, letters of other scripts are kept. May be empty.
 */
export function fileStem(parts: readonly string[]): string {
  const words = parts.flatMap((part) => plainLetters(part).split('_')).filter((word) => word !== '');
  const stem = shortened(words);
  return reserved.test(stem) ? `${stem}_rule` : stem;
}

function plainLetters(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => latin[letter]!)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
}

/** Returns as many words as fit, or, if the first word does not fit, as many of its letters. */
function shortened(words: readonly string[]): string {
  let stem = '';
  for (const word of words) {
    const longer = stem === '' ? word : `${stem}_${word}`;
    if (Buffer.byteLength(longer) > longest) return stem === '' ? firstLetters(word) : stem;
    stem = longer;
  }
  return stem;
}

function firstLetters(word: string): string {
  let start = '';
  for (const letter of word) {
    if (Buffer.byteLength(start + letter) > longest) break;
    start += letter;
  }
  return start;
}
