import type { FixedTerm, Formula, RandomTermFormula, Variable } from './formula'
import { Refusal, tokens, type Token } from './formula-tokens'

export interface FormulaError {
  message: string
  /** Place in the formula, counted from 1. */
  position: number
}

export type FormulaResult = { ok: true; value: Formula } | { ok: false; error: FormulaError }

/** Parses a formula; the error says what is wrong at which place and what would be right. */
export function parseFormula(text: string): FormulaResult {
  try {
    return { ok: true, value: new Parser(tokens(text)).formula() }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: { message: error.message, position: error.position + 1 } }
    throw error
  }
}

type Sum = FixedTerm[]

class Parser {
  private readonly tokens: Token[]
  private i = 0
  private intercept = true
  private readonly random: RandomTermFormula[] = []

  constructor(list: Token[]) {
    this.tokens = list
  }

  formula(): Formula {
    const response = this.name('the score column')
    this.expect('~', 'after the left side, which is one column')
    let fixed: Sum = []
    let sign = '+'
    if (this.is('+') || this.is('-')) sign = this.next().text
    for (;;) {
      fixed = this.summand(fixed, sign)
      if (this.peek().kind === 'end') break
      if (!this.is('+') && !this.is('-')) throw new Refusal(`expected + before ${this.shown()}`, this.peek().at)
      sign = this.next().text
    }
    const order = [...fixed].sort((a, b) => a.variables.length - b.variables.length)
    return { response, intercept: this.intercept, fixed: order, random: this.random }
  }

  private summand(before: Sum, sign: string): Sum {
    const t = this.peek()
    if (t.kind === 'number' && !this.joins(1)) {
      this.next()
      if (t.text !== '0' && t.text !== '1') throw new Refusal(`only 0 and 1 may stand alone, not ${t.text}`, t.at)
      this.intercept = (t.text === '1') === (sign === '+')
      return before
    }
    if (this.startsRandom()) {
      if (sign === '-') throw new Refusal('a random term cannot be taken away; leave it out', t.at)
      this.randomTerm()
      return before
    }
    const terms = this.product()
    if (sign === '+') return union(before, terms)
    const gone = new Set(terms.map(keyOf))
    return before.filter((term) => !gone.has(keyOf(term)))
  }

  private product(): Sum {
    let left = this.crossing()
    while (this.is('*')) {
      this.next()
      const right = this.crossing()
      left = union(union(left, right), cross(left, right))
    }
    return left
  }

  private crossing(): Sum {
    let left = this.atom()
    while (this.is(':')) {
      this.next()
      left = cross(left, this.atom())
    }
    return left
  }

  private atom(): Sum {
    const t = this.peek()
    if (this.is('(')) {
      this.next()
      let inside = this.product()
      while (this.is('+')) {
        this.next()
        inside = union(inside, this.product())
      }
      this.expect(')', 'to close the bracket')
      return inside
    }
    if (this.is('^') || this.is('/'))
      throw new Refusal(`${t.text} is not available in fixed effects; write the terms out`, t.at)
    return [{ variables: [this.variable()] }]
  }

  private variable(): Variable {
    const t = this.peek()
    const name = this.name('a column')
    if (!this.is('(')) return { name, factor: false }
    if (name !== 'factor')
      throw new Refusal(`${name}( ) is not available; make the column in the file, or use factor( )`, t.at)
    this.next()
    const inner = this.name('a column inside factor( )')
    this.expect(')', 'to close factor(')
    return { name: inner, factor: true }
  }

  private startsRandom(): boolean {
    if (!this.is('(')) return false
    let depth = 0
    for (let k = this.i; k < this.tokens.length; k++) {
      const t = this.tokens[k]
      if (t.kind !== 'mark') continue
      if (t.text === '(') depth++
      else if (t.text === ')' && --depth === 0) return false
      else if ((t.text === '|' || t.text === '||') && depth === 1) return true
    }
    return false
  }

