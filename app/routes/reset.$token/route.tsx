import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SignedOutPage } from '~/components/signed-out-page'
import { Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { RetryNotice } from '~/components/ui/retry-notice'
import { NewPassword } from '~/domain/identity/schemas'
import type { Retry } from '~/domain/shared/wait'
import { linkGone, linkOrGone } from '~/platform/link-or-gone.server'
import { parseForm } from '~/platform/parse.server'
import { openHome } from '~/platform/session.server'
import { retryAfter, slowDown } from '~/platform/slow-down.server'
import { openLink, resetPassword } from '~/services/identity/links.server'
import type { RouteHandle } from '~/components/ui/frame-kind'

export const handle: RouteHandle = { frame: 'bare' }
export const headers = retryAfter
export const meta = () => [{ title: 'New password · Assay' }]

export async function loader({ params, context }: LoaderFunctionArgs) {
  const link = linkOrGone(await openLink('reset', params.token ?? '', context.place))
  return { email: link.email, organisationName: link.organisationName }
}

type Failure = { fieldErrors: FieldErrors; retry: Retry | null }

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, NewPassword)
  if (!form.ok) return data<Failure>({ fieldErrors: form.fieldErrors, retry: null }, { status: 422 })
  const { password } = form.value
  const given = { token: params.token ?? '', password, place: context.place }
  const done = await resetPassword(given)
  if (done.ok) return openHome(done.value, request)
  if (done.error.code === 'LINK_NOT_FOUND') throw linkGone()
  const { retry, init } = slowDown(done.error)
  return data<Failure>({ fieldErrors: {}, retry }, init)
}

export default function Reset() {
  const { email, organisationName } = useLoaderData<typeof loader>()
  const failure = useActionData<typeof action>()
  const errors: FieldErrors = failure?.fieldErrors ?? {}
  const form = useErrorFocus(failure?.retry ? { '': failure.retry.sentence } : failure?.fieldErrors)
  return (
    <SignedOutPage
      title="Choose a new password"
      lead={`${email}, ${organisationName}. You are signed out everywhere else.`}
    >
      <Form method="post" ref={form} noValidate>
        <FormError>{errors['']}</FormError>
        <RetryNotice retry={failure?.retry} />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <TextField
          name="password"
          label="New password"
          type="password"
          help="At least 8 characters."
          error={errors.password}
          autoComplete="new-password"
        />
        <Submit wide busy="Saving">
          Save and sign in
        </Submit>
      </Form>
    </SignedOutPage>
  )
}
