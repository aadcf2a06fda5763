import { evaluate, parseFormula } from './formula'
import type { Figure, Prompt } from './schema'

export type Fact = { id: string; subject: string; told: string; sets: Record<string, number> }
export type WorkedFigure = Figure & { computed: number }
export type SheetMistake = { index: number; message: string }

/** Splits a fact's text into the subject to be asked about, what is told, and the numbers it sets. */
export function parseFact(id: string, text: string): Fact {
  const match = /^\[([^\]]+)\]\s/.exec(text)
  const subject = match?.[1] ?? ''
  let told = match ? text.slice(match[0].length).trimStart() : text
  const sets: Record<string, number> = {}
  for (let found = lastNumber(told); found; found = lastNumber(told)) {
    sets[found.name] = found.value
    told = found.before
  }
  return { id, subject, told, sets }
}

/** The `name = number` that a text ends with, found from its end: an expression would search from every place. */
function lastNumber(text: string): { name: string; value: number; before: string } | null {
  const trimmed = text.trimEnd()
  const equals = trimmed.lastIndexOf(' = ')
  const value = trimmed.slice(equals + 3)
  if (equals < 0 || !/^-?\d+(?:\.\d+)?$/.test(value)) return null
  let begin = equals
  while (begin > 0 && /[a-z0-9_]/.test(trimmed.charAt(begin - 1))) begin--
  while (begin < equals && !/[a-z]/.test(trimmed.charAt(begin))) begin++
  if (begin === equals) return null
  return { name: trimmed.slice(begin, equals), value: Number(value), before: trimmed.slice(0, begin).trimEnd() }
}

export function factsOf(prompt: Pick<Prompt, 'facts'>): Fact[] {
  return Object.entries(prompt.facts ?? {}).map(([id, text]) => parseFact(id, text))
}

/** All givens of a prompt by name; their groups only order them on the page. */
export function givenValues(prompt: Pick<Prompt, 'givens'>): Record<string, number> {
  const groups = Object.values(prompt.givens ?? {})
  return Object.fromEntries(groups.flatMap((group) => Object.entries(group).map(([key, given]) => [key, given[0]])))
}

/**
 * Works out every figure of the check sheet from the prompt's givens, in order, so that a
 * changed given changes the sheet. `givens` replaces some of them (a variant, or "what if").
 *
 * A figure may use givens, figures above it, and numbers set by the facts it names under `needs`.
 */
export function workOutSheet(
  prompt: Pick<Prompt, 'givens' | 'facts' | 'check_sheet'>,
  givens: Record<string, number> = {},
): { figures: WorkedFigure[]; mistakes: SheetMistake[] } {
  const known = new Map(Object.entries({ ...givenValues(prompt), ...givens }))
  const facts = new Map(factsOf(prompt).map((fact) => [fact.id, fact.sets]))
  const figures: WorkedFigure[] = []
  const mistakes: SheetMistake[] = []
  for (const [index, figure] of (prompt.check_sheet?.figures ?? []).entries()) {
    const missing = (figure.needs ?? []).find((id) => !facts.has(id))
    if (missing !== undefined) {
      mistakes.push({ index, message: `"${figure.id}" needs the fact "${missing}", which the prompt does not have.` })
      continue
    }
    if (known.has(figure.id)) {
      mistakes.push({ index, message: `"${figure.id}" is already the name of a given or an earlier figure.` })
      continue
    }
    const factValues = new Map((figure.needs ?? []).flatMap((id) => Object.entries(facts.get(id) ?? {})))
    const formula = parseFormula(figure.is)
    const result = formula.ok ? evaluate(formula.value, (key) => known.get(key) ?? factValues.get(key)) : formula
    if (!result.ok) {
      mistakes.push({ index, message: `"${figure.id}" cannot be worked out: ${result.message}` })
      continue
    }
    known.set(figure.id, result.value)
    figures.push({ ...figure, computed: result.value })
  }
  return { figures, mistakes }
}

/** Whether a written value is the computed one, rounded to the decimals it shows or within half a per cent. */
export function agrees(written: number, computed: number): boolean {
  const decimals = (String(written).split('.')[1] ?? '').length
  const difference = Math.abs(written - computed)
  const slack = 1 + 1e-9
  const rounded = decimals > 0 || Math.abs(written) >= 100 ? 0.5 * 10 ** -decimals * slack : 1e-9
  return difference <= Math.max(rounded, 0.005 * Math.abs(computed) * slack)
}

/** Mistakes of the sheet: what cannot be worked out, and values that do not follow from the givens. */
export function checkSheet(prompt: Pick<Prompt, 'givens' | 'facts' | 'check_sheet'>): SheetMistake[] {
  const { figures, mistakes } = workOutSheet(prompt)
  const order = new Map(
    (prompt.check_sheet?.figures ?? []).map((figure, index) => [figure.id, index]).reverse() as [string, number][],
  )
  const wrong = figures
    .filter((figure) => !agrees(figure.value, figure.computed))
    .map((figure) => ({
      index: order.get(figure.id) ?? -1,
      message: `"${figure.id}" says ${figure.value}, but its formula gives ${Number(figure.computed.toPrecision(6))}.`,
    }))
  return [...mistakes, ...wrong].sort((a, b) => a.index - b.index)
}
