import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { seniorityNames } from '~/components/kit/seniority-names'
import { SlipLine } from '~/components/slip-line'
import { Pairs, StateTag, Tag } from '~/components/ui/bits'
import { Level } from '~/components/ui/level'
import { Marked } from '~/components/ui/marked'
import { Note } from '~/components/ui/message'
import { Breadcrumbs, type Crumb } from '~/components/ui/page'
import type { Piece } from '~/domain/scorecard/differences'
import type { RatingView, SubmittedScorecard, VersionLine } from '~/domain/scorecard/view'
import { paths } from '~/paths'
import { Difference, Quotations, Written } from './words'

const acts = { submission: 'submitted', amendment: 'amended', withdrawal: 'withdrawn' } as const

/** A submitted scorecard as it is read; `acts` are what its author may still do. */
export function Submitted({ card, acts: buttons }: { card: SubmittedScorecard; acts?: ReactNode }) {
  const crumbs: Crumb[] = card.own
    ? [{ label: 'My interviews', to: paths.interviews() }]
    : card.applicationId
      ? [{ label: card.candidate, to: paths.application(card.applicationId) }]
      : []
  return (
    <>
      <Breadcrumbs crumbs={[...crumbs, { label: `${card.interview}, ${card.author}` }]} />
      <div className="paper">
        <div>
          <header className="paper__head">
            <h1 className="paper__q">
              {card.interview}, seen by {card.own ? 'you' : card.author}
            </h1>
            <p className="meta">
              <span>
                {card.candidate}, {card.job}
              </span>
              {card.held ? (
                <span>
                  Held {card.held}, {card.minutes}&nbsp;min
                </span>
              ) : null}
              {card.afterEnd ? <span>{card.afterEnd}</span> : null}
            </p>
          </header>
          <State card={card} />
          {buttons ? <div className="sub__acts">{buttons}</div> : null}
        </div>
        {card.own ? <Colleagues card={card} /> : null}
      </div>
      <section className="part" aria-labelledby="h-rat">
        <div className="part__main">
          <div className="part__head">
            <h2 className="h2" id="h-rat">
              Ratings and evidence
            </h2>
          </div>
          {card.ratings.map((rating) => (
            <Rating key={rating.id} rating={rating} erasedOn={card.erasedOn} seniority={card.seniority} />
          ))}
        </div>
        <aside className="aside">
          <p>
            The words are the interviewer’s; times are those of the interview. The anchor below each rating is the one
            for this job, {card.kit}.
          </p>
        </aside>
      </section>
      <section className="part" aria-labelledby="h-rec">
        <div className="part__main">
          <div className="part__head">
            <h2 className="h2" id="h-rec">
              Recommendation and flags
            </h2>
          </div>
          <Pairs
            pairs={[
              ['Recommends', <b key="rec">{card.recommendation}</b>],
              ['Reason', <Written key="why" words={card.reason} erasedOn={card.erasedOn} className="sub__read" />],
              ['Red flags', <Findings key="flags" card={card} />],
            ]}
          />
        </div>
      </section>
      <Changes card={card} />
      {card.notes ? (
        <section className="part" aria-labelledby="h-notes">
          <div className="part__main">
            <div className="part__head">
              <h2 className="h2" id="h-notes">
                Your notes
              </h2>
              <p className="part__lead">Only you see these.</p>
            </div>
            <details>
              <summary>Read your notes</summary>
              <Quotations words={card.notes} erasedOn={card.erasedOn} />
            </details>
          </div>
        </section>
      ) : null}
    </>
  )
}

function State({ card }: { card: SubmittedScorecard }) {
  const { last } = card
  const words = `Version ${last.number}, ${acts[last.kind]} ${last.at}`
  return (
    <div className="sub__state">
      <p>
        <StateTag state={card.status}>{card.withdrawn ? `${words}; not counted` : words}</StateTag>
      </p>
      {card.withdrawn ? (
        <Written words={last.reason} erasedOn={card.erasedOn} className="sub__read" />
      ) : (
        <p className="quiet">
          {card.shadow ? 'Shadow scorecard: kept for comparison, not counted. ' : null}
          {last.counting && !card.shadow ? counting(last.counting, card.own ? 'you' : card.author) : null}
          {card.changes.length > 0 ? (
            <>
              {' '}
              <a href="#amend">What changed and why</a>
            </>
          ) : null}
        </p>
      )}
    </div>
  )
}

function counting({ blind, counts, counted }: NonNullable<VersionLine['counting']>, author: string): string {
  if (counts) return 'It was submitted before its author saw other scorecards and is used in the calibration.'
  const instead = counted === null ? 'No version counts.' : `Version ${counted} counts.`
  return blind
    ? `Not counted. ${instead}`
    : `Not counted: written after ${author} could read the others’ scorecards. ${instead}`
}

