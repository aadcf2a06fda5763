import { chance, figure, interval, listed, score as scoreText } from '~/components/format'
import { ScoreRow, ScoreRuler } from '~/components/chart/score-ruler'
import { Tag } from '~/components/ui/bits'
import { Term } from '~/components/glossary/term'
import { Note } from '~/components/ui/message'
import { Panel } from '~/components/ui/page'
import { Table, Th } from '~/components/ui/table'

type Figures = { score: number; lower: number; upper: number; raters: number }

export type ApplicationScores = {
  basis: string
  /** The reader owes a scorecard elsewhere, so an earlier run than the latest gives the figures. */
  earlier: boolean
  score: number
  lower: number
  upper: number
  probability: number
  criteria: { name: string; mustHave: boolean; figures: Figures | null }[]
  /** Must-haves that nobody has rated. */
  unseen: string[]
}

/** The score with its doubt, or why there is none and what to do. */
export function ApplicationStatus({
  standing,
  noScore,
  bar,
  hireFrom,
}: {
  standing: ApplicationScores | null
  noScore: string | null
  bar: number
  hireFrom: number
}) {
  if (!standing)
    return (
      <Panel title="Calibrated score" id="h-score">
        <p className="quiet">{noScore}</p>
      </Panel>
    )
  const { score, lower, upper, probability, unseen, earlier } = standing
  return (
    <Panel title="Calibrated score" id="h-score" aside={standing.basis}>
      <div className="finding appl__find">
        <div className="finding__figs">
          <p className="big">
            <span className="big__n">
              {scoreText(score)} <small>{interval(lower, upper)}</small>
            </span>
            <span className="big__t">
              <Term id="calibrated-score" /> and its <Term id="interval" />
            </span>
          </p>
          <p className="big">
            <span className="big__n">{chance(probability)}</span>
            <span className="big__t">
              <Term id="chance-above-bar" /> (the <Term id="decision-rule" /> asks for {figure(hireFrom)} or more)
            </span>
          </p>
        </div>
        <ScoreRuler score={score} lower={lower} upper={upper} bar={bar} probability={probability} />
      </div>
      {earlier ? (
        <Note className="appl__doubt">
          You still have a scorecard to submit here. Until you do, scores come from an earlier calibration run.
        </Note>
      ) : null}
      {unseen.length > 0 ? (
        <Note kind="doubt" className="appl__doubt">
          <b>
            {listed(unseen)} {unseen.length === 1 ? 'is a must-have' : 'are must-haves'} and no one has rated{' '}
            {unseen.length === 1 ? 'it' : 'them'} yet.
          </b>
        </Note>
      ) : null}
    </Panel>
  )
}

export function CriterionScores({ criteria, bar }: { criteria: ApplicationScores['criteria']; bar: number }) {
  return (
    <Panel title="Criterion by criterion" id="h-crit" aside={`1 to 4; dashed line: bar ${scoreText(bar)}`}>
      <Table plain className="crits" caption="Score of each criterion with its 90 % interval">
        <thead>
          <tr>
            <Th>Criterion</Th>
            <Th>Scale</Th>
            <Th num>Score</Th>
            <Th num>90&nbsp;% interval</Th>
            <Th>Rated by</Th>
          </tr>
        </thead>
        <tbody>
          {criteria.map(({ name, mustHave, figures }) => (
            <tr key={name}>
              <Th scope="row">{name}</Th>
              <td className={figures ? 'crits__plot' : 'crits__plot quiet'}>
                {figures ? (
                  <ScoreRow {...figures} bar={bar} thin={figures.raters < 2} label={name} />
                ) : (
                  'not assessed yet'
                )}
              </td>
              <td className="num">{figures ? <strong>{scoreText(figures.score)}</strong> : null}</td>
              <td className="num faint crits__iv">{figures ? interval(figures.lower, figures.upper) : null}</td>
              <td className="crits__raters">
                <SeenBy raters={figures?.raters ?? 0} mustHave={mustHave} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  )
}

function SeenBy({ raters, mustHave }: { raters: number; mustHave: boolean }) {
  if (raters === 0) return mustHave ? <Tag kind="doubt">no one yet</Tag> : <span className="faint">no one yet</span>
  if (raters === 1) return <Tag kind="doubt">1 rater only</Tag>
  return <>{raters} raters</>
}
