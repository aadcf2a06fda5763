import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { PlaceOf } from '~/components/place-of'
import { Due, NotListed, StateTag, Tag } from '~/components/ui/bits'
import { ButtonLink } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead, Panel, Section } from '~/components/ui/page'
import { Table, Th } from '~/components/ui/table'
import { paths } from '~/paths'
import { requireViewer } from '~/platform/session.server'
import {
  myInterviews,
  type UpcomingInterview,
  type OwedScorecard,
  type PastScorecard,
} from '~/services/interview/my-interviews.server'

export const meta = () => [{ title: 'My interviews · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'interview')
  return { mine: await myInterviews(viewer) }
}

export default function MyInterviews() {
  const { mine } = useLoaderData<typeof loader>()
  const nothing = mine.upcoming.length + mine.owed.length + mine.past.length === 0
  return (
    <Page>
      <PageHead title={mine.today} lead={mine.summary} />
      {nothing ? (
        <Empty title="No interviews yet" act={<ButtonLink to={paths.kits()}>Read the kits</ButtonLink>}>
          A recruiter assigns you to an interview; it then appears here with its guide and scorecard. Meanwhile, the
          kits show how each interview is run.
        </Empty>
      ) : (
        <div className="mine__col">
          <Panel title="Your interviews" id="h-next" aside={mine.timeZone}>
            <Coming list={mine.upcoming} overdue={mine.owed.some(isLate)} />
          </Panel>
          <Panel title="Your scorecards" id="h-due" aside="earliest due first">
            <Owed list={mine.owed} quiet={mine.upcoming[0]?.running === true} />
          </Panel>
          <Past list={mine.past} earlier={mine.earlier} />
        </div>
      )}
    </Page>
  )
}

const isLate = ({ due }: OwedScorecard) => due?.overdue === true

/** The one main button of the page is that of the scorecard that has been overdue longest, else of the next interview. */
function Coming({ list, overdue }: { list: UpcomingInterview[]; overdue: boolean }) {
  if (list.length === 0) return <p className="quiet">You have no planned interviews.</p>
  return (
    <ol className="rows rows--when">
      {list.map((one, at) => (
        <li key={one.scorecardId}>
          <span className="rows__when">
            {one.when ? (
              <>
                <b>{one.when.time}</b> {one.when.day}
              </>
            ) : (
              'no time yet'
            )}
          </span>
          <span className="rows__what">{one.what}</span>
          <span className="rows__why">
            {one.why} {one.place ? <PlaceOf place={one.place} /> : null}
          </span>
          <span className="rows__state">
            {one.running ? <Tag>Running now</Tag> : null}
            <StateTag state={one.status.state}>{one.status.text}</StateTag>
            {one.due ? <Due late={one.due.overdue}>{one.due.text}</Due> : null}
          </span>
          <ButtonLink
            className="rows__act"
            kind={at === 0 && (!overdue || one.running) ? 'primary' : 'plain'}
            to={one.running ? paths.liveInterview(one.interviewId) : paths.interview(one.interviewId)}
          >
            {one.running ? 'Run this interview' : 'Open interview guide'}
          </ButtonLink>
        </li>
      ))}
    </ol>
  )
}

const acts = { begin: 'Start scorecard', 'go-on': 'Continue scorecard', read: 'View or amend' } as const

/** `quiet`: the one main button of the page is that of the interview that is running. */
function Owed({ list, quiet }: { list: OwedScorecard[]; quiet: boolean }) {
  if (list.length === 0) return <p className="quiet">You have no scorecards to submit.</p>
  const first = list.find(isLate)
  return (
    <ol className="rows rows--stack">
      {list.map((one) => (
        <li key={one.scorecardId}>
          <span className="rows__what">{one.what}</span>
          <span className="rows__state">
            <StateTag state={one.status.state}>{one.status.text}</StateTag>
            {one.due ? <Due late={one.due.overdue}>{one.due.text}</Due> : null}
          </span>
          <ButtonLink
            className="rows__act"
            kind={one === first && !quiet ? 'primary' : one.act === 'read' ? 'quiet' : 'plain'}
            to={paths.scorecard(one.scorecardId)}
          >
            {acts[one.act]}
          </ButtonLink>
        </li>
      ))}
    </ol>
  )
}

function Past({ list, earlier }: { list: PastScorecard[]; earlier: number }) {
  if (list.length + earlier === 0) return null
  return (
    <Section
      title="Outcomes of your interviews"
      lead="Only you see this. A candidate appears here once you have submitted all your scorecards for them."
      id="h-after"
    >
      <Table className="after__t" plain caption="Your submitted scorecards and their outcomes">
        <thead>
          <tr>
            <Th>Candidate</Th>
            <Th>Interview</Th>
            <Th num>Submitted</Th>
            <Th>Outcome</Th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.scorecardId}>
              <Th scope="row">
                <Link to={paths.scorecard(one.scorecardId)} prefetch="intent">
                  {one.candidate}
                </Link>
              </Th>
              <td className="after__iv">{one.interview}</td>
              <td className="num">{one.submitted}</td>
              <td className="after__end">{one.outcome}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <NotListed more={earlier} one="earlier scorecard" />
    </Section>
  )
}
