import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SignedOutPage } from '~/components/signed-out-page'
import { TimeZoneField } from '~/components/time-zone-field'
import { Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { RetryNotice } from '~/components/ui/retry-notice'
import { SetUp } from '~/domain/identity/schemas'
import { timeZones } from '~/domain/shared/time-zones'
import type { Retry } from '~/domain/shared/wait'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm } from '~/platform/parse.server'
import { openHome } from '~/platform/session.server'
import { retryAfter, slowDown } from '~/platform/slow-down.server'
import { isSetUp, setUp } from '~/services/identity/set-up.server'
import type { RouteHandle } from '~/components/ui/frame-kind'

export const handle: RouteHandle = { frame: 'bare' }
export const headers = retryAfter
export const meta = () => [{ title: 'Set up · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  if (await isSetUp()) throw redirect(paths.signIn())
  return { token: new URL(request.url).searchParams.get('token') ?? '', zones: timeZones() }
}

const TOKEN_WRONG = 'This is not the token that the server printed when it started.'

/** Two people set up at once, or a form was left open: the page itself is gone, so sign-in says why. */
const alreadySetUp = () =>
  redirectWithMessage(paths.signIn(), 'The organisation was created already, so nothing was created now. Sign in.')

type Failure = { fieldErrors: FieldErrors; values: Record<string, string>; retry: Retry | null }

export async function action({ request, context }: ActionFunctionArgs) {
  if (await isSetUp()) return alreadySetUp()
  const form = await parseForm(request, SetUp)
  if (!form.ok)
    return data<Failure>({ fieldErrors: form.fieldErrors, values: form.values, retry: null }, { status: 422 })
  const made = await setUp({ form: form.value, place: context.place })
  if (made.ok) return openHome(made.value, request)
  const { password: _, ...values } = form.value
  if (made.error.code === 'THROTTLED' || made.error.code === 'BUSY') {
    const { retry, init } = slowDown(made.error)
    return data<Failure>({ fieldErrors: {}, values, retry }, init)
  }
  if (made.error.code === 'ALREADY_SET_UP') return alreadySetUp()
  return data<Failure>({ fieldErrors: { token: TOKEN_WRONG }, values, retry: null }, { status: 422 })
}

export default function SetUpPage() {
  const { token, zones } = useLoaderData<typeof loader>()
  const failure = useActionData<typeof action>()
  const errors: FieldErrors = failure?.fieldErrors ?? {}
  const values: Record<string, string> = failure?.values ?? {}
  const form = useErrorFocus(failure?.retry ? { '': failure.retry.sentence } : failure?.fieldErrors)
  return (
    <SignedOutPage title="Create your organisation" lead="You become its administrator and can invite others.">
      <Form method="post" ref={form} noValidate>
        <FormError>{errors['']}</FormError>
        <RetryNotice retry={failure?.retry} />
        <TextField
          name="token"
          label="Token"
          help="Printed by the server when it started, so that only you can create the organisation."
          defaultValue={values.token ?? token}
          error={errors.token}
          autoComplete="off"
        />
        <TextField
          name="organisation"
          label="Organisation"
          defaultValue={values.organisation}
          error={errors.organisation}
        />
        <TimeZoneField zones={zones} value={values.timeZone ?? 'UTC'} guess={!failure} error={errors.timeZone} />
        <TextField name="name" label="Your name" defaultValue={values.name} error={errors.name} autoComplete="name" />
        <TextField
          name="email"
          label="Your e-mail"
          type="email"
          defaultValue={values.email}
          error={errors.email}
          autoComplete="username"
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          help="At least 8 characters."
          error={errors.password}
          autoComplete="new-password"
        />
        <Submit wide busy="Creating">
          Create the organisation
        </Submit>
      </Form>
    </SignedOutPage>
  )
}
