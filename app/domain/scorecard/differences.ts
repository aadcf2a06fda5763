export type Piece = { text: string; is: 'same' | 'removed' | 'added' }

const words = (text: string) => text.match(/\s+|[^\s]+/g) ?? []

/**
 * Word by word, what an amendment removed and added: the longest common subsequence of words and spaces, so that joining
 * all but the added pieces gives `before` and joining all but the removed ones gives `after`. Very long texts (over four
 * million pairs of words) are given as removed and added whole.
 */
export function differences(before: string, after: string): Piece[] {
  const [old, young] = [words(before), words(after)]
  if (old.length * young.length > 4_000_000) return joined([piece(before, 'removed'), piece(after, 'added')])
  const width = young.length + 1
  const longest = new Uint32Array((old.length + 1) * width)
  /** Words in common from here on; none past an end. */
  const common = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = young.length - 1; j >= 0; j--)
      longest[i * width + j] =
        old[i] === young[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1))
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [was, is] = [old[i], young[j]]
    if (was !== undefined && was === is) {
      pieces.push(piece(was, 'same'))
      i++
      j++
    } else if (was !== undefined && (is === undefined || common(i + 1, j) >= common(i, j + 1))) {
      pieces.push(piece(was, 'removed'))
      i++
    } else if (is !== undefined) {
      pieces.push(piece(is, 'added'))
      j++
    } else break
  }
  return joined(pieces)
}

const piece = (text: string, is: Piece['is']): Piece => ({ text, is })

function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  for (const next of pieces) {
    const last = out.at(-1)
    if (next.text === '') continue
    if (last?.is === next.is) last.text += next.text
    else out.push({ ...next })
  }
  return out
}
