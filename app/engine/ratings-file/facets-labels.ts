/** Names of a facet's elements by their numbers. */
export type ElementNames = ReadonlyMap<string, string>

/** One number, or a range of numbers that share what follows. */
const ELEMENTS = /^(\d+)(?:-(\d+))?$/

/**
 * The names of elements that a FACETS specification gives after `Labels=`: a line `1, judges` opens facet 1, lines such as
 * `7 = Ann` or `7 = Ann, 0.5` (an anchor value, a group) follow, and `*` closes it. A range gives one name to several
 * elements, and two elements may have one name; those keep their number behind the name, so that nobody is taken for
 * another. Elements without a name are called by their number.
 * @param lines what stands before the data
 * @returns names by facet, the first being 1
 * @see Linacre, FACETS manual, "Labels="
 */
export function facetsLabels(lines: readonly string[]): ReadonlyMap<number, ElementNames> {
  const from = lines.findIndex((line) => /^\s*labels\s*=/i.test(line))
  const facets = new Map<number, Map<string, string>>()
  if (from < 0) return facets
  let open: Map<string, string> | null = null
  const [first = '', ...rest] = lines.slice(from)
  for (const source of [first.slice(first.indexOf('=') + 1), ...rest]) {
    const line = (source.split(';')[0] ?? '').trim()
    if (line === '') continue
    if (line.startsWith('*')) {
      open = null
      continue
    }
    if (open === null) {
      const facet = /^(\d+)\s*(?:[,=]|$)/.exec(line)
      // Anything else is the next specification: the labels are over.
      if (facet === null) break
      open = new Map<string, string>()
      facets.set(Number(facet[1]), open)
      continue
    }
    const at = line.indexOf('=')
    const range = ELEMENTS.exec((at < 0 ? line : line.slice(0, at)).trim())
    const name = at < 0 ? '' : nameIn(line.slice(at + 1))
    if (range === null || range[2] !== undefined || name === '') continue
    open.set(String(Number(range[1])), name)
  }
  for (const names of facets.values()) tellApart(names)
  return facets
}

/** The name in what follows the equals sign: before the anchor value, in quotation marks or not. */
const nameIn = (text: string): string => /^\s*(?:"([^"]*)"|([^,\t]*))/.exec(text)?.slice(1).join('').trim() ?? ''

function tellApart(names: Map<string, string>): void {
  const times = new Map<string, number>()
  for (const name of names.values()) times.set(name, (times.get(name) ?? 0) + 1)
  for (const [element, name] of names) if ((times.get(name) ?? 0) > 1) names.set(element, `${name} (${element})`)
}
