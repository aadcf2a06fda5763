import type { ReactNode } from 'react'
import type { EvidenceWords, PacketView, RaisedFlag, ScorecardView, VersionView } from '~/domain/packet/packet-view'
import { evidenceLines } from '~/domain/scorecard/evidence'
import { recommendationWords } from '~/domain/scorecard/words'
import { chance, score as scoreText } from '../format'
import { Stands, Tag } from '../ui/bits'
import { Level } from '../ui/level'
import { Term } from '../glossary/term'
import { Marked } from '../ui/marked'
import { Table, Th } from '../ui/table'
import { evidenceId } from './judged'
import { Part } from './part'
import { Evidence, Said, SaidAtLength, SaidInOneLine } from './said'
import { flipLabel, flipSummary, ruleSaysHire, verdict } from './words'

const severityWords = { concern: 'Concern', serious: 'Serious', critical: 'Critical' }

export function FlagHead({ flag, seniority, children }: { flag: RaisedFlag; seniority: string; children?: ReactNode }) {
  return (
    <div className="flagbox__head">
      <h3 className="h3">{flag.name}</h3>
      <Tag kind="flag" icon="flag">
        {severityWords[flag.severity]} for {seniority}
      </Tag>
      {children}
    </div>
  )
}

export function FlagFacts({ flag, children }: { flag: RaisedFlag; children?: ReactNode }) {
  return (
    <dl>
      <dt>Raised by</dt>
      <dd>
        <Said words={flag.by} />, {flag.interviewName}
      </dd>
      <dt>Observed</dt>
      <dd>
        <Said words={flag.evidence} />
      </dd>
      {flag.probe ? (
        <>
          <dt>Answer to the probe</dt>
          <dd>
            <Said words={flag.probe} />
          </dd>
        </>
      ) : null}
      {children}
    </dl>
  )
}

/** `resolution` says how each stands, and lets a voter resolve it. */
export function Flags({ view, resolution }: { view: PacketView; resolution?: (flag: RaisedFlag) => ReactNode }) {
  return (
    <Part
      id="flags"
      title="Red flags"
      lead={view.flags.length === 0 ? 'None of the kit’s red flags was found.' : undefined}
      aside={
        view.flags.length > 0 ? (
          <p>
            A red flag is recorded only if its rule is met. A critical one blocks “hire” until a voter resolves it in
            writing, which is possible once the first votes are open.
          </p>
        ) : null
      }
    >
      {view.flags.map((flag) => (
        <article className="flagbox" key={flag.finding} id={`flag-${flag.finding}`}>
          {resolution?.(flag) ?? (
            <>
              <FlagHead flag={flag} seniority={view.job.seniority} />
              <FlagFacts flag={flag} />
            </>
          )}
        </article>
      ))}
    </Part>
  )
}

