import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import * as z from 'zod/mini'
import { count, listed, minutes as spelt } from '~/components/format'
import { CoverageMatrix } from '~/components/loop/coverage-matrix'
import { Hidden, Slots } from '~/components/loop/slots'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Check, Group } from '~/components/ui/choice'
import { SelectField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { Note } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { Table, Th } from '~/components/ui/table'
import { needProfileLabels } from '~/domain/job/labels'
import { AddInterview, Assign, CancelInterview, InterviewChange, PlanLoop, Unassign } from '~/domain/loop/schemas'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { assignInterviewer, unassignInterviewer } from '~/services/loop/assign-interviewer.server'
import { cancelInterview } from '~/services/loop/cancel-interview.server'
import { changeInterview } from '~/services/loop/change-interview.server'
import { addInterview, planLoop } from '~/services/loop/plan-loop.server'
import { readLoop } from '~/services/loop/read-loop.server'

const Params = z.object({ applicationId: Id })

export const meta = () => [{ title: 'Loop · Assay' }]

/** A refused act shows the loop as it is now. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'plan-loop')
  const { applicationId } = parseParams(params, Params)
  return { loop: orRefuse(await readLoop(viewer, applicationId)) }
}

type Answer = { fieldErrors: FieldErrors; values: Record<string, string>; interviewId: number | null }

const SENTENCES: Record<string, string> = {
  LOOP_STALE:
    'Someone else changed this loop after you opened it. Your change was not saved; the loop is shown as it is now.',
  LOOP_PLANNED_CONFLICT: 'Someone else planned this loop in the meantime. It is shown below.',
  APPLICATION_CLOSED_CONFLICT: 'The application is closed; nothing can be added to its loop.',
  BLIND_CONFLICT:
    'You have a scorecard to submit here. Until you do, someone else has to remove interviewers or cancel interviews.',
  INTERVIEW_NOT_FOUND: 'This interview was cancelled meanwhile.',
  KIT_INTERVIEW_NOT_FOUND: 'The kit of this job has no such interview.',
  INTERVIEWER_NOT_ASSIGNABLE:
    'This person cannot interview here: they do not have the interviewer role, have left, or are the candidate.',
  ALREADY_ASSIGNED_CONFLICT: 'This person is already assigned to the interview.',
  SCORECARD_NOT_FOUND: 'This person was removed in the meantime.',
  SCORECARD_SUBMITTED_CONFLICT:
    'This person has submitted a scorecard and cannot be removed. They can withdraw the scorecard themselves.',
  INTERVIEW_SUBMITTED_CONFLICT: 'A scorecard of this interview has been submitted, so it cannot be cancelled.',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'plan-loop')
  const { applicationId } = parseParams(params, Params)
  const here = paths.loop(applicationId)
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const given = z.safeParse(Id, values.interviewId)
  const interviewId = given.success ? given.data : 0
  const answer = (fieldErrors: FieldErrors, status: number) =>
    data<Answer>({ fieldErrors, values, interviewId: interviewId || null }, { status })
  const finish = (done: { ok: true } | { ok: false; error: { code: string } }, words: string) => {
    if (done.ok) return redirectWithMessage(here, words)
    const sentence = SENTENCES[done.error.code]
    return sentence ? answer({ '': sentence }, statusOf(done.error.code)) : refuse(done.error)
  }
  const target = { applicationId, interviewId }
  switch (values.intent) {
    case 'plan': {
      const form = await parseForm(request, PlanLoop)
      if (!form.ok) return answer(form.fieldErrors, 422)
      return finish(await planLoop(viewer, applicationId, form.value.kitInterviewIds), 'The loop is planned.')
    }
    case 'add': {
      const form = await parseForm(request, AddInterview)
      if (!form.ok) return answer(form.fieldErrors, 422)
      return finish(await addInterview(viewer, applicationId, form.value), 'Interview added.')
    }
    case 'change': {
      const form = await parseForm(request, InterviewChange)
      if (!form.ok) return answer(form.fieldErrors, 422)
      const done = await changeInterview(viewer, target, form.value)
      if (!done.ok && done.error.code === 'TIME_SKIPPED') return answer({ startsAt: done.error.message }, 422)
      return finish(done, 'Time and place saved.')
    }
    case 'assign': {
      const form = await parseForm(request, Assign)
      if (!form.ok) return answer({ '': 'Choose an interviewer from the list.' }, 422)
      return finish(await assignInterviewer(viewer, { ...target, ...form.value }), 'Interviewer assigned.')
    }
    case 'unassign': {
      const form = await parseForm(request, Unassign)
      if (!form.ok) return answer(form.fieldErrors, 422)
      return finish(await unassignInterviewer(viewer, { applicationId, ...form.value }), 'Interviewer removed.')
    }
    case 'cancel': {
      const form = await parseForm(request, CancelInterview)
      if (!form.ok) return answer(form.fieldErrors, 422)
      return finish(await cancelInterview(viewer, { ...target, ...form.value }), 'Interview cancelled.')
    }
    default:
      throw new Response('The form holds something this page does not know.', { status: 400 })
  }
}

type Loop = ReturnType<typeof useLoaderData<typeof loader>>['loop']

export default function LoopPage() {
  const { loop } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const box = useErrorFocus<HTMLDivElement>(answer?.fieldErrors)
  const all = loop.interviews.reduce((sum, { minutes }) => sum + minutes, 0)
  return (
    <Page>
      <PageHead
        title={`Loop of ${loop.who.startsWith('Candidate ') ? loop.who.toLowerCase() : loop.who}`}
        crumbs={[
          { label: 'Jobs', to: paths.jobs() },
          { label: loop.job.name, to: paths.job(loop.job.id) },
          { label: loop.who, to: paths.application(loop.id) },
          { label: 'Loop' },
        ]}
        meta={[
          `Kit ${loop.kit}`,
          `Need profile: ${needProfileLabels[loop.needProfile]}`,
          ...(loop.interviews.length > 0 ? [`${spelt(all)} of interviews`] : []),
        ]}
        acts={<ButtonLink to={paths.application(loop.id)}>Back to the application</ButtonLink>}
      />
      <div ref={box}>
        <FormError>{answer?.fieldErrors['']}</FormError>
        {loop.closed ? (
          <Note className="small-only-note">The application is closed; interviewers can only be removed.</Note>
        ) : null}
        {loop.blind ? (
          <Note icon="hidden" className="small-only-note">
            You have a scorecard to submit here. You can add and move interviews; removing interviewers and cancelling
            is possible once you have submitted it.
          </Note>
        ) : null}
        {loop.recused ? (
          <Note icon="hidden" className="small-only-note">
            You are recused from this application. You can add and move interviews; removing interviewers and cancelling
            is left to another recruiter.
          </Note>
        ) : null}
        {loop.revision === null ? (
          <Plan loop={loop} error={answer?.fieldErrors.kitInterviewIds} />
        ) : (
          <Builder loop={loop} revision={loop.revision} failed={answer ?? null} />
        )}
      </div>
    </Page>
  )
}

function Plan({ loop, error }: { loop: Loop; error?: string }) {
  if (loop.closed) return <p className="quiet">No loop was planned.</p>
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="intent" value="plan" />
      <Group
        legend="Interviews in this kit"
        help="Together they cover every criterion of the kit. If you leave one out, the next page shows which criteria no one rates."
        error={error}
      >
        {loop.kitInterviews.map((interview) => (
          <Check
            key={interview.id}
            name="kitInterviewIds"
            value={interview.id}
            defaultChecked
            label={`${interview.name}, ${spelt(interview.minutes)}`}
            note={`Criteria: ${interview.focus.join('; ')}`}
          />
        ))}
      </Group>
      <div>
        <Submit busy="Planning">Plan the loop</Submit>
      </div>
    </Form>
  )
}

type BuilderProps = { loop: Loop; revision: number; failed: Answer | null }

function Builder({ loop, revision, failed }: BuilderProps) {
  const missing = loop.coverage
    .filter(({ mustHave, state }) => mustHave && state === 'uncovered')
    .map(({ name }) => name)
  const seated = loop.people.filter((person) => person.seated)
  return (
    <>
      {missing.length > 0 ? (
        <Note kind="doubt" className="small-only-note">
          <b>
            {listed(missing)} {missing.length === 1 ? 'is a must-have' : 'are must-haves'} and no one rates{' '}
            {missing.length === 1 ? 'it' : 'them'} yet.
          </b>{' '}
          Add an interviewer where it is rated.
        </Note>
      ) : null}
      <div className="builder builder--fair">
        <section aria-labelledby="h-int">
          <div className="panel__head">
            <h2 className="h2" id="h-int">
              Interviews
            </h2>
            <span className="small faint">from the kit</span>
          </div>
          <Slots
            slots={loop.interviews}
            people={loop.people}
            revision={revision}
            timeZone={loop.timeZone}
            closed={loop.closed}
            failed={failed}
          />
          {loop.closed ? null : <AddOne loop={loop} revision={revision} />}
        </section>
        <section aria-labelledby="h-cov">
          <div className="panel__head">
            <h2 className="h2" id="h-cov">
              Coverage
            </h2>
            <span className="small faint">Number of interviewers who rate each criterion</span>
          </div>
          <CoverageMatrix columns={loop.interviews.map(({ id, name }) => ({ id, name }))} rows={loop.coverage} />
        </section>
        <section aria-labelledby="h-fair">
          <div className="panel__head">
            <h2 className="h2" id="h-fair">
              Interviewer workload
            </h2>
          </div>
          {seated.length === 0 ? (
            <p className="quiet">No one is assigned yet. {count(loop.people.length, 'person', 'people')} could be.</p>
          ) : (
            <Table plain caption={`Interviews of each interviewer this week, ${loop.week}`}>
              <thead>
                <tr>
                  <Th>Interviewer</Th>
                  <Th num>This week ({loop.week})</Th>
                </tr>
              </thead>
              <tbody>
                {seated.map(({ id, name, load }) => (
                  <tr key={id}>
                    <Th scope="row">{name}</Th>
                    <td className="num">{load}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
        </section>
      </div>
    </>
  )
}

function AddOne({ loop, revision }: { loop: Loop; revision: number }) {
  return (
    <details className="slot__more slots__add">
      <summary>Add an interview</summary>
      <Form method="post" className="stack">
        <Hidden intent="add" revision={revision} />
        <SelectField
          name="kitInterviewId"
          label="Interview in this kit"
          options={loop.kitInterviews.map(({ id, name, minutes }) => ({
            value: String(id),
            label: `${name}, ${spelt(minutes)}`,
          }))}
        />
        <div>
          <Submit kind="plain" small busy="Adding">
            Add interview
          </Submit>
        </div>
      </Form>
    </details>
  )
}
