/** A piece of a formula, and where it begins. */
export type Token = { kind: 'name' | 'number' | 'mark' | 'end'; text: string; at: number }

/** What is wrong with a formula, and where, counted from 0. */
export class Refusal extends Error {
  readonly position: number
  constructor(message: string, position: number) {
    super(message)
    this.position = position
  }
}

/** The pieces of a formula, the end as the last of them. */
export function tokens(text: string): Token[] {
  const out: Token[] = []
  const pattern = /\s+|`([^`]+)`|([\p{L}.][\p{L}\p{N}._]*)|(\d+(?:\.\d+)?)|(\|\||[~+\-*:/()|^])/uy
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const m = pattern.exec(text)
    if (!m) throw new Refusal(`"${[...text.slice(at)][0]}" has no meaning in a formula`, at)
    if (m[1] !== undefined) out.push({ kind: 'name', text: m[1], at })
    else if (m[2] !== undefined) out.push({ kind: 'name', text: m[2], at })
    else if (m[3] !== undefined) out.push({ kind: 'number', text: m[3], at })
    else if (m[4] !== undefined) out.push({ kind: 'mark', text: m[4], at })
    at += m[0].length
  }
  out.push({ kind: 'end', text: 'the end', at: text.length })
  return out
}
