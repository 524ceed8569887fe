/** Latin letters that do not consist of a letter and a mark. */
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

/** Names of devices on Windows, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** In bytes, since that is what most disks count. With a folder it stays below what git on Windows can handle. */
const longest = 120;

/**
 * Returns the name of a file without its ending, made of parts of its title: small letters and digits with `_` between
 * words. Latin letters lose their marks; letters of other scripts stay. It can be empty.
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

/** As many words as fit, and of a first word that does not as many letters. */
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
