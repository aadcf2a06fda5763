/** Letters that Unicode does not decompose, and signs that keyboards write in several ways, as people type them. */
const TYPED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  ʻ: "'",
  '′': "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
}
const SIGNS = /[‘’ʼʻ′´`“”‐‑–—]/gu
const LETTERS = /[ßæœøłđðþħŧıĸς]/gu

/**
 * Marks that may be left out when typing: accents (Script Inherited), and the vowel points of Arabic and Hebrew. Not the
 * voiced-sound marks of Japanese and not the vowel signs of Indic scripts, without which another word is written.
 */
const ACCENTS = /(?=[\p{Script=Inherited}\p{Script=Hebrew}])(?![\u3099\u309a])\p{M}/gu

const typed = (character: string): string => TYPED[character] ?? character

/**
 * A text as it is looked for: small letters, no accents, one spelling of quotation marks and hyphens. "Ángel" and
 * "angel", "Weiß" and "WEISS", "Łukasz" and "lukasz", "Işık" and "ISIK" become the same. The same function makes what is
 * stored beside a name and what is looked for in it (ADR 024).
 */
export function foldForSearch(text: string): string {
  if (/^[\x20-\x5f\x61-\x7e]*$/.test(text)) return text.toLowerCase()
  // The signs twice: NFKD takes some of them apart, and makes others of their compatibility forms (a vertical dash).
  return text
    .replace(SIGNS, typed)
    .normalize('NFKD')
    .replace(SIGNS, typed)
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(LETTERS, typed)
    .normalize('NFC')
}