  private randomTerm(): void {
    const start = this.next().at
    let intercept = true
    const slopes: string[] = []
    let sign = '+'
    for (;;) {
      if (this.is('+') || this.is('-')) sign = this.next().text
      const t = this.next()
      if (t.kind === 'number' && (t.text === '0' || t.text === '1')) intercept = (t.text === '1') === (sign === '+')
      else if (t.kind === 'name' && !this.is('(') && !this.is(':')) slopes.push(t.text)
      else throw new Refusal(`the left side of | is 1, or 0 + a column; found "${t.text}"`, t.at)
      sign = '+'
      if (this.is('|') || this.is('||')) break
    }
    const separate = this.next().text === '||'
    if (!separate && slopes.length + (intercept ? 1 : 0) > 1) {
      const g = this.peek().text
      const apart = [...(intercept ? [`(1|${g})`] : []), ...slopes.map((x) => `(0 + ${x}|${g})`)].join(' + ')
      throw new Refusal(`correlated effects are not available; write ${apart}`, start)
    }
    const groups = this.groups()
    this.expect(')', 'to close the random term')
    for (const factors of groups) {
      if (intercept) this.addRandom(factors, null, start)
      for (const slope of slopes) this.addRandom(factors, slope, start)
    }
  }

  /** a:b is one crossing; a/b is a and a:b. */
  private groups(): string[][] {
    const first = [this.group()]
    while (this.is(':')) {
      this.next()
      first.push(this.group())
    }
    const out = [first]
    while (this.is('/')) {
      this.next()
      out.push([...out[out.length - 1], this.group()])
    }
    return out
  }

  private group(): string {
    return this.variable().name
  }

  private addRandom(factors: string[], slope: string | null, at: number): void {
    if (new Set(factors).size < factors.length) throw new Refusal('a column is crossed with itself', at)
    const name = slope === null ? factors.join(':') : `0 + ${slope}|${factors.join(':')}`
    const key = (f: readonly string[]) => [...f].sort().join('\u0000')
    if (this.random.some((r) => r.slope === slope && key(r.factors) === key(factors)))
      throw new Refusal(`the random term ${name} appears twice`, at)
    this.random.push({ name, factors, slope })
  }

  private joins(ahead: number): boolean {
    const t = this.tokens[this.i + ahead]
    return t.kind === 'mark' && (t.text === ':' || t.text === '*')
  }

  private name(what: string): string {
    const t = this.peek()
    if (t.kind !== 'name') throw new Refusal(`expected ${what}, found ${this.shown()}`, t.at)
    return this.next().text
  }

  private expect(mark: string, why: string): void {
    if (!this.is(mark)) throw new Refusal(`expected ${mark} ${why}, found ${this.shown()}`, this.peek().at)
    this.next()
  }

  private shown(): string {
    const t = this.peek()
    return t.kind === 'end' ? 'the end of the formula' : `"${t.text}"`
  }

  private peek(): Token {
    return this.tokens[this.i]
  }

  private next(): Token {
    const t = this.tokens[this.i]
    if (t.kind === 'end') throw new Refusal('the formula ends too early', t.at)
    this.i++
    return t
  }

  private is(mark: string): boolean {
    const t = this.tokens[this.i]
    return t.kind === 'mark' && t.text === mark
  }
}

const keyOf = (term: FixedTerm) =>
  term.variables
    .map((v) => v.name)
    .sort()
    .join('\u0000')

function union(a: Sum, b: Sum): Sum {
  const seen = new Set(a.map(keyOf))
  const out = [...a]
  for (const term of b) {
    if (seen.has(keyOf(term))) continue
    seen.add(keyOf(term))
    out.push(term)
  }
  return out
}

function cross(a: Sum, b: Sum): Sum {
  const out: Sum = []
  for (const x of a) {
    for (const y of b) {
      const names = new Set(x.variables.map((v) => v.name))
      out.push({ variables: [...x.variables, ...y.variables.filter((v) => !names.has(v.name))] })
    }
  }
  return out
}
