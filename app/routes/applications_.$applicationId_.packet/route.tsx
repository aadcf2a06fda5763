import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { regex } from '~/domain/shared/checks'
import { count, listed } from '~/components/format'
import { EvidenceInFull } from '~/components/packet/evidence-in-full'
import { Flags } from '~/components/packet/flags'
import { NotAssessed } from '~/components/packet/not-assessed'
import { Recommendations } from '~/components/packet/recommendations'
import { Sensitivity } from '~/components/packet/sensitivity'
import { CriterionScores, Disagreements, ScoreSteps, RatingsByInterviewer } from '~/components/packet/ratings'
import { PacketDocument } from '~/components/packet/packet-document'
import { candidateName } from '~/components/packet/labels'
import { PacketSection } from '~/components/packet/packet-section'
import { Submit } from '~/components/ui/button'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { tieDescriptions } from '~/components/decision/packet-voters'
import { Note } from '~/components/ui/message'
import { Id, WriteKey } from '~/domain/shared/fields'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'

export const meta: MetaFunction = () => [{ title: 'Packet preview · Assay' }]

const Params = z.object({ applicationId: Id })
const LOST = 'The form arrived without its content. Load the page again.'
const SendForm = z.object({
  writeKey: WriteKey,
  seen: z.string(LOST).check(regex(/^[0-9a-f]{64}$/, LOST)),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'send-packet')
  const { applicationId } = parseParams(params, Params)
  const preview = orRefuse(await previewPacket(viewer, applicationId))
  return { preview, writeKey: randomUUID() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'send-packet')
  const { applicationId } = parseParams(params, Params)
  const form = await parseForm(request, SendForm)
  if (!form.ok) return data({ error: Object.values(form.fieldErrors)[0] ?? '' }, { status: 422 })
  const sent = await sendPacket(viewer, { applicationId, ...form.value })
  if (sent.ok) return redirectWithMessage(paths.packet(sent.value.id), 'The packet was sent to the committee.')
  const { error } = sent
  if (error.code === 'APPLICATION_NOT_FOUND') refuse(error)
  return data({ error: error.message }, { status: statusOf(error.code) })
}

export default function PacketPreview() {
  const { preview, writeKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.error ? { form: answer.error } : null
  const form = useErrorFocus(errors)
  const { view, notReady, withoutScore, missing, voters, earlier } = preview
  const application = view.application
  return (
    <Page className="page packet">
      <PacketDocument
        view={view}
        preview
        hash={null}
        crumbs={[
          { label: 'Jobs', to: paths.jobs() },
          { label: view.job.name, to: paths.job(view.job.job) },
          { label: candidateName(view), to: paths.application(application) },
          { label: 'Packet' },
        ]}
        after={[{ id: 'send', label: 'Send to the committee' }]}
        state={
          missing.length > 0 ? (
            <Note kind="doubt">
              {count(missing.length, 'scorecard')} still missing:{' '}
              {listed(missing.map(({ name, interview }) => `${name} (${interview})`))}. Interviewers who have not
              submitted stay blind and cannot see the packet.
            </Note>
          ) : null
        }
      />
      <ScoreSteps view={view} />
      <CriterionScores view={view} />
      <RatingsByInterviewer view={view} />
      <Disagreements view={view} />
      <Flags view={view} />
      <NotAssessed view={view} />
      <Sensitivity view={view} />
      <Recommendations view={view} />
      <EvidenceInFull view={view} />
      <EvidenceInFull view={view} shadows />
      <PacketSection
        id="send"
        className="no-print"
        title="Send to the committee"
        aside={
          <p>
            Sending freezes the packet as shown here: later amendments do not change it. To correct it, send a new
            packet.
          </p>
        }
      >
        <Form method="post" className="vote" ref={form}>
          <input type="hidden" name="writeKey" value={writeKey} />
          <input type="hidden" name="seen" value={preview.seen} />
          <FormError>{answer?.error}</FormError>
          {notReady.map(({ code, message }) => (
            <Note key={code} kind="doubt">
              {message}
            </Note>
          ))}
          {withoutScore ? (
            <Note kind="doubt">
              {withoutScore} The packet can be sent without a score: the committee then decides from the evidence.
            </Note>
          ) : null}
          <p>
            {voters.length > 0
              ? `${listed(voters.map(({ name, ties }) => (ties.length > 0 ? `${name} (${ties.map((tie) => tieDescriptions[tie]).join('; ')})` : name)))} vote on it; the quorum is ${view.job.quorum}.`
              : 'The job names no voters yet.'}
          </p>
          <div className="vote__acts">
            {notReady.length > 0 ? (
              <Link to={paths.application(application)}>Back to the application</Link>
            ) : (
              <Submit busy="Freezing">{withoutScore ? 'Freeze and send without a score' : 'Freeze and send'}</Submit>
            )}
            {earlier.length > 0 ? (
              <span className="quiet">
                Replaces{' '}
                <Link to={paths.packet(mustExist(earlier[0], 'earlier packet').id)}>
                  packet {mustExist(earlier[0], 'earlier packet').number}
                </Link>
                , frozen {mustExist(earlier[0], 'earlier packet').frozenAt}.
              </span>
            ) : null}
          </div>
        </Form>
      </PacketSection>
    </Page>
  )
}
