import { foldForSearch } from '../shared/fold-for-search'

export type SearchKind = 'criterion' | 'flag' | 'interview' | 'prompt' | 'case'

/** One place of a kit that can be found: its name and all its words. */
export type SearchEntry = { kind: SearchKind; id: string; name: string; text: string }

/** A place with the words that were looked for, in the snippet that holds the first of them. */
export type SearchHit = Omit<SearchEntry, 'text'> & { snippet: { text: string; found: boolean }[] }

const SNIPPET_RADIUS = 70
/** The most places that a search lists. */
export const MAX_HITS = 40

/** A text as it is looked for, and for each of its characters where in the text that stands: "ß" is found by "ss". */
type Folded = { text: string; places: readonly number[] }

function foldWithPlaces(text: string): Folded {
  let folded = ''
  const places: number[] = []
  let place = 0
  for (const character of text) {
    const piece = character < '\x80' ? character.toLowerCase() : foldForSearch(character)
    for (let at = 0; at < piece.length; at++) places.push(place)
    folded += piece
    place += character.length
  }
  return { text: folded, places: [...places, text.length] }
}

/** The words of a query, folded, each once; at most eight. */
export function searchWords(query: string): string[] {
  return [...new Set(foldForSearch(query).match(/[\p{L}\p{M}\p{N}%.]+/gu) ?? [])].slice(0, 8)
}

/**
 * The places in which every word of the query occurs, as a word or the beginning of one: names first, then in the order
 * of the kit. Nothing where the query has no word.
 */
export function findInKit(entries: readonly SearchEntry[], query: string): SearchHit[] {
  const words = searchWords(query)
  if (words.length === 0) return []
  const ranked = entries.flatMap((entry, order) => {
    const name = foldForSearch(entry.name)
    const text = foldForSearch(entry.text)
    if (!words.every((word) => wordStart(name, word) >= 0 || wordStart(text, word) >= 0)) return []
    const named = words.filter((word) => wordStart(name, word) >= 0).length
    return [{ entry, order, named }]
  })
  ranked.sort((a, b) => b.named - a.named || a.order - b.order)
  return ranked.slice(0, MAX_HITS).map(({ entry: { kind, id, name, text } }) => ({
    kind,
    id,
    name,
    snippet: snippetAround(text, foldWithPlaces(text), words),
  }))
}

/** Where a word begins with this one; -1 if none does. */
function wordStart(folded: string, word: string, from = 0): number {
  for (let found = folded.indexOf(word, from); found >= 0; found = folded.indexOf(word, found + 1)) {
    if (found === 0 || !/[\p{L}\p{N}]/u.test(folded.charAt(found - 1))) return found
  }
  return -1
}

/** Where most of the words stand together; the first such place. */
function bestPlace(folded: string, words: readonly string[]): number {
  const best = { place: 0, together: 0 }
  for (const word of words)
    for (
      let place = wordStart(folded, word), n = 0;
      place >= 0 && n < 20;
      place = wordStart(folded, word, place + 1), n++
    ) {
      const near = folded.slice(place, place + 2 * SNIPPET_RADIUS)
      const together = words.filter((other) => wordStart(near, other) >= 0).length
      if (together > best.together || (together === best.together && place < best.place))
        Object.assign(best, { place, together })
    }
  return best.place
}

function snippetAround(text: string, folded: Folded, words: readonly string[]): SearchHit['snippet'] {
  const placeOf = (at: number) => folded.places[at] ?? text.length
  const middle = placeOf(bestPlace(folded.text, words))
  const from = middle <= SNIPPET_RADIUS ? 0 : text.indexOf(' ', middle - SNIPPET_RADIUS) + 1
  const end =
    middle + 2 * SNIPPET_RADIUS >= text.length ? text.length : text.lastIndexOf(' ', middle + 2 * SNIPPET_RADIUS)
  const pieces: SearchHit['snippet'] = []
  let done = from
  let searched = folded.places.findIndex((place) => place >= from)
  for (;;) {
    const next = words
      .map((word) => ({ word, at: wordStart(folded.text, word, searched) }))
      .filter(({ at }) => at >= 0 && placeOf(at) < end)
      .sort((a, b) => a.at - b.at || b.word.length - a.word.length)[0]
    if (!next) break
    searched = next.at + next.word.length
    // A word that ends inside a letter ("stras" in "Straße") is shown with all of it.
    while (searched < folded.text.length && placeOf(searched) === placeOf(searched - 1)) searched++
    const [begin, stop] = [placeOf(next.at), placeOf(searched)]
    if (begin > done) pieces.push({ text: text.slice(done, begin), found: false })
    pieces.push({ text: text.slice(Math.max(done, begin), stop), found: true })
    done = stop
  }
  if (done < end) pieces.push({ text: text.slice(done, end), found: false })
  if (from > 0) pieces.unshift({ text: '… ', found: false })
  if (end < text.length) pieces.push({ text: ' …', found: false })
  return pieces
}
