import type { ErasableEvidence, PacketView, ScorecardView, VersionView } from '~/domain/packet/packet-view'
import { evidenceLines } from '~/domain/scorecard/evidence'
import { slipWords } from '~/domain/scorecard/slips'
import { SlipLine } from '../slip-line'
import { StateTag, Tag } from '../ui/bits'
import { Level } from '../ui/level'
import { Marked } from '../ui/marked'
import { evidenceId } from './ratings'
import { PacketSection } from './packet-section'
import { Evidence, TextOrErased, WholeText } from './erasable-text'

/** Every scorecard in full: the evidence for each level, in the interviewer's words, above the anchor that applies. */
export function EvidenceInFull({ view, shadows }: { view: PacketView; shadows?: boolean }) {
  const cards = (shadows ? view.shadows : view.scorecards).filter(({ versions }) => versions.length > 0)
  if (cards.length === 0) return null
  return (
    <PacketSection
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
            <TextOrErased words={card.name} /> <span className="faint">{card.interviewName}</span>
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
                <SlipLine slips={rating.slips} />
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
    </PacketSection>
  )
}

function CardState({ card }: { card: ScorecardView }) {
  const last = card.versions.at(-1)
  if (card.state === 'withdrawn')
    return (
      <div className="card-read__state">
        <StateTag state="withdrawn">Withdrawn {last?.at}, not counted</StateTag>
        <WholeText words={last?.reason ?? null} className="side__q" />
      </div>
    )
  const shown = card.shown
  if (!shown) return null
  const counts = card.shadow
    ? 'not counted'
    : shown.counts
      ? 'counted'
      : 'not counted: written after the interviewer could read the others’ scorecards'
  return (
    <div className="card-read__state">
      <StateTag state="submitted">
        Version {shown.number} of {card.versions.length}, {shown.at}; {counts}
      </StateTag>
    </div>
  )
}

const linesOf = (words: ErasableEvidence | null) => words?.evidence && evidenceLines(words.evidence)

/** A version after the one shown: what it says otherwise, and why. */
function Later({ card, later, view }: { card: ScorecardView; later: VersionView; view: PacketView }) {
  const before = new Map(card.shown?.ratings.map((rating) => [rating.criterion, rating]))
  const changed = later.ratings.filter((rating) => {
    const old = before.get(rating.criterion)
    const slips = (one?: typeof rating) => slipWords(one?.slips ?? [])
    return old?.level !== rating.level || linesOf(old.words) !== linesOf(rating.words) || slips(old) !== slips(rating)
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
        <TextOrErased words={later.reason} />
      </p>
      {changed.map((rating) => (
        <div key={rating.criterion}>
          <p className="side__t">
            {view.criteria.find(({ criterion }) => criterion === rating.criterion)?.name},{' '}
            {rating.level === null ? 'not assessed' : `level ${rating.level}`}
          </p>
          <SlipLine slips={rating.slips} />
          <Evidence words={rating.words} />
        </div>
      ))}
    </div>
  )
}
