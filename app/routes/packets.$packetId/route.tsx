import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { Page } from '~/components/ui/frame'
import { question } from '~/components/packet/words'
import { PacketForm } from '~/domain/decision/forms'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectSaying } from '~/platform/flash.server'
import { parseForm, parseParams } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readPacket } from '~/services/decision/read-packet.server'
import { actOn, done } from './act.server'
import { Reading, Recused } from './reading'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.page.reading ? question(data.page.reading.view) : 'Packet'} · Assay` },
]

const Params = z.object({ packetId: Id })

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-packet')
  const { packetId } = parseParams(params, Params)
  const page = orRefuse(await readPacket(viewer, packetId))
  return { page, me: viewer.userId, writeKey: randomUUID() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'vote')
  const { packetId } = parseParams(params, Params)
  const form = await parseForm(request, PacketForm)
  if (!form.ok) {
    const { values, fieldErrors } = form
    return data({ intent: values.intent ?? '', fieldErrors, values }, { status: 422 })
  }
  const acted = await actOn(viewer, packetId, form.value)
  if (acted.ok) return redirectSaying(paths.packet(packetId), done[form.value.intent])
  const { error } = acted
  if (statusOf(error.code) === 404) refuse(error)
  const values = Object.fromEntries(
    Object.entries(form.value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  return data(
    { intent: form.value.intent, fieldErrors: { form: error.message ?? '' }, values },
    { status: statusOf(error.code) },
  )
}

export default function Packet() {
  const { page, me, writeKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page className="page packet">
      {page.reading ? (
        <Reading page={page} reading={page.reading} me={me} writeKey={writeKey} answer={answer} />
      ) : (
        <Recused jobName={page.jobName} />
      )}
    </Page>
  )
}
