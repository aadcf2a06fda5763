import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SignedOutPage } from '~/components/signed-out-page'
import { TimeZoneField } from '~/components/time-zone-field'
import { Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { RetryNotice } from '~/components/ui/retry-notice'
import { AcceptInvitation } from '~/domain/identity/schemas'
import { timeZones } from '~/domain/shared/time-zones'
import type { Retry } from '~/domain/shared/wait'
import { linkGone, linkOrGone } from '~/platform/link-or-gone.server'
import { parseForm } from '~/platform/parse.server'
import { openHome } from '~/platform/session.server'
import { retryAfter, slowDown } from '~/platform/slow-down.server'
import { acceptInvitation, openLink } from '~/services/identity/links.server'
import type { RouteHandle } from '~/components/ui/frame-kind'

export const handle: RouteHandle = { frame: 'bare' }
export const headers = retryAfter
export const meta = () => [{ title: 'Join · Assay' }]

export async function loader({ params, context }: LoaderFunctionArgs) {
  const link = linkOrGone(await openLink('invitation', params.token ?? '', context.place))
  const { name, email, timeZone, organisationName } = link
  return { name, email, timeZone, organisationName, zones: timeZones() }
}

type Failure = { fieldErrors: FieldErrors; values: Record<string, string>; retry: Retry | null }

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, AcceptInvitation)
  if (!form.ok)
    return data<Failure>({ fieldErrors: form.fieldErrors, values: form.values, retry: null }, { status: 422 })
  const given = { token: params.token ?? '', form: form.value, place: context.place }
  const joined = await acceptInvitation(given)
  if (joined.ok) return openHome(joined.value, request)
  if (joined.error.code === 'LINK_NOT_FOUND') throw linkGone()
  const { retry, init } = slowDown(joined.error)
  const { name, timeZone } = form.value
  return data<Failure>({ fieldErrors: {}, values: { name, timeZone }, retry }, init)
}

export default function Invitation() {
  const link = useLoaderData<typeof loader>()
  const failure = useActionData<typeof action>()
  const errors: FieldErrors = failure?.fieldErrors ?? {}
  const values: Record<string, string> = failure?.values ?? {}
  const form = useErrorFocus(failure?.retry ? { '': failure.retry.sentence } : failure?.fieldErrors)
  return (
    <SignedOutPage title={`Join ${link.organisationName}`} lead={`As ${link.email}. Choose a password to join.`}>
      <Form method="post" ref={form} noValidate>
        <FormError>{errors['']}</FormError>
        <RetryNotice retry={failure?.retry} />
        <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
        <TextField
          name="name"
          label="Your name"
          help="Colleagues see it with your scorecards and votes."
          defaultValue={values.name ?? link.name}
          error={errors.name}
          autoComplete="name"
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          help="At least 8 characters."
          error={errors.password}
          autoComplete="new-password"
        />
        <TimeZoneField
          zones={link.zones}
          value={values.timeZone ?? link.timeZone}
          guess={!failure}
          error={errors.timeZone}
        />
        <Submit wide busy="Joining">
          Join
        </Submit>
      </Form>
    </SignedOutPage>
  )
}
