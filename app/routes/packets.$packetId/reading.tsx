import { Link } from '@remix-run/react'
import { Ballot, Sealed, type FormAnswer } from '~/components/decision/ballot'
import { RecuseForm } from '~/components/decision/recuse-form'
import { DecisionForm, DissentForm } from '~/components/decision/decision-form'
import { OverrideForm } from '~/components/decision/override-form'
import { QuorumLost } from '~/components/decision/quorum-lost'
import { PacketVoters } from '~/components/decision/packet-voters'
import { RevealedVotes } from '~/components/decision/revealed-votes'
import { HashCheck, DecisionRecords } from '~/components/decision/decision-records'
import { FlagWithResolution } from '~/components/decision/resolution'
import { listed } from '~/components/format'
import { Term } from '~/components/glossary/term'
import { EvidenceInFull } from '~/components/packet/evidence-in-full'
import { Flags } from '~/components/packet/flags'
import { NotAssessed } from '~/components/packet/not-assessed'
import { Recommendations } from '~/components/packet/recommendations'
import { Sensitivity } from '~/components/packet/sensitivity'
import { CriterionScores, Disagreements, ScoreSteps, RatingsByInterviewer } from '~/components/packet/ratings'
import { PacketDocument } from '~/components/packet/packet-document'
import { candidateName } from '~/components/packet/labels'
import { PacketSection } from '~/components/packet/packet-section'
import { Empty, Note } from '~/components/ui/message'
import { ButtonLink } from '~/components/ui/button'
import { Breadcrumbs } from '~/components/ui/page'
import type { Round } from '~/domain/decision/voting'
import type { PacketPage } from '~/domain/decision/view'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'

export type PageProps = Omit<PacketPage, 'reading'>
type ReadingProps = NonNullable<PacketPage['reading']>

type Props = { page: PageProps; reading: ReadingProps; me: number; writeKey: string; answer?: FormAnswer }

/**
 * The packet with what the committee has made of it: before the votes open it ends with the ballot, afterwards it
 * begins with them.
 */
export function Reading({ page, reading, me, writeKey, answer }: Props) {
  const { view, first, second, records } = reading
  const decided = page.decision !== null
  const opened: Round = second.open ? 2 : 1
  const crumbs = [
    { label: 'Committee', to: paths.committee() },
    { label: page.jobName },
    { label: candidateName(view) },
  ]
  // The list in the margin and the headings are numbered apart, so the list names every part that is drawn.
  const overridable = page.rules !== null && Object.values(page.rules).some((unmet) => unmet.length > 0)
  const before = first.open
    ? [
        { id: 'votes', label: 'Votes' },
        ...(votesAgain(page, reading) ? [{ id: 'vote', label: 'Second vote' }] : []),
        ...(page.acts.decide ? [{ id: 'decide', label: decided ? 'A later decision' : 'Decision' }] : []),
        ...(page.acts.override && overridable ? [{ id: 'override', label: 'Override' }] : []),
      ]
    : []
  const after = [{ id: 'voters', label: 'Voters' }, ...(first.open ? [] : [{ id: 'vote', label: 'Vote' }])]
  return (
    <>
      <PacketDocument
        view={view}
        crumbs={crumbs}
        hash={page.hash}
        before={before}
        after={after}
        state={<State page={page} reading={reading} />}
      />
      {first.open ? (
        <>
          {decided || records.length > 0 ? (
            <DecisionRecords
              records={records}
              packetId={page.id}
              hash={page.hash}
              intact={reading.intact}
              view={view}
              dissent={
                page.acts.dissent ? (
                  <DissentForm decision={mustExist(page.decision, 'decision to dissent from')} answer={answer} />
                ) : null
              }
            />
          ) : null}
          <RevealedVotes voters={reading.opened} me={me} first={first} second={second} />
          {votesAgain(page, reading) ? (
            <SecondVote page={page} reading={reading} writeKey={writeKey} answer={answer} />
          ) : null}
          {page.acts.decide && page.rules ? (
            <DecisionForm
              writeKey={writeKey}
              supersedes={page.decision}
              opened={opened}
              rules={page.rules}
              answer={answer}
            />
          ) : null}
          {page.acts.override && page.rules ? (
            <OverrideForm
              writeKey={writeKey}
              supersedes={page.decision}
              opened={opened}
              rules={page.rules}
              answer={answer}
            />
          ) : null}
        </>
      ) : null}
      <ScoreSteps view={view} />
      <CriterionScores view={view} />
      <RatingsByInterviewer view={view} />
      <Disagreements view={view} />
      <Flags
        view={view}
        resolution={(flag) => (
          <FlagWithResolution
            flag={flag}
            seniority={view.job.seniority}
            resolution={reading.resolutions.find(({ finding }) => finding === flag.finding) ?? null}
            mayResolve={page.acts.resolve}
            opened={opened}
            answer={answer}
          />
        )}
      />
      <NotAssessed view={view} />
      <Sensitivity view={view} />
      <Recommendations view={view} />
      <EvidenceInFull view={view} />
      <EvidenceInFull view={view} shadows />
      <PacketVoters voters={reading.voters} />
      {first.open ? null : <FirstVote page={page} reading={reading} writeKey={writeKey} answer={answer} />}
      {page.acts.recuse ? <RecuseForm writeKey={writeKey} answer={answer} /> : null}
      <p className="print-only signoff">
        Printed for reading. {first.sealed} of {first.of} votes were sealed when this packet was printed; votes and
        decision are kept in Assay, not on paper.
      </p>
    </>
  )
}

