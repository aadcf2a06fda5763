import type { Change } from './change'
import { at, isEntries, type Node, type Path } from './content'

/** A section of an agenda; `key` is that of its entry in the draft. */
export type Span = { key: string; from: number; to: number }

const SPAN = /^(\d{1,4})-(\d{1,4})$/

/** The minutes that the name of an agenda's entry says, such as "5-12"; null where it says none. */
export function readSpan(name: string): { from: number; to: number } | null {
  const [, from, to] = SPAN.exec(name.trim()) ?? []
  return from === undefined || to === undefined ? null : { from: Number(from), to: Number(to) }
}

export const spanName = ({ from, to }: Pick<Span, 'from' | 'to'>): string => `${from}-${to}`

/** Sections in the order of their minutes. */
export const inOrder = (spans: readonly Span[]): Span[] => [...spans].sort((a, b) => a.from - b.from || a.to - b.to)

/** The sections of a draft's interview whose minutes can be read, in the order of their minutes. */
export const agendaSpans = (interview: Node | undefined): Span[] => spansOf(at(interview, ['agenda']))

function spansOf(agenda: Node | undefined): Span[] {
  if (!isEntries(agenda)) return []
  return inOrder(
    agenda['##'].flatMap(([key, { name }]) => {
      const span = readSpan(name)
      return span ? [{ key, ...span }] : []
    }),
  )
}

export type AgendaMove = 'longer' | 'shorter' | 'earlier' | 'later'
export const agendaMoves: readonly AgendaMove[] = ['longer', 'shorter', 'earlier', 'later']

/**
 * The sections after one of them was made a minute longer or shorter, or changed places with its neighbour. Each keeps its
 * length, and those behind it follow: so that an agenda without gaps stays without.
 */
export function moveSection(spans: readonly Span[], key: string, move: AgendaMove): Span[] {
  const ordered = inOrder(spans)
  const index = ordered.findIndex((one) => one.key === key)
  const section = ordered[index]
  if (!section) return ordered
  if (move === 'longer' || move === 'shorter') {
    const by = move === 'longer' ? 1 : -1
    if (section.to - section.from + by < 1) return ordered
    return ordered.map((one, at) =>
      at === index ? { ...one, to: one.to + by } : at > index ? { ...one, from: one.from + by, to: one.to + by } : one,
    )
  }
  const first = move === 'earlier' ? index - 1 : index
  const [one, other] = [ordered[first], ordered[first + 1]]
  if (!one || !other) return ordered
  const middle = one.from + (other.to - other.from)
  const swapped = [
    { key: other.key, from: one.from, to: middle },
    { key: one.key, from: middle, to: middle + (one.to - one.from) },
  ]
  return [...ordered.slice(0, first), ...swapped, ...ordered.slice(first + 2)]
}

/** The changes by which a section of the agenda at `path` moves; null where it is not there, or has no minutes. */
export function agendaChanges(agenda: Node | undefined, path: Path, key: string, move: AgendaMove): Change[] | null {
  const spans = spansOf(agenda)
  if (!spans.some((one) => one.key === key)) return null
  const names = new Map(isEntries(agenda) ? agenda['##'].map(([one, { name }]) => [one, name]) : [])
  return moveSection(spans, key, move).flatMap((span): Change[] => {
    const before = names.get(span.key) ?? ''
    const after = spanName(span)
    return before === after ? [] : [{ op: 'set', path: [...path, span.key, 'name'], before, after }]
  })
}
