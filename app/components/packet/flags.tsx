import type { ReactNode } from 'react'
import type { PacketView, RaisedFlag } from '~/domain/packet/packet-view'
import { Tag } from '../ui/bits'
import { PacketSection } from './packet-section'
import { TextOrErased } from './erasable-text'

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
        <TextOrErased words={flag.by} />, {flag.interviewName}
      </dd>
      <dt>Observed</dt>
      <dd>
        <TextOrErased words={flag.evidence} />
      </dd>
      {flag.probe ? (
        <>
          <dt>Answer to the probe</dt>
          <dd>
            <TextOrErased words={flag.probe} />
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
    <PacketSection
      id="flags"
      title="Red flags"
      lead={view.flags.length === 0 ? 'None of the kit’s red flags was found.' : undefined}
      aside={
        view.flags.length > 0 ? (
          <p>
            A red flag is recorded only if its rule is met. A critical one blocks “hire” until a voter resolves it in
            writing, which is possible once the first votes are revealed.
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
    </PacketSection>
  )
}
