import type { PacketCriterion } from '~/domain/packet/body'
import type { PacketView, ScorecardView } from '~/domain/packet/packet-view'
import { clearOfZero } from '../chart/caterpillar'
import { LevelMatrix } from '../chart/level-matrix'
import type { MatrixCell } from '../chart/matrix-row'
import { ScoreRow } from '../chart/score-ruler'
import { StepsTable } from '../chart/steps-table'
import { count, difference, interval, score as scoreText } from '../format'
import { SlipLine } from '../slip-line'
import { Sign } from '../ui/icon'
import { Level } from '../ui/level'
import { Marked } from '../ui/marked'
import { Term } from '../glossary/term'
import { Table, Th } from '../ui/table'
import { PacketSection } from './packet-section'
import { Evidence, TextOrErased, textOrErased } from './erasable-text'
import { stepRows } from './labels'

export const evidenceId = (scorecard: number, criterion: string) => `e-${scorecard}-${criterion}`

export function ScoreSteps({ view }: { view: PacketView }) {
  if (!view.score) return null
  return (
    <PacketSection
      id="steps"
      title="From the raw mean to the score"
      aside={
        <>
          <p>
            <b>
              <Term id="severity">Severity</Term>
            </b>{' '}
            is how much lower an interviewer rates than others would, estimated from all their scorecards.
          </p>
          <p>
            <b>
              <Term id="halo">Halo</Term>
            </b>{' '}
            is what the ratings of one scorecard share beyond candidate and interviewer, such as a strong first
            impression.
          </p>
          <p>
            <b>
              <Term id="shrinkage">Shrinkage</Term>
            </b>{' '}
            moves a score towards the average, more so the fewer ratings there are. Two decimals are shown here so that
            the steps add up.
          </p>
        </>
      }
    >
      <StepsTable steps={stepRows(view)} bar={view.job.bar} />
    </PacketSection>
  )
}

export function CriterionScores({ view }: { view: PacketView }) {
  const { bar } = view.job
  const differing = new Set(view.disagreements.map(({ criterion }) => criterion))
  const shown = view.criteria.filter(({ weight }) => weight > 0)
  return (
    <PacketSection
      id="criteria"
      title="Criterion by criterion"
      aside={
        <p>
          <b>How to read this.</b> The dot is the score, the line its 90 % interval, with one colour left of the bar and
          another right of it. A hollow dot and a broken line mean few ratings; where no one rated, the score is
          estimated from the other criteria.
        </p>
      }
    >
      <p className="small faint only-phone">Scale from 1 to 4; dashed line: bar {scoreText(bar)}</p>
      <Table caption="Score of each criterion with its 90 % interval" plain className="crits">
        <thead>
          <tr>
            <Th>Criterion</Th>
            <Th>Scale from 1 to 4; dashed line: bar {scoreText(bar)}</Th>
            <Th num>Score</Th>
            <Th num>90&nbsp;% interval</Th>
            <Th>Rated by</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((criterion) => (
            <CriterionRow
              key={criterion.criterion}
              criterion={criterion}
              bar={bar}
              differ={differing.has(criterion.criterion)}
            />
          ))}
        </tbody>
      </Table>
    </PacketSection>
  )
}

function CriterionRow({ criterion, bar, differ }: { criterion: PacketCriterion; bar: number; differ: boolean }) {
  const { name, mustHave, estimate, raters } = criterion
  const clamp = (value: number) => Math.min(4, Math.max(1, value))
  return (
    <tr>
      <th scope="row">
        {name}
        {mustHave ? <span className="faint nowrap"> must-have</span> : null}
      </th>
      <td className="crits__plot">
        <ScoreRow
          label={name}
          score={estimate?.score ?? null}
          lower={estimate?.lower ?? null}
          upper={estimate?.upper ?? null}
          bar={bar}
          thin={raters < 2}
        />
      </td>
      <td className="num">
        <strong>{scoreText(estimate?.score)}</strong>
      </td>
      <td className="num faint crits__iv">{estimate ? interval(clamp(estimate.lower), clamp(estimate.upper)) : '–'}</td>
      <td className="crits__raters">
        {raters === 0 ? (
          <span className="tag tag--doubt">no one</span>
        ) : raters === 1 ? (
          <span className="tag tag--doubt">1 rater only</span>
        ) : (
          `${count(raters, 'rater')}${differ ? ', who disagree (2 or more levels apart)' : ''}`
        )}
      </td>
    </tr>
  )
}

