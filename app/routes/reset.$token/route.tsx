import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Door } from '~/components/door'
import { Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { NewPassword } from '~/domain/identity/schemas'
import { paths } from '~/paths'
import { parseForm } from '~/platform/parse.server'
import { openSession } from '~/platform/session.server'
import { readLink, resetPassword } from '~/services/identity/links.server'
import type { RouteHandle } from '~/root'

export const handle: RouteHandle = { frame: 'bare' }
export const meta = () => [{ title: 'New password · Assay' }]

const GONE = 'This link has been used, has run out, or never was. Ask your administrator for a new one.'

export async function loader({ params }: LoaderFunctionArgs) {
  const link = await readLink('reset', params.token ?? '')
  if (!link) throw new Response(GONE, { status: 410 })
  return { email: link.email, organisationName: link.organisationName }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, NewPassword)
  if (!form.ok) return data({ fieldErrors: form.fieldErrors }, { status: 422 })
  const { password } = form.value
  const done = await resetPassword({ token: params.token ?? '', password, place: context.place })
  if (done.ok) return redirect(paths.home(), { headers: { 'Set-Cookie': await openSession(done.value, request) } })
  if (done.error.code === 'LINK_NOT_FOUND') throw new Response(GONE, { status: 410 })
  const fieldErrors: FieldErrors = { '': `Too many tries. Try again in ${done.error.minutes} minutes.` }
  return data({ fieldErrors }, { status: 429 })
}

export default function Reset() {
  const { email, organisationName } = useLoaderData<typeof loader>()
  const errors: FieldErrors = useActionData<typeof action>()?.fieldErrors ?? {}
  const form = useErrorFocus(errors)
  return (
    <Door title="Choose a new password" lead={`${email}, ${organisationName}. You are signed out everywhere else.`}>
      <Form method="post" ref={form} noValidate>
        <FormError>{errors['']}</FormError>
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
    </Door>
  )
}
