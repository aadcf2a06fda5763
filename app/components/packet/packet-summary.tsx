import type { PacketView } from '~/domain/packet/packet-view'
import { ScoreRuler } from '../chart/score-ruler'
import { chance, interval, listed, score as scoreText, share } from '../format'
import { Term } from '../glossary/term'
import { Note } from '../ui/message'
import { packetAbstract, componentLabel } from './labels'

const onRuler = (value: number) => Math.min(4, Math.max(1, value))

/** Few ratings: the score is drawn hollow. */
export const hasLittleEvidence = (view: Pick<PacketView, 'score' | 'scorecards'>) =>
  new Set(view.scorecards.filter(({ versions }) => versions.some(({ counts }) => counts)).map(({ person }) => person))
    .size < 2

/** The score with its doubt, the chance, the ruler, and what they say in words. */
export function PacketSummary({ view }: { view: PacketView }) {
  const { score, job, run } = view
  if (!score)
    return (
      <Note kind="doubt" className="abstract">
        There is no calibrated score yet.{' '}
        {view.nothingCounts ?? 'No calibration run includes a scorecard of this application.'}
      </Note>
    )
  return (
    <>
      <section className="finding" aria-label="Calibrated score">
        <div className="finding__figs">
          <p className="big">
            <span className="big__n">
              {scoreText(score.score)} <small>{interval(onRuler(score.lower), onRuler(score.upper))}</small>
            </span>
            <span className="big__t">
              <Term id="calibrated-score" /> and its{' '}
              <span className="nowrap">
                <Term id="interval" />
              </span>
            </span>
          </p>
          <p className="big">
            <span className="big__n">{chance(score.probabilityAboveBar)}</span>
            <span className="big__t">
              <Term id="chance-above-bar" /> (the <Term id="decision-rule" /> asks for{' '}
              {chance(view.job.hireProbability)} or more)
            </span>
          </p>
          <p className="big">
            <span className="big__n">{scoreText(score.rawMean, 2)}</span>
            <span className="big__t">
              <Term id="raw-mean" />
            </span>
          </p>
          <p className="big">
            <span className="big__n">{share(score.reliability)}</span>
            <span className="big__t">
              <Term id="reliability" />
            </span>
          </p>
        </div>
        <ScoreRuler
          score={score.score}
          lower={score.lower}
          upper={score.upper}
          bar={job.bar}
          probability={score.probabilityAboveBar}
          thin={hasLittleEvidence(view)}
        />
      </section>
      <div className="prose abstract">
        <p>{packetAbstract(view)}</p>
      </div>
      {run && run.assumed.length > 0 ? (
        <Note kind="doubt" className="packet__note">
          Based more on comparable studies than on your own scorecards: {listed(run.assumed.map(componentLabel))}. This
          changes as more scorecards are submitted.
        </Note>
      ) : null}
      {score.basis === 'updated' && run ? (
        <Note className="packet__note">
          Run {run.run} does not include all of these ratings; the score was updated with them, using the severities of
          that run.
        </Note>
      ) : null}
    </>
  )
}
