import type { ResidualMap } from '~/engine'
import { difference } from '../format'

/** Sizes from which a cell is tinted, marked and filled. */
const STEPS = [0.15, 0.3, 0.5] as const

/** Interviewers by criteria: where ratings lie above or below what the model expects, in standard deviations. */
export function ResidualHeat({ map }: { map: ResidualMap }) {
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label="Residuals by interviewer and criterion">
        <table className="residuals">
          <caption className="vh">Mean standardised residual by interviewer and criterion</caption>
          <thead>
            <tr>
              <th scope="col">Interviewer</th>
              {map.criteria.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {map.rows.map(({ interviewer, cells }) => (
              <tr key={interviewer}>
                <th scope="row">{interviewer}</th>
                {cells.map((cell, at) =>
                  cell === null ? (
                    <td key={at} className="r-none">
                      <span aria-hidden>–</span>
                      <span className="vh">not rated</span>
                    </td>
                  ) : (
                    <td key={at} className={depthOf(cell.mean)}>
                      {difference(cell.mean)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="key">
        {[...STEPS.map((step) => -step).reverse(), ...STEPS].map((from) => (
          <span key={from}>
            <i className={depthOf(from)} aria-hidden />
            from {difference(from)}
          </span>
        ))}
      </p>
    </>
  )
}

function depthOf(mean: number): string {
  const depth = STEPS.filter((step) => Math.abs(mean) >= step).length
  return depth === 0 ? 'r' : `r r-${mean < 0 ? 'below' : 'above'}-${depth}`
}
