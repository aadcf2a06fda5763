const QUOTE = 34

/** Indexes of the cells of a well-formed record that stand in quotation marks; null where none does. */
export function quotedCells(record: Uint8Array, delimiter: Uint8Array): Set<number> | null {
  if (!record.includes(QUOTE)) return null
  const found = new Set<number>()
  let cell = 0
  let at = 0
  while (at < record.length) {
    if (record[at] === QUOTE) {
      found.add(cell)
      at++
      while (at < record.length && (record[at] !== QUOTE || record[at + 1] === QUOTE))
        at += record[at] === QUOTE ? 2 : 1
    }
    while (at < record.length && !isAt(record, delimiter, at)) at++
    at += delimiter.length
    cell++
  }
  return found
}

function isAt(record: Uint8Array, delimiter: Uint8Array, at: number): boolean {
  for (let k = 0; k < delimiter.length; k++) if (record[at + k] !== delimiter[k]) return false
  return true
}