const asSeverity = (known: ScorecardView['severity']) => ({
  severity: known?.levels ?? null,
  lower: known?.lower ?? null,
  upper: known?.upper ?? null,
})

/** More criteria than this need the width of the page. */
const WIDE = 6

/** Interviewers by criteria; each level leads to the evidence for it. */
export function RatingsByInterviewer({ view }: { view: PacketView }) {
  const rated = view.criteria.filter(({ criterion }) =>
    view.scorecards.some(({ focus, shown }) => shown !== null && focus.includes(criterion)),
  )
  const rows = view.scorecards.filter(({ state }) => state === 'submitted')
  const amended = rows.filter(({ later }) => later !== null)
  const open = rows.filter(({ versions }) => !versions.some(({ counts }) => counts))
  return (
    <PacketSection
      id="levels"
      title="Ratings by interviewer"
      full={rated.length > WIDE}
      aside={
        <>
          <p>
            Levels as given, before any correction; select one to read its evidence. A frame marks ratings of one
            interview that differ by two levels or more. A dash means not planned; n/a means planned but not assessed.
          </p>
          <p>
            {rows.some(({ severity }) => severity && clearOfZero(asSeverity(severity))) ? (
              <>
                <Sign side="below" /> severe and <Sign side="above" /> lenient mark severities whose 90&nbsp;% interval
                excludes 0.
              </>
            ) : (
              'No severity here has a 90\u00a0% interval that excludes 0.'
            )}{' '}
            A severity is shown once there are enough data to estimate it.
          </p>
          {amended.length > 0 ? (
            <p>
              Shown is the version submitted before the interviewer saw other scorecards; only it is used in the score.
              Amended later: {amended.map(({ name }) => textOrErased(name)).join(', ')}.
            </p>
          ) : null}
          {open.length > 0 ? (
            <p>
              Not counted, because written after the interviewer could read the others’ scorecards:{' '}
              {open.map(({ name }) => textOrErased(name)).join(', ')}.
            </p>
          ) : null}
        </>
      }
    >
      {rows.length === 0 ? (
        <p className="quiet">There is no scorecard.</p>
      ) : (
        <LevelMatrix
          criteria={rated.map(({ criterion, name }) => ({ id: criterion, label: name }))}
          rows={rows.map((card) => ({
            id: card.scorecard,
            name: textOrErased(card.name),
            interview: card.interviewName,
            session: card.interview,
            ...asSeverity(card.severity),
            cells: rated.map(({ criterion }) => cell(card, criterion)),
          }))}
        />
      )}
    </PacketSection>
  )
}

function cell(card: ScorecardView, criterion: string): MatrixCell {
  const rating = card.shown?.ratings.find((one) => one.criterion === criterion)
  if (!rating) return { kind: 'not-planned' }
  const to = `#${evidenceId(card.scorecard, criterion)}`
  return rating.level === null ? { kind: 'not-assessed', to } : { kind: 'level', level: rating.level, to }
}

/** Each disagreement side by side, with the anchors that were in force. */
export function Disagreements({ view }: { view: PacketView }) {
  return (
    <PacketSection
      id="differ"
      title="Where raters differ"
      full={view.disagreements.length > 0}
      lead={
        view.disagreements.length === 0
          ? 'No two interviewers of one interview differ by two levels or more.'
          : 'Interviewers of the same interview who differ by two levels or more on a criterion.'
      }
    >
      {view.disagreements.map(({ interview, interviewName, criterion, criterionName, sides }) => (
        <div key={`${interview}-${criterion}`} className="differ">
          <h3 className="h3 differ__h">
            {criterionName} in {interviewName}
          </h3>
          <div className="sides">
            {sides.map(({ scorecard, name, level, severity, evidence: words, anchor, slips }) => (
              <article className="side" key={scorecard}>
                <div className="side__head">
                  <Level level={level} />
                  <h4 className="h3">
                    <TextOrErased words={name} />
                  </h4>
                  {severity === null ? null : <span className="faint small">severity {difference(severity)}</span>}
                </div>
                <SlipLine slips={slips} />
                <Evidence words={words} />
                <p className="side__anchor">
                  Level {level}: <Marked>{anchor}</Marked>
                </p>
              </article>
            ))}
          </div>
        </div>
      ))}
    </PacketSection>
  )
}