function State({ page, reading }: Pick<Props, 'page' | 'reading'>) {
  return (
    <>
      {reading.intact ? null : (
        <Note kind="flag" icon="warning" role="alert">
          This packet <HashCheck intact={false} />. Tell an administrator before making a decision from it.
        </Note>
      )}
      {page.closed ? (
        <Note>The application is closed: nothing more is voted or decided on this packet. What is recorded stays.</Note>
      ) : null}
      {page.newer ? (
        <Note>
          A newer packet has replaced this one: <Link to={paths.packet(page.newer.id)}>packet {page.newer.number}</Link>
          . This one does not change.
        </Note>
      ) : null}
      {page.quorumLost ? <QuorumLost number={reading.view.number} quorum={reading.first.needed} /> : null}
    </>
  )
}

function FirstVote({ page, reading, writeKey, answer }: Omit<Props, 'me'>) {
  const { first, recused } = reading
  const { acts } = page
  return (
    <PacketSection
      id="vote"
      className="no-print"
      title={acts.vote === 1 ? 'Your vote' : 'The vote'}
      lead={
        <>
          Votes are <Term id="sealed-vote">sealed</Term> until the <Term id="quorum" /> is reached. Then all votes and
          reasons are shown at once, and a second vote is possible.
        </>
      }
      aside={recused.length > 0 ? <p>Recused: {listed(recused.map(({ name }) => name))}.</p> : undefined}
    >
      {page.quorumLost ? <SealedForNow /> : null}
      {acts.vote === 1 ? (
        <Ballot round={1} state={first} writeKey={writeKey} answer={answer} />
      ) : (
        <div className="vote">
          {acts.sealed ? <p>Your vote is sealed.</p> : null}
          <Sealed state={first} />
        </div>
      )}
    </PacketSection>
  )
}

/** Whether a second vote is under way: not of a closed application, nor once decided or opened. */
const votesAgain = (page: PageProps, { second }: ReadingProps) => page.decision === null && !page.closed && !second.open

/** A second vote is open to all voters once the first ones can be read; nobody has to give one. */
function SecondVote({ page, reading, writeKey, answer }: Omit<Props, 'me'>) {
  const { second } = reading
  const { acts } = page
  return (
    <PacketSection
      id="vote"
      className="no-print"
      title="Second vote"
      aside={
        <p>
          The second vote counts; the first stays visible beside it. The committee may also decide on the first votes
          alone.
        </p>
      }
    >
      {page.quorumLost ? <SealedForNow /> : null}
      {acts.vote === 2 ? (
        <Ballot round={2} state={second} writeKey={writeKey} answer={answer} />
      ) : (
        <div className="vote">
          {acts.sealed ? <p>Your second vote is sealed.</p> : null}
          <Sealed state={second} />
        </div>
      )}
    </PacketSection>
  )
}

/** Why a packet whose quorum is lost still takes votes: its voters may be enough again. */
function SealedForNow() {
  return (
    <p className="quiet">
      With the voters who are left, votes on this packet stay sealed. They count if a recusal is lifted or a voter gets
      the role back; on a new packet everybody votes again.
    </p>
  )
}

export function Recused({ jobName, applicationId }: { jobName: string; applicationId: number }) {
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Committee', to: paths.committee() }, { label: jobName }]} />
      <Empty
        title="You are recused from this application"
        act={
          <>
            <ButtonLink to={paths.application(applicationId)} kind="plain">
              Go to the application
            </ButtonLink>
            <ButtonLink to={paths.committee()} kind="plain">
              Back to the committee
            </ButtonLink>
          </>
        }
      >
        Its scorecards, scores, packets, votes and outcome are closed to you, and it is decided without you. A person
        who administers the job can lift the recusal.
      </Empty>
    </>
  )
}