function Colleagues({ card }: { card: SubmittedScorecard }) {
  if (card.colleagues.length === 0) return null
  return (
    <aside className="aside sub__who">
      <p>
        <b>You have submitted all your scorecards for {card.candidate}</b>, so you may read the others:
      </p>
      <ul className="plainlist">
        {card.colleagues.map(({ id, author, interview }) => (
          <li key={id}>
            <Link to={paths.scorecard(id)} prefetch="intent">
              {interview}, {author}
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  )
}

type RatingProps = { rating: RatingView; erasedOn: string | null; seniority: string }

function Rating({ rating, erasedOn, seniority }: RatingProps) {
  return (
    <article className="read">
      <div className="read__h">
        <Level level={rating.level} />
        <h3 className="h3">{rating.name}</h3>
        {rating.mustHave ? <Tag kind="line">Must-have</Tag> : null}
        {rating.bySeniority ? <Tag>{seniorityNames[seniority]} anchors</Tag> : null}
      </div>
      <SlipLine slips={rating.slips} />
      {rating.level === null ? (
        <div className="read__none">
          Not assessed. <Quotations words={rating.evidence} erasedOn={erasedOn} className="read__none" />
        </div>
      ) : (
        <div className="read__b">
          <Quotations words={rating.evidence} erasedOn={erasedOn} />
        </div>
      )}
      {rating.anchor ? (
        <p className="read__a">
          <span>Level {rating.anchor.level}: </span>
          <Marked>{rating.anchor.text}</Marked>
        </p>
      ) : null}
    </article>
  )
}

function Findings({ card }: { card: SubmittedScorecard }) {
  if (card.findings.length === 0) return <>None of the kit’s {card.flagsAsked} red flags recorded.</>
  return (
    <>
      {card.findings.map((finding) => (
        <div key={finding.id} className="sub__finding">
          <div className="read__h">
            <b>{finding.name}</b>
            <Tag kind={finding.severity === 'concern' ? 'line' : 'flag'}>{finding.severity}</Tag>
          </div>
          <Written words={finding.evidence} erasedOn={card.erasedOn} />
          <p className="label">Answer to the probe</p>
          <Written words={finding.probe} erasedOn={card.erasedOn} />
        </div>
      ))}
    </>
  )
}

function Changes({ card }: { card: SubmittedScorecard }) {
  if (card.changes.length === 0) return null
  return (
    <section className="part part--full" id="amend" aria-labelledby="h-am">
      <div className="part__head">
        <h2 className="h2" id="h-am">
          What {card.changes.length > 1 ? 'the amendments' : 'the amendment'} changed
        </h2>
        <p className="part__lead">Both versions are kept.</p>
      </div>
      {card.erasedOn ? <Note>The words were erased on {card.erasedOn}; only levels can still be compared.</Note> : null}
      {card.changes.map(({ from, to, parts }) => (
        <div className="sides" key={to.number}>
          <Side
            version={from}
            parts={parts.map(({ label, before }) => ({ label, pieces: before }))}
            erasedOn={card.erasedOn}
          />
          <Side
            version={to}
            parts={parts.map(({ label, after }) => ({ label, pieces: after }))}
            erasedOn={card.erasedOn}
            amends
          />
        </div>
      ))}
    </section>
  )
}

type SideProps = {
  version: VersionLine
  parts: { label: string; pieces: Piece[] }[]
  erasedOn: string | null
  amends?: boolean
}

function Side({ version, parts, erasedOn, amends }: SideProps) {
  return (
    <article className="side">
      <div className="side__head">
        <h3 className="h3">Version {version.number}</h3>
        <span className="faint small">{version.at}</span>
        {version.counting ? (
          <span className="sub__tag">
            <Tag kind={version.counting.counts ? 'accent' : 'plain'}>
              {version.counting.counts ? 'counted' : 'not counted'}
            </Tag>
          </span>
        ) : null}
      </div>
      {parts.length === 0 ? <p className="quiet">There are no differences.</p> : null}
      {parts.map(({ label, pieces }) => (
        <div key={label}>
          <p className="side__t">{label}</p>
          <p className="side__q">
            {pieces.length > 0 ? <Difference pieces={pieces} /> : <span className="faint">nothing</span>}
          </p>
        </div>
      ))}
      {amends ? (
        <div className="side__anchor">
          <strong>Reason given: </strong>
          <Written words={version.reason} erasedOn={erasedOn} className="side__q" />
        </div>
      ) : null}
      {version.counting ? (
        <p className="side__anchor">
          {version.counting.blind ? 'Written blind.' : 'Written after the others’ scorecards could be read.'}
        </p>
      ) : null}
    </article>
  )
}
