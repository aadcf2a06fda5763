/**
 * Which characters a text that a person types may hold, and in which form it is stored.
 *
 * Two kinds of text: a line (names, titles, places, addresses), where anything unseen is an error or an attempt to
 * deceive, and a text of several lines (evidence, reasons), where people paste from anywhere and only what breaks or
 * reorders the text is refused.
 *
 * Call `problemIn...` before `as...`: it bounds what makes normalisation slow.
 */

/** Explicit directional formatting: embeddings and overrides, which show a text in another order than it is stored. */
const OVERRIDE = /[\u202a-\u202e]/u

/**
 * Characters without a shape of their own. `Default_Ignorable_Code_Point` covers bidirectional marks, zero-width
 * characters, Hangul fillers, soft hyphens, variation selectors and tags; the rest are controls, line and paragraph
 * separators, lone surrogates, noncharacters, the braille blank and interlinear annotation.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffc]/u

/** Of a text with several lines: controls other than tab and newline, lone surrogates, directional overrides. */
export const UNSEEN_IN_TEXT = /[^\P{Cc}\t\n\r]|[\p{Cs}\u202a-\u202e]/u

/**
 * Marks in a row on one letter; 30 is the limit of Unicode's stream-safe text format (UAX #15, section 13). Without a
 * limit normalisation takes time quadratic in the run: 80,000 marks held the process for 1.9 s (Node 20).
 */
const MARKS = /\p{M}{31}/u

/**
 * Scripts whose spelling uses the joiners U+200C and U+200D (Unicode Standard, chapters 9, 12 and 13): Persian and
 * other languages in Arabic script, Syriac, Mongolian, and the scripts of South Asia, where they choose between forms.
 */
const JOINING =
  /[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mand}\p{sc=Nkoo}\p{sc=Mong}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u

/** Bases that take a variation selector: ideographs (Japanese names use several forms of one), Mongolian, symbols. */
const VARYING = /[\p{Ideographic}\p{sc=Mong}\p{sc=Phag}\p{sc=Mymr}\p{S}\p{Emoji}]/u

/** U+180E, the Mongolian vowel separator, is an unseen space and not among them. */
const isSelector = (character: string) => /[\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u.test(character)

/**
 * Whether an unseen character belongs to the spelling: joiners between letters that join, selectors after their base.
 */
function belongs(characters: readonly string[], at: number): boolean {
  const character = characters[at] ?? ''
  const before = characters[at - 1] ?? ''
  if (isSelector(character)) return VARYING.test(before)
  if (character === '\u200c' || character === '\u200d') {
    if (JOINING.test(before)) return JOINING.test(characters[at + 1] ?? '')
    // Emoji are joined by U+200D, some after a variation selector or a skin tone.
    const pictured = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u
    return (
      character === '\u200d' && pictured.test(before) && /\p{Extended_Pictographic}/u.test(characters[at + 1] ?? '')
    )
  }
  return false
}

const code = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

function kind(character: string): string {
  if (character === '\n' || character === '\r' || character === '\u2028' || character === '\u2029') return 'line break'
  if (character === '\t') return 'tab'
  if (OVERRIDE.test(character) || /[\u061c\u200e\u200f\u2066-\u2069]/u.test(character))
    return 'hidden text-direction mark'
  if (/\p{Cc}/u.test(character)) return 'control character'
  return 'invisible character'
}

/** The sentence for one character: what it is, and after which words it stands. */
function refusal(characters: readonly string[], at: number): string {
  const character = characters[at] ?? ''
  const before = characters
    .slice(Math.max(0, at - 20), at)
    .map((each) => (/\s/.test(each) ? ' ' : UNSEEN.test(each) ? '' : each))
    .join('')
  return `Remove the ${kind(character)} (${code(character)}) ${before.trim() === '' ? 'at the beginning' : `after “${before.trim()}”`}.`
}

const TOO_MANY_MARKS = 'There are more than 30 accents on one letter; remove those that are not needed.'

/** What keeps a single line from being stored, as a sentence, or null. Surrounding white space is ignored. */
export function problemInLine(given: string): string | null {
  const line = given.trim()
  if (MARKS.test(line)) return TOO_MANY_MARKS
  if (!UNSEEN.test(line)) return null
  const characters = Array.from(line)
  const at = characters.findIndex((character, index) => UNSEEN.test(character) && !belongs(characters, index))
  return at < 0 ? null : refusal(characters, at)
}

/** What keeps a text of several lines from being stored, as a sentence, or null. */
export function problemInText(text: string): string | null {
  if (MARKS.test(text)) return TOO_MANY_MARKS
  const found = UNSEEN_IN_TEXT.exec(text)
  if (!found) return null
  const characters = Array.from(text.slice(Math.max(0, found.index - 40), found.index))
  return refusal([...characters, found[0]], characters.length)
}

/** A line as it is stored: composed (NFC), trimmed, every kind of space an ordinary one and never two in a row. */
export const asLine = (line: string): string =>
  line
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim()

/** A text as it is stored: composed (NFC), lines ended as on Unix. Tabs, spaces and blank lines stay. */
export const asText = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n')

/** What a search looks for: a line without anything unseen, since a pasted mark would find nothing. */
export function asQuery(query: string): string {
  if (MARKS.test(query)) return ''
  if (problemInLine(query) === null) return asLine(query)
  return asLine(Array.from(query, (character) => (UNSEEN.test(character) ? ' ' : character)).join(''))
}

/** Whether a reader would see nothing: only white space and unseen characters. */
export const isBlank = (text: string): boolean => !/[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\s\u2800]/u.test(text)
