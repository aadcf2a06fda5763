import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SignedOutPage } from '~/components/signed-out-page'
import { Submit } from '~/components/ui/button'
import { Check, Group } from '~/components/ui/choice'
import { TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { RetryNotice } from '~/components/ui/retry-notice'
import { SignIn } from '~/domain/identity/schemas'
import { localPath } from '~/domain/shared/local-path'
import type { Retry } from '~/domain/shared/wait'
import { paths } from '~/paths'
import { deviceTokens } from '~/platform/device.server'
import { parseForm } from '~/platform/parse.server'
import { findViewer, openSession } from '~/platform/session.server'
import { retryAfter, slowDown } from '~/platform/slow-down.server'
import { isSetUp } from '~/services/identity/set-up.server'
import { signIn } from '~/services/identity/sign-in.server'
import type { RouteHandle } from '~/components/ui/frame-kind'

export const handle: RouteHandle = { frame: 'bare' }
export const headers = retryAfter
export const meta = () => [{ title: 'Sign in · Assay' }]

const nextOf = (request: Request) => localPath(new URL(request.url).searchParams.get('next'))

export async function loader({ request }: LoaderFunctionArgs) {
  if (!(await isSetUp())) throw redirect(paths.setup())
  if (await findViewer(request)) throw redirect(nextOf(request))
  return null
}

type Failure = {
  fieldErrors: FieldErrors
  values: Record<string, string>
  organisations: { id: number; name: string }[]
  retry: Retry | null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, SignIn)
  const failure = (fieldErrors: FieldErrors, status: number, rest: Partial<Failure> = {}) =>
    data<Failure>({ fieldErrors, values: {}, organisations: [], retry: null, ...rest }, { status })
  if (!form.ok) return failure(form.fieldErrors, 422, { values: { email: form.values.email ?? '' } })
  const { email } = form.value
  const found = await signIn({ form: form.value, place: context.place, deviceTokens: deviceTokens(request) })
  const wrong = () => failure({ password: 'E-mail or password is wrong. Check both.' }, 422, { values: { email } })
  if (found.ok) {
    const headers = await openSession(found.value, request)
    return headers ? redirect(nextOf(request), { headers }) : wrong()
  }
  switch (found.error.code) {
    case 'THROTTLED':
    case 'BUSY': {
      const { retry, init } = slowDown(found.error)
      return data<Failure>({ fieldErrors: {}, values: { email }, organisations: [], retry }, init)
    }
    case 'WHICH_ORGANISATION':
      return failure({ '': 'Choose the organisation and enter the password again.' }, 422, {
        values: { email },
        organisations: found.error.organisations,
      })
    case 'SIGN_IN_WRONG':
      return wrong()
  }
}

export default function SignInPage() {
  useLoaderData<typeof loader>()
  const failure = useActionData<typeof action>()
  const errors = failure?.fieldErrors ?? {}
  const form = useErrorFocus(failure?.retry ? { '': failure.retry.sentence } : failure?.fieldErrors)
  return (
    <SignedOutPage
      title="Sign in"
      lead="Interview kits, scorecards and decisions, kept on your own servers."
      foot="No account, or forgot your password? Ask your administrator for a link."
    >
      <Form method="post" ref={form} noValidate>
        <FormError>{errors['']}</FormError>
        <RetryNotice retry={failure?.retry} />
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          defaultValue={failure?.values.email}
          error={errors.email}
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          error={errors.password}
        />
        {failure && failure.organisations.length > 0 ? (
          <Group legend="Organisation" error={errors.organisationId}>
            {failure.organisations.map(({ id, name }) => (
              <Check key={id} radio name="organisationId" value={id} label={name} />
            ))}
          </Group>
        ) : null}
        <Submit wide busy="Signing in">
          Sign in
        </Submit>
      </Form>
    </SignedOutPage>
  )
}
