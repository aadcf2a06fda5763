import { buildDesign, type CodedColumn } from '../model/design'
import type { ExpectedQuery, OrdinalAnswer, OrdinalJob } from '../ordinal/fit-job'
import type { PreparedHiring } from './prepare-hiring'
import { columnValue } from './hiring-design'
import { priorMeans } from './hiring-prior'
import { latentPrior } from '../ratings/sensitivity'

const LINK = 'logit'

/** What an ordinal fit makes of one application, on the scale of the levels. */
export interface OrdinalScore {
  applicationId: number
  score: number
  sd: number
}

/**
 * The hiring model for ordered categories, for the same quantities: every application's mean rating, averaged over its
 * criteria with their weights, by an interviewer drawn at random. The prior is that of the gaussian model in latent units;
 * thresholds have none.
 */
export function ordinalHiring({ model, input, scale, applications }: PreparedHiring): OrdinalJob {
  const { problem, columns } = withIntercept(model)
  const own = model.terms.flatMap((t, i) => (t === 'application' || t === 'application:criterion' ? [i] : []))
  const theta = model.terms.indexOf('application')
  const phi = model.terms.indexOf('application:criterion')
  const others = model.others.map((column) => ({
    column,
    mean: input.ratings.reduce((s, rating) => s + columnValue(column, rating), 0) / input.ratings.length,
  }))
  const queries = applications.map(({ rows, criteria }): ExpectedQuery => {
    const value = ({ parts }: CodedColumn, criterion: number) => {
      if (parts.length === 0) return 1
      const { variable, level } = parts[0]
      // A criterion that nobody has rated stands at the mean of those that somebody has.
      if (variable === 'criterion') return criterion < 0 ? 1 / model.criteria.length : level === criterion ? 1 : 0
      const other = others.find(({ column }) => column.name === variable)
      if (other === undefined) throw new Error(`The model has no column "${variable}".`)
      return other.column.kind === 'stage' ? other.mean : columnValue(other.column, input.ratings[rows[0]])
    }
    return {
      combinations: criteria.map(({ column, level, weight }) => ({
        x: Float64Array.from(columns, (c) => value(c, column)),
        effects: [
          { term: theta, level: problem.random[theta].index[rows[0]], weight: 1 },
          ...(level < 0 ? [] : [{ term: phi, level, weight: 1 }]),
        ],
        weight,
        unseen: level < 0 && phi >= 0 ? [phi] : [],
      })),
    }
  })
  const prior = latentPrior(model.prior, covariance(columns, scale), LINK)
  return { problem, link: LINK, prior, queries, ownTerms: own, bar: null }
}

/** The same model matrix with the intercept that an ordinal model has in its thresholds. */
function withIntercept({ formula, table }: PreparedHiring['model']) {
  return buildDesign({ ...formula, intercept: true }, table, new Set())
}

/** Prior covariance of the columns: criteria differ from the first one, each with the prior variance of a criterion. */
function covariance(columns: readonly CodedColumn[], scale: PreparedHiring['scale']): Float64Array {
  const { commonVariance, criterionVariance, otherVariance } = priorMeans(scale)
  const isCriterion = columns.map(({ parts }) => parts[0]?.variable === 'criterion')
  const p = columns.length
  return Float64Array.from({ length: p * p }, (_, at) => {
    const i = Math.floor(at / p)
    const j = at % p
    if (i === 0 || j === 0) return i === j ? commonVariance : 0
    if (isCriterion[i] && isCriterion[j]) return criterionVariance * (i === j ? 2 : 1)
    return i === j ? otherVariance : 0
  })
}

export function ordinalScores({ applications }: PreparedHiring, answer: OrdinalAnswer): OrdinalScore[] {
  return applications.map(({ applicationId }, i) => ({
    applicationId,
    score: answer.queries[i].value,
    sd: answer.queries[i].sd,
  }))
}
