/**
 * Formulas of check sheets and generators: numbers, names, + - * / ( ) and functions.
 * Parsed once into a small tree and evaluated over given values; nothing else can be reached
 * from a formula, so files written by anybody are safe to evaluate.
 */
export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'negate'; of: Formula }
  | { kind: 'operation'; operator: '+' | '-' | '*' | '/'; left: Formula; right: Formula }
  | { kind: 'call'; name: string; arguments: Formula[] }

export type Functions = Record<string, (...values: number[]) => number>
export type FormulaResult<T> = { ok: true; value: T } | { ok: false; message: string }

/** The functions that a check sheet may use. */
export const sheetFunctions: Functions = { ceil: Math.ceil, min: Math.min, max: Math.max }

class FormulaError extends Error {}

type Token = { text: string; kind: 'number' | 'name' | 'sign' | 'end' }

function tokens(source: string): Token[] {
  const found: Token[] = []
  const pattern = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([a-z][a-z0-9_]*)|([-+*/(),]))/gy
  let end = 0
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    end = pattern.lastIndex
    if (match[1] !== undefined) found.push({ text: match[1], kind: 'number' })
    else if (match[2] !== undefined) found.push({ text: match[2], kind: 'name' })
    else found.push({ text: match[3] ?? '', kind: 'sign' })
  }
  const rest = source.slice(end).trim()
  if (rest !== '') throw new FormulaError(`"${rest.charAt(0)}" has no place in a formula.`)
  return [...found, { text: 'the end', kind: 'end' }]
}

/** Reads a formula. The message of a failure is a sentence for the person who wrote it. */
export function parseFormula(source: string): FormulaResult<Formula> {
  try {
    const list = tokens(source)
    let at = 0
    const peek = () => list[at] ?? { text: 'the end', kind: 'end' as const }
    const take = (text: string) => {
      if (peek().text !== text) throw new FormulaError(`Expected "${text}" but found "${peek().text}".`)
      at += 1
    }
    const signAt = (...signs: string[]) => peek().kind === 'sign' && signs.includes(peek().text)

    const sum = (): Formula => {
      let left = product()
      while (signAt('+', '-')) {
        const operator = peek().text as '+' | '-'
        at += 1
        left = { kind: 'operation', operator, left, right: product() }
      }
      return left
    }
    const product = (): Formula => {
      let left = single()
      while (signAt('*', '/')) {
        const operator = peek().text as '*' | '/'
        at += 1
        left = { kind: 'operation', operator, left, right: single() }
      }
      return left
    }
    const single = (): Formula => {
      const token = peek()
      if (signAt('-')) {
        at += 1
        return { kind: 'negate', of: single() }
      }
      if (signAt('(')) {
        at += 1
        const inside = sum()
        take(')')
        return inside
      }
      if (token.kind === 'number') {
        at += 1
        return { kind: 'number', value: Number(token.text) }
      }
      if (token.kind === 'name') {
        at += 1
        if (!signAt('(')) return { kind: 'name', name: token.text }
        at += 1
        const given: Formula[] = []
        if (!signAt(')')) {
          given.push(sum())
          while (signAt(',')) {
            at += 1
            given.push(sum())
          }
        }
        take(')')
        return { kind: 'call', name: token.text, arguments: given }
      }
      throw new FormulaError(`Expected a number, a name or "(" but found "${token.text}".`)
    }

    const formula = sum()
    if (peek().kind !== 'end') throw new FormulaError(`Expected + - * / or the end but found "${peek().text}".`)
    return { ok: true, value: formula }
  } catch (error) {
    return failure(error)
  }
}

/** The stack ends before the memory does: brackets in brackets are a mistake of the file, not of the program. */
function failure(error: unknown): { ok: false; message: string } {
  if (error instanceof FormulaError) return { ok: false, message: error.message }
  if (error instanceof RangeError) return { ok: false, message: 'The formula is nested too deeply.' }
  throw error
}

/** Names of values a formula uses, without the functions. */
export function namesIn(formula: Formula): string[] {
  switch (formula.kind) {
    case 'number':
      return []
    case 'name':
      return [formula.name]
    case 'negate':
      return namesIn(formula.of)
    case 'operation':
      return [...namesIn(formula.left), ...namesIn(formula.right)]
    case 'call':
      return formula.arguments.flatMap(namesIn)
  }
}

/**
 * Works a formula out. Not ok when a name or function is unknown, or the result is no finite
 * number (division by zero): a figure that cannot be computed is reported, never shown as NaN.
 */
export function evaluate(
  formula: Formula,
  values: (name: string) => number | undefined,
  functions: Functions = sheetFunctions,
): FormulaResult<number> {
  const compute = (part: Formula): number => {
    switch (part.kind) {
      case 'number':
        return part.value
      case 'name': {
        const value = values(part.name)
        if (value === undefined)
          throw new FormulaError(`"${part.name}" is not a given, an earlier figure or a fact that is told.`)
        return value
      }
      case 'negate':
        return -compute(part.of)
      case 'operation': {
        const left = compute(part.left)
        const right = compute(part.right)
        if (part.operator === '+') return left + right
        if (part.operator === '-') return left - right
        if (part.operator === '*') return left * right
        if (right === 0) throw new FormulaError('The formula divides by zero.')
        return left / right
      }
      case 'call': {
        const call = Object.hasOwn(functions, part.name) ? functions[part.name] : undefined
        if (!call)
          throw new FormulaError(`"${part.name}" is not one of the functions ${Object.keys(functions).join(', ')}.`)
        if (part.arguments.length === 0) throw new FormulaError(`"${part.name}()" needs a value between its brackets.`)
        return call(...part.arguments.map(compute))
      }
    }
  }
  try {
    const value = compute(formula)
    return Number.isFinite(value) ? { ok: true, value } : { ok: false, message: 'The formula has no finite result.' }
  } catch (error) {
    return failure(error)
  }
}