export function NotAssessed({ view }: { view: PacketView }) {
  const nameOf = (criterion: string) => view.criteria.find((one) => one.criterion === criterion)?.name ?? criterion
  const rows = [
    ...view.unseen.map(({ criterion, name, mustHave, planned }) => ({
      key: criterion,
      name,
      mustHave,
      by: 'no one',
      why: planned ? 'Planned, but no counted scorecard rates it.' : 'No interview of this loop rates it.',
    })),
    ...view.notAssessed.map(({ criterion, by, why }, at) => ({
      key: `${criterion}-${at}`,
      name: nameOf(criterion),
      mustHave: false,
      by: <Said words={by} />,
      why: why ? <SaidInOneLine words={why} /> : 'No reason was given.',
    })),
  ]
  return (
    <Part
      id="unseen"
      title="Not assessed"
      lead={
        rows.length === 0
          ? 'Every weighted criterion was rated by every interviewer who was assigned to it.'
          : undefined
      }
    >
      {rows.length > 0 ? (
        <Table caption="What was not assessed" plain text>
          <thead>
            <tr>
              <Th>Criterion</Th>
              <Th>By</Th>
              <Th>Why</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, mustHave, by, why }) => (
              <tr key={key}>
                <td>
                  {name}
                  {mustHave ? <span className="faint nowrap"> must-have</span> : null}
                </td>
                <td>{by}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </Part>
  )
}

export function Flips({ view }: { view: PacketView }) {
  if (!view.score) return null
  const stands = ruleSaysHire(view)
  return (
    <Part
      id="flip"
      title="Sensitivity: what would change the outcome"
      aside={
        <>
          <p>{flipSummary(view)}</p>
          <p>Leaving out an interviewer keeps all severities as they are.</p>
        </>
      }
    >
      <Table caption="What the decision rule says under other assumptions" plain className="flips">
        <thead>
          <tr>
            <Th>If</Th>
            <Th num>Score</Th>
            <Th num>
              P<span className="wide-word"> above bar</span>
            </Th>
            <Th>
              <Term id="decision-rule">Rule says</Term>
            </Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Current</th>
            <td className="num">{scoreText(view.score.score, 2)}</td>
            <td className="num">{chance(view.score.probabilityAboveBar)}</td>
            <td>{verdict(stands)}</td>
          </tr>
          {view.flips.map((flip) => (
            <tr key={`${flip.kind}-${flip.what}`}>
              <th scope="row">{flipLabel(flip, view)}</th>
              <td className="num">{scoreText(flip.score, 2)}</td>
              <td className="num">{chance(flip.probabilityAboveBar)}</td>
              <td>
                {flip.hire === stands ? (
                  <span className="faint">same</span>
                ) : (
                  <Tag kind="doubt">{flip.hire ? 'would hire' : 'would not hire'}</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Part>
  )
}

export function Recommendations({ view }: { view: PacketView }) {
  return (
    <Part
      id="advice"
      title="What each interviewer recommends"
      aside={<p>A recommendation concerns that one interview, not the packet; no score uses it.</p>}
    >
      <Table caption="Recommendation of each interviewer" plain text className="advice">
        <thead>
          <tr>
            <Th>Interviewer</Th>
            <Th>Recommends</Th>
            <Th>Reason</Th>
          </tr>
        </thead>
        <tbody>
          {view.scorecards.map((card) => (
            <AdviceRow key={card.scorecard} card={card} />
          ))}
        </tbody>
      </Table>
    </Part>
  )
}

function AdviceRow({ card }: { card: ScorecardView }) {
  const last = card.versions.at(-1) ?? null
  return (
    <tr>
      <th scope="row">
        <Said words={card.name} /> <span className="faint">{card.interviewName}</span>
      </th>
      <td className="advice__r">{last?.recommendation ? recommendationWords[last.recommendation] : stateOf(card)}</td>
      <td>
        <Said words={last?.because ?? last?.reason ?? null} />
      </td>
    </tr>
  )
}

const stateOf = ({ state }: ScorecardView) =>
  state === 'missing' ? (
    <Stands state="not-started">not submitted</Stands>
  ) : state === 'withdrawn' ? (
    <Stands state="withdrawn">withdrawn</Stands>
  ) : null

/** Every scorecard in full: the evidence for each level, in the interviewer's words, above the anchor that applies. */
export function EvidenceInFull({ view, shadows }: { view: PacketView; shadows?: boolean }) {
  const cards = (shadows ? view.shadows : view.scorecards).filter(({ versions }) => versions.length > 0)
  if (cards.length === 0) return null
  return (
    <Part
      id={shadows ? 'shadows' : 'evidence'}
      title={shadows ? 'Shadow scorecards' : 'Evidence'}
      lead={shadows ? 'Written by people who sat in to learn. No score uses them.' : undefined}
      aside={
        shadows ? null : (
          <p>
            The words are the interviewer’s; times are those of the interview. The anchor below each rating is the one
            for this job, {view.kit.name} {view.kit.version}.
          </p>
        )
      }
    >
      {cards.map((card) => (
        <section key={card.scorecard} className="card-read" aria-labelledby={`card-${card.scorecard}`}>
          <h3 className="h3" id={`card-${card.scorecard}`}>
            <Said words={card.name} /> <span className="faint">{card.interviewName}</span>
          </h3>
          <CardState card={card} />
          {(card.shown ?? card.versions[0])?.ratings.map((rating) => {
            const criterion = view.criteria.find((one) => one.criterion === rating.criterion)
            return (
              <article className="read" key={rating.criterion} id={evidenceId(card.scorecard, rating.criterion)}>
                <div className="read__h">
                  <Level level={rating.level} />
                  <h4 className="h3">{criterion?.name ?? rating.criterion}</h4>
                  {criterion?.mustHave ? <Tag kind="line">Must-have</Tag> : null}
                </div>
                <div className="read__b">
                  {rating.level === null ? <p className="read__none">Not assessed.</p> : null}
                  {rating.level !== null || rating.words ? <Evidence words={rating.words} /> : null}
                </div>
                {rating.level !== null && criterion ? (
                  <p className="read__a">
                    <span>Level {rating.level}: </span>
                    <Marked>{criterion.anchors[rating.level]}</Marked>
                  </p>
                ) : null}
              </article>
            )
          })}
          {card.later ? <Later card={card} later={card.later} view={view} /> : null}
        </section>
      ))}
    </Part>
  )
}

function CardState({ card }: { card: ScorecardView }) {
  const last = card.versions.at(-1)
  if (card.state === 'withdrawn')
    return (
      <div className="card-read__state">
        <Stands state="withdrawn">Withdrawn {last?.at}, not counted</Stands>
        <SaidAtLength words={last?.reason ?? null} className="side__q" />
      </div>
    )
  const shown = card.shown
  if (!shown) return null
  const counts = card.shadow
    ? 'not counted'
    : shown.counts
      ? 'counted'
      : 'not counted: written after others could be read'
  return (
    <div className="card-read__state">
      <Stands state="submitted">
        Version {shown.number} of {card.versions.length}, {shown.at}; {counts}
      </Stands>
    </div>
  )
}

const linesOf = (words: EvidenceWords | null) => words?.evidence && evidenceLines(words.evidence)

/** A version after the one shown: what it says otherwise, and why. */
function Later({ card, later, view }: { card: ScorecardView; later: VersionView; view: PacketView }) {
  const before = new Map(card.shown?.ratings.map((rating) => [rating.criterion, rating]))
  const changed = later.ratings.filter((rating) => {
    const old = before.get(rating.criterion)
    return old?.level !== rating.level || linesOf(old.words) !== linesOf(rating.words)
  })
  return (
    <div className="side card-read__later">
      <div className="side__head">
        <h4 className="h3">Version {later.number}</h4>
        <span className="faint small">{later.at}</span>
        <Tag>not counted</Tag>
      </div>
      <p className="side__anchor">
        <strong>Reason given: </strong>
        <Said words={later.reason} />
      </p>
      {changed.map((rating) => (
        <div key={rating.criterion}>
          <p className="side__t">
            {view.criteria.find(({ criterion }) => criterion === rating.criterion)?.name},{' '}
            {rating.level === null ? 'not assessed' : `level ${rating.level}`}
          </p>
          <Evidence words={rating.words} />
        </div>
      ))}
    </div>
  )
}
