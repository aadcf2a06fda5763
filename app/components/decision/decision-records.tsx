import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { overriddenRuleSentences } from '~/domain/decision/committee-rule'
import { choiceLabels, type VoteChoice } from '~/domain/decision/voting'
import type { RecordView } from '~/domain/decision/view'
import type { PacketView } from '~/domain/packet/packet-view'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { chance, interval, score as scoreText, shortHash } from '../format'
import { TextOrErased, WholeText } from '../packet/erasable-text'
import { candidateName, seniorityAndRole, ruleSaysHire, RUN_HIDDEN, outcomeText } from '../packet/labels'
import { Pairs } from '../ui/bits'
import { Icon } from '../ui/icon'
import { Note } from '../ui/message'
import { Meta } from '../ui/page'

export function outcomeLabel(outcome: VoteChoice, view: Pick<PacketView, 'candidate' | 'job'>): string {
  const who = candidateName(view)
  if (outcome === 'hire') return `Hire ${who} as ${seniorityAndRole(view.job)}`
  return outcome === 'no_hire'
    ? `Do not hire ${who} as ${seniorityAndRole(view.job)}`
    : `More evidence needed on ${who}`
}

type RecordsProps = {
  records: readonly RecordView[]
  packetId: number
  hash: string | null
  intact: boolean
  view: PacketView
  /** The viewer's own dissent, under the decision in force. */
  dissent?: ReactNode
}

/** The decision in force as its frozen record; what it superseded stands below and says so first. */
export function DecisionRecords({ records, packetId, hash, intact, view, dissent }: RecordsProps) {
  const [latest, ...older] = records
  if (!latest) return null
  const others = older.map((record, at) => ({ record, by: mustExist(records[at], 'record that superseded it') }))
  return (
    <div className="dec__after">
      {latest.packet.id === packetId ? (
        <section aria-labelledby="record">
          <div className="panel__h">
            <h2 className="h2" id="record">
              The record
            </h2>
            <span className="small faint">the permanent record, as everyone with access sees it</span>
          </div>
          <div className="frame dec__rec">
            <div className="frame__in">
              <InForce record={latest} hash={hash} intact={intact} view={view} />
              {dissent}
            </div>
          </div>
        </section>
      ) : (
        <Note>
          Decision {latest.number} was taken on{' '}
          <Link to={paths.packet(latest.packet.id)}>packet {latest.packet.number}</Link>:{' '}
          {choiceLabels[latest.outcome].toLowerCase()}, {latest.at}.
        </Note>
      )}
      {others.map(({ record, by }) => (
        <Superseded key={record.id} record={record} by={by} packetId={packetId} view={view} />
      ))}
    </div>
  )
}

function InForce({
  record,
  hash,
  intact,
  view,
}: {
  record: RecordView
  hash: string | null
  intact: boolean
  view: PacketView
}) {
  const { score, run, kit } = view
  return (
    <>
      <Meta small>{[`Decision ${record.number}`, record.at, `recorded by ${record.by}`]}</Meta>
      <p className="paper__q dec__out">{outcomeLabel(record.outcome, view)}</p>
      <div className="prose">
        <WholeText words={record.reason} className="" />
        {record.dissents.map(({ userId, name, words }) => (
          <p key={userId}>
            <strong>Dissent, {name}:</strong> <TextOrErased words={words} />
          </p>
        ))}
      </div>
      <Override record={record} />
      {record.againstTheVotes ? (
        <p className="quiet dec__said">More voters chose another outcome; see the reasons above.</p>
      ) : null}
      {record.upheldCriticalFlags > 0 ? (
        <p className="quiet dec__said">Hire despite a critical red flag that was upheld; see its resolution.</p>
      ) : null}
      <Pairs
        className="dec__facts"
        pairs={[
          [
            'Score at the time',
            score ? (
              <>
                {scoreText(score.score)}{' '}
                <span className="quiet">
                  ({interval(score.lower, score.upper)}), bar {scoreText(view.job.bar)}, probability of being above it{' '}
                  {chance(score.probabilityAboveBar)}; decision rule: “{outcomeText(ruleSaysHire(view))}”
                </span>
              </>
            ) : (
              'none'
            ),
          ],
          [
            'Calibration run',
            run ? (
              <>
                {run.run}{' '}
                <span className="quiet">
                  model version {run.modelVersion}, {run.ratings} ratings, input checksum{' '}
                  <code>{shortHash(run.inputHash)}</code>
                </span>
              </>
            ) : view.runWithheld ? (
              RUN_HIDDEN
            ) : (
              'none'
            ),
          ],
          [
            'Packet',
            <>
              {record.packet.number}{' '}
              {hash === null ? null : (
                <span className="quiet">
                  packet hash <code>{shortHash(hash)}</code>
                </span>
              )}{' '}
              <HashCheck intact={intact} />
            </>,
          ],
          [
            'Kit',
            <>
              {kit.name} {kit.version} <span className="quiet">{shortHash(kit.hash)}</span>
            </>,
          ],
          ...(record.supersedes
            ? [
                [
                  'Supersedes',
                  `Decision ${record.supersedes.number}, ${choiceLabels[record.supersedes.outcome].toLowerCase()}`,
                ] as [string, string],
              ]
            : []),
        ]}
      />
    </>
  )
}

/** That a decision was recorded against the committee's rule, which rules, and why. */
function Override({ record: { override, by } }: { record: Pick<RecordView, 'override' | 'by'> }) {
  if (!override) return null
  return (
    <Note kind="flag" className="dec__said">
      <b>The committee’s rule was overridden by {by}.</b>{' '}
      {override.rules.map((rule) => overriddenRuleSentences[rule]).join(' ')} Reason:{' '}
      <TextOrErased words={override.reason} />
    </Note>
  )
}

/** Whether bytes and words still are what was frozen. */
export function HashCheck({ intact }: { intact: boolean }) {
  return intact ? (
    <span className="dec__ok">
      <Icon name="tick" />
      matches
    </span>
  ) : (
    <span className="dec__bad">
      <Icon name="warning" />
      does not match what was frozen
    </span>
  )
}

function Superseded({
  record,
  by,
  packetId,
  view,
}: {
  record: RecordView
  by: RecordView
  packetId: number
  view: PacketView
}) {
  return (
    <section aria-labelledby={`decision-${record.id}`}>
      <div className="panel__h">
        <h2 className="h2" id={`decision-${record.id}`}>
          Superseded
        </h2>
        <span className="small faint">kept for the record</span>
      </div>
      <div className="frame">
        <Note className="dec__sup">
          <b>Superseded on {by.at}</b> by decision {by.number}, {choiceLabels[by.outcome].toLowerCase()}. The superseded
          record is below.
        </Note>
        <div className="frame__in dec__oldin">
          <Meta small>{[`Decision ${record.number}`, record.at, `recorded by ${record.by}`]}</Meta>
          <p className="h2">{outcomeLabel(record.outcome, view)}</p>
          <WholeText words={record.reason} className="quiet" />
          <Override record={record} />
          {record.dissents.map(({ userId, name, words }) => (
            <p key={userId} className="quiet">
              <b>Dissent, {name}:</b> <TextOrErased words={words} />
            </p>
          ))}
          <p className="quiet">
            {record.packet.id === packetId ? (
              'On this packet'
            ) : (
              <>
                On <Link to={paths.packet(record.packet.id)}>packet {record.packet.number}</Link>
              </>
            )}
            {record.runId === null ? '' : `, run ${record.runId}`}.
          </p>
        </div>
      </div>
    </section>
  )
}
