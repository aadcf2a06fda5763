import type { ReactNode } from 'react'
import type { PacketView } from '~/domain/packet/packet-view'
import { shortHash } from '../format'
import { Breadcrumbs, Meta, type Crumb } from '../ui/page'
import { PacketSummary } from './packet-summary'
import { packetQuestion, RUN_HIDDEN } from './labels'

type PaperProps = {
  view: PacketView
  crumbs: Crumb[]
  /** Above the question: what state the packet is in. */
  state?: ReactNode
  /** It is not frozen yet. */
  preview?: boolean
  /** null while it is a preview, and where it is kept from the reader. */
  hash: string | null
  /** Parts before and after the packet's own, for the margin's list. */
  before?: { id: string; label: string }[]
  after?: { id: string; label: string }[]
  acts?: ReactNode
}

/** The head of the packet: question, where it comes from, finding, and in the margin what it holds. */
export function PacketDocument({
  view,
  crumbs,
  state,
  preview = false,
  hash,
  before = [],
  after = [],
  acts,
}: PaperProps) {
  const { kit, run } = view
  const name = view.candidate.name
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      {state}
      <div className="paper">
        <div>
          <header className="paper__head">
            <h1 className="paper__q">{packetQuestion(view)}</h1>
            <Meta small>
              {[
                preview ? 'Preview, not yet sent' : `Packet ${view.number} frozen ${view.frozenAt}`,
                ...(name ? [`Candidate ${view.candidate.candidate}`] : []),
                ...(name && name.words === null ? [`name erased on ${name.erasedOn}`] : []),
                run ? `Calibration run ${run.run}` : view.runWithheld ? RUN_HIDDEN : 'No calibration run',
                `Kit ${kit.name} ${kit.version}`,
                ...(hash === null
                  ? []
                  : [
                      <span key="hash" className="faint" title={hash}>
                        Packet hash <code>{shortHash(hash)}</code>
                      </span>,
                    ]),
              ]}
            </Meta>
            {acts ? <div className="head__acts">{acts}</div> : null}
          </header>
          <PacketSummary view={view} />
        </div>
        <nav className="toc" aria-label="In this packet">
          <p className="label">In this packet</p>
          <ol className="plainlist">
            {[...before, ...partsOf(view), ...after].map(({ id, label }) => (
              <li key={id}>
                <a href={`#${id}`}>{label}</a>
              </li>
            ))}
          </ol>
        </nav>
      </div>
    </>
  )
}

/** The packet's own parts, in order. */
const partsOf = (view: PacketView): { id: string; label: string }[] =>
  [
    view.score !== null && { id: 'steps', label: 'From raw mean to score' },
    { id: 'criteria', label: 'Criterion by criterion' },
    { id: 'levels', label: 'Ratings by interviewer' },
    { id: 'differ', label: 'Where raters differ' },
    { id: 'flags', label: 'Red flags' },
    { id: 'unseen', label: 'Not assessed' },
    view.score !== null && { id: 'flip', label: 'Sensitivity' },
    { id: 'advice', label: 'Recommendations' },
    view.scorecards.some(({ versions }) => versions.length > 0) && { id: 'evidence', label: 'Evidence' },
    view.shadows.some(({ versions }) => versions.length > 0) && { id: 'shadows', label: 'Shadow scorecards' },
  ].filter((part) => part !== false)
