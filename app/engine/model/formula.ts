/**
 * Model formulas in the notation of R and lme4:
 * `y ~ a + x + a:b + (1 | g) + (1 | g:h) + (0 + x | g)`.
 * Random intercepts and uncorrelated random slopes; fixed effects with `1`, `0`, `-1`, `a:b`, `a*b`, `factor(x)`; names
 * that are not plain words stand in backquotes. `(1 | a/b)` and `(1 + x || g)` are written out as R does.
 * @see Wilkinson & Rogers (1973), Applied Statistics 22:392-399; Bates et al. (2015), J. Stat. Softw. 67(1):1-48
 */

export interface Variable {
  name: string
  /** Written as factor(name): levels even if the column holds numbers. */
  factor: boolean
}

export interface FixedTerm {
  variables: Variable[]
}

export interface RandomTermFormula {
  /** `g`, `g:h`, or `0 + x|g` for a slope: as written, single spaces. */
  name: string
  factors: string[]
  /** Column that multiplies the effect, or null for an intercept. */
  slope: string | null
}

export interface Formula {
  response: string
  intercept: boolean
  fixed: FixedTerm[]
  random: RandomTermFormula[]
}

/** Every column a formula names, in order of first use, the response first. */
export function columnsOf(formula: Formula): string[] {
  const names = new Set<string>([formula.response])
  for (const term of formula.fixed) for (const v of term.variables) names.add(v.name)
  for (const term of formula.random) {
    for (const f of term.factors) names.add(f)
    if (term.slope !== null) names.add(term.slope)
  }
  return [...names]
}
