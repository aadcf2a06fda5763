import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Caterpillar } from '~/components/chart/caterpillar'
import { VarianceBars } from '~/components/chart/variance-bars'
import { componentMeaning } from '~/components/component-meaning'
import { count, percent, share, shortHash } from '~/components/format'
import { Tag } from '~/components/ui/bits'
import { Term } from '~/components/glossary/term'
import { ButtonLink } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Sign } from '~/components/ui/icon'
import { Empty, Note } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { useRevalidateWhile } from '~/components/ui/use-revalidate-while'
import { mayAnywhere } from '~/domain/policy/policy'
import { paths } from '~/paths'
import { requireViewer } from '~/platform/session.server'
import { calibrationHealth } from '~/services/calibration/calibration-health.server'
import { Diagnostics } from './diagnostics'
import { ModelComparisonPart } from './model-comparison'

export const meta: MetaFunction = () => [{ title: 'Calibration · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-calibration')
  return { ...(await calibrationHealth(viewer)), exports: mayAnywhere(viewer, 'export-scorecards') }
}

const LOOK_AGAIN_MS = 4_000

export default function Calibration() {
  const { reads, run, pending, failure, exports } = useLoaderData<typeof loader>()
  useRevalidateWhile(pending, LOOK_AGAIN_MS)
  return (
    <Page>
      <PageHead
        title="Calibration"
        acts={exports ? <ButtonLink to={paths.exports({ of: 'scorecards' })}>Export ratings</ButtonLink> : undefined}
        lead={run ? undefined : 'How certain the scores are, and how each interviewer rates.'}
        meta={
          run
            ? [
                <span key="run">
                  <Term id="run">Run{run.reference ? ` ${run.reference.id}` : ''}</Term>
                  {run.reference ? ', ' : ' of '}
                  {run.at}
                </span>,
                `${count(run.ratings, 'rating')}, ${count(run.candidates, 'application')}, ${count(run.interviewers, 'interviewer')}`,
                <span key="hash" className="faint" title={run.reference?.inputHash}>
                  model version {run.modelVersion}
                  {run.reference ? (
                    <>
                      , input checksum <code>{shortHash(run.reference.inputHash)}</code>
                    </>
                  ) : null}
                </span>,
              ]
            : undefined
        }
      />
      {pending ? (
        <Note role="status">
          A calibration run is in progress: scorecards have been submitted since{' '}
          {run?.reference ? `run ${run.reference.id}` : 'the last run'}. This page updates when it is finished.
        </Note>
      ) : null}
      {failure ? (
        <Note kind="flag" icon="warning" role="alert">
          The run of {failure.at} failed: {failure.reason}{' '}
          {run?.reference ? `Run ${run.reference.id} remains in use.` : ''}
        </Note>
      ) : null}
      {reads === 'earlier' && run ? (
        <Note>
          You still have a scorecard to submit. Until you do, this page shows an earlier run: the last one before
          interviewers were assigned to that application.
        </Note>
      ) : null}
      {run?.warnings.map(({ code, message }) => (
        <Note key={code} kind="doubt">
          {message}
        </Note>
      ))}
      {run === null ? (
        pending ? null : reads === 'earlier' ? (
          <Empty title="Closed until you have submitted">
            You still have a scorecard to submit. Until you do, this page is closed, because it would show how
            colleagues rated.
          </Empty>
        ) : (
          <Empty title="No calibration run yet">
            The first run starts automatically when a scorecard is submitted. Every score is shown with its 90 %
            interval.
          </Empty>
        )
      ) : run.components.length === 0 ? (
        <Empty title="No scorecards to calibrate">Every scorecard of the last run has been withdrawn.</Empty>
      ) : (
        <Health run={run} />
      )}
    </Page>
  )
}

type Run = NonNullable<Awaited<ReturnType<typeof calibrationHealth>>['run']>

function Health({ run }: { run: Run }) {
  const part = (name: Run['components'][number]['name']) => run.components.find((one) => one.name === name)
  const assumed = run.components.filter((one) => one.assumed)
  const named = run.severities.filter(({ severity }) => severity !== null)
  return (
    <>
      <div className="facts">
        <p>
          <b>{share(run.reliability)}</b>
          <span>
            <Term id="reliability" /> of the scores, median over applications
          </span>
        </p>
        <p>
          <b>{percent(part('interviewer')?.share)}</b>
          <span>
            of the variance is <Term id="severity" />
          </span>
        </p>
        <p>
          <b>{percent(part('scorecard')?.share)}</b>
          <span>
            of the variance is <Term id="halo" />, shared by the ratings of one scorecard
          </span>
        </p>
        <p>
          <b>
            {assumed.length} of {run.components.length}
          </b>
          <span>
            variance components rest mainly on <Term id="assumed">the prior</Term>
          </span>
        </p>
      </div>

      <section className="hl" aria-labelledby="h-severity">
        <h2 className="h2" id="h-severity">
          Severity of interviewers
        </h2>
        <figure className="fig">
          <Caterpillar
            rows={run.severities.map(({ userId, name, scorecards, severity }) => ({
              id: userId,
              name,
              scorecards,
              severity: severity?.levels ?? null,
              lower: severity?.lower ?? null,
              upper: severity?.upper ?? null,
              note: severity === null ? <Tag kind="doubt">few ratings</Tag> : null,
            }))}
          />
        </figure>
        <div className="how">
          <p>
            <b>How to read this.</b> An interviewer whose dot is right of 0 rates lower than others would, by that many
            levels. If the line crosses 0, the difference may be chance.
          </p>
          <p>
            <Sign side="below" /> severe and <Sign side="above" /> lenient mark lines that do not cross 0. Scores are
            already corrected for severity; no one needs to change how they rate.
          </p>
          <p>
            {named.length === 0
              ? 'No severity is shown yet: one is shown once ratings have removed at least half of its prior uncertainty.'
              : 'A severity is shown once ratings have removed at least half of its prior uncertainty.'}
          </p>
        </div>
      </section>

      <section className="hl" aria-labelledby="h-parts">
        <h2 className="h2" id="h-parts">
          <Term id="variance-component">Why ratings differ</Term>
        </h2>
        <figure className="fig">
          <VarianceBars
            parts={run.components.map((one) => ({
              id: one.name,
              label: <Term id={componentMeaning[one.name].term}>{componentMeaning[one.name].name}</Term>,
              variance: one.variance,
              share: one.share,
              standardError: one.se,
              assumed: one.assumed,
              note: (
                <span className={one.assumed ? 'tag tag--doubt' : 'faint'}>
                  {one.assumed ? 'weight of the prior' : 'weight of your data'}{' '}
                  {share(one.assumed ? one.priorWeight : 1 - one.priorWeight)}
                </span>
              ),
            }))}
          />
        </figure>
        <div className="how">
          <p>
            <b>How to read this.</b> The variance of the ratings, divided by source. Differences between candidates are
            what interviews should measure; the model corrects scores for the other sources, and what it cannot correct
            widens the 90 % interval.
          </p>
          <p>
            The last column shows how much of each figure comes from your scorecards (your data) or from comparable
            studies (the prior). The more scorecards, the less weight the prior has.
          </p>
        </div>
      </section>

      <ModelComparisonPart comparison={run.comparison} />

      {run.diagnostics ? (
        <Diagnostics diagnostics={run.diagnostics} />
      ) : (
        <section className="hl" aria-labelledby="h-later">
          <h2 className="h2" id="h-later">
            Use of levels, drift, connectedness, reliability
          </h2>
          <p className="fig quiet">This run does not include them. The next run, after the next scorecard, will.</p>
        </section>
      )}
    </>
  )
}
