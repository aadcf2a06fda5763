import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import type { FormAnswer } from '~/components/decision/ballot'
import { RefusalNotice, type Refusal } from '~/components/decision/refusal-notice'
import { Page } from '~/components/ui/frame'
import { packetQuestion } from '~/components/packet/labels'
import { keepTyped, unlessLost } from '~/components/ui/lost-answer'
import { PacketForm } from '~/domain/decision/forms'
import { mayAnywhere } from '~/domain/policy/policy'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readPacket } from '~/services/decision/read-packet.server'
import { actOn, done, needs } from './act.server'
import { Reading, Recused, type PageProps } from './reading'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.page.reading ? packetQuestion(data.page.reading.view) : 'Packet'} · Assay` },
]

const Params = z.object({ packetId: Id })

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-packet')
  const { packetId } = parseParams(params, Params)
  const page = orRefuse(await readPacket(viewer, packetId))
  return { page, me: viewer.userId, writeKey: randomUUID() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'read-packet')
  const { packetId } = parseParams(params, Params)
  const form = await parseForm(request, PacketForm)
  if (!form.ok) {
    const { values, fieldErrors } = form
    return data({ intent: values.intent ?? '', fieldErrors, values }, { status: 422 })
  }
  if (!mayAnywhere(viewer, needs[form.value.intent])) refuse({ code: 'FORBIDDEN' })
  const acted = await actOn(viewer, packetId, form.value)
  if (acted.ok) return redirectWithMessage(paths.packet(packetId), done[form.value.intent])
  const { error } = acted
  if (statusOf(error.code) === 404) refuse(error)
  const values = Object.fromEntries(
    Object.entries(form.value).map(([name, value]) => [
      name,
      name === 'upheld' ? (value ? 'met' : 'not-met') : `${value}`,
    ]),
  )
  const refusal: Refusal = { message: error.message ?? '', stored: error.stored ?? null }
  return data({ intent: form.value.intent, fieldErrors: {}, values, refusal }, { status: statusOf(error.code) })
}

export const clientAction = keepTyped
/** What may be done now has changed when a form was refused. */
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

type Answer = FormAnswer & { refusal?: Refusal }

/** Where on the page as it is now the refused text can be sent after all. */
function formFor(intent: string, acts: PageProps['acts']): { to: string; label: string } | null {
  if (intent === 'vote' && acts.vote === 2) return { to: '#vote', label: 'Read the votes and seal a second vote' }
  if (intent === 'decide' && acts.decide) return { to: '#decide', label: 'Go to the decision form' }
  if (intent === 'override' && acts.override) return { to: '#override', label: 'Go to the override form' }
  return null
}

export default function Packet() {
  const { page, me, writeKey } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  return (
    <Page className="page packet">
      {answer?.refusal ? (
        <RefusalNotice
          refusal={answer.refusal}
          answer={answer}
          packetId={page.id}
          goOn={formFor(answer.intent, page.acts)}
        />
      ) : null}
      {page.reading ? (
        <Reading page={page} reading={page.reading} me={me} writeKey={writeKey} answer={answer} />
      ) : (
        <Recused jobName={page.jobName} applicationId={page.applicationId} />
      )}
    </Page>
  )
}
