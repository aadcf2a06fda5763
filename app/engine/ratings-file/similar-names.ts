const MOST_GROUPS = 20
/** Letters, digits and signs of ASCII without a space: their case is all that can be mistaken. */
const PLAIN = /^[\x21-\x7e]*$/
const UPPER = /^[\x21-\x60\x7b-\x7e]*$/
const LOWER = /^[\x21-\x40\x5b-\x7e]*$/
/** Signs that are not seen: soft hyphen, zero-width space and joiners, marks of direction, byte order mark. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu

function alike(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase()
  return name.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim().toLowerCase()
}

/** The name with signs that are not seen written as their code points, so that two such names do not look the same. */
export const visibly = (name: string) =>
  name.replace(INVISIBLE, (sign) => `<U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`)

/** Groups of names that differ only in case, spaces or invisible signs, in code-point order; the first twenty groups. */
export function similarNames(names: readonly string[]): string[][] {
  // Codes such as C0042, of which a large file has many, have one case and nothing that is not seen.
  if (names.every((name) => UPPER.test(name)) || names.every((name) => LOWER.test(name))) return []
  const keys = names.map(alike)
  if (new Set(keys).size === names.length) return []
  const groups = new Map<string, string[]>()
  keys.forEach((key, i) => {
    const group = groups.get(key)
    if (group) group.push(names[i])
    else groups.set(key, [names[i]])
  })
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .slice(0, MOST_GROUPS)
    .map((group) => group.sort())
}
