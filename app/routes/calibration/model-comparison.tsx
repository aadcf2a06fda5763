import { Link } from '@remix-run/react'
import { count, score, whole } from '~/components/format'
import { Term } from '~/components/glossary/term'
import { Table, Th } from '~/components/ui/table'
import { paths } from '~/paths'
import type { ModelComparison } from '~/services/calibration/model-comparison.server'

/** Whether scores rest on taking levels as numbers: a plain statement, and the applications for which they do. */
export function ModelComparisonPart({ comparison }: { comparison: ModelComparison | 'closed' | null }) {
  return (
    <section className="hl" aria-labelledby="h-model-comparison">
      <h2 className="h2" id="h-model-comparison">
        Sensitivity: ordinal model
      </h2>
      {comparison === 'closed' ? (
        <p className="fig quiet">You still have a scorecard to submit. Until you do, this part is closed.</p>
      ) : comparison === null ? (
        <p className="fig quiet">
          This run has not been compared with an ordinal model yet. That happens within minutes of a run, if its ratings
          have more than one level.
        </p>
      ) : (
        <>
          <figure className="fig">
            <p>{statement(comparison)}</p>
            {comparison.differ.length > 0 ? <Differing differ={comparison.differ} /> : null}
          </figure>
          <div className="how">
            <p>
              <b>How to read this.</b> Scores treat the levels as numbers at equal distances.{' '}
              <Term id="ordinal-model">An ordinal model</Term> does not. Where both give the same answer, the conclusion
              does not depend on the assumption of equal distances.
            </p>
            <p>The answer is “yes” where the probability of being above the bar is at least what the job asks for.</p>
          </div>
        </>
      )}
    </section>
  )
}

function statement({ compared, differ }: ModelComparison): string {
  if (differ.length > 0)
    return `An ordinal model gives a different answer for ${whole(differ.length)} of ${count(compared, 'application')}:`
  return compared === 1
    ? 'An ordinal model gives the one application the same answer at its bar.'
    : `An ordinal model gives all ${count(compared, 'application')} the same answer at their bars.`
}

const Differing = ({ differ }: Pick<ModelComparison, 'differ'>) => (
  <Table caption="Applications for which the ordinal model gives a different answer">
    <thead>
      <tr>
        <Th>Application</Th>
        <Th className="opt">Job</Th>
        <Th num>Gaussian score</Th>
        <Th num>Ordinal score</Th>
        <Th>Above the bar? Gaussian model</Th>
        <Th>Ordinal model</Th>
      </tr>
    </thead>
    <tbody>
      {differ.map(({ applicationId, candidate, job, score: own, ordinalScore, yes }) => (
        <tr key={applicationId}>
          <td>
            <Link to={paths.application(applicationId)}>{candidate}</Link>
          </td>
          <td className="opt">{job}</td>
          <td className="num">{score(own, 2)}</td>
          <td className="num">{score(ordinalScore, 2)}</td>
          <td>{yes ? 'yes' : 'no'}</td>
          <td>{yes ? 'no' : 'yes'}</td>
        </tr>
      ))}
    </tbody>
  </Table>
)
