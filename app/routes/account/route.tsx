import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TimeZoneField } from '~/components/time-zone-field'
import { NotListed } from '~/components/ui/bits'
import { Button, Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { RetryNotice } from '~/components/ui/retry-notice'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead, Section } from '~/components/ui/page'
import { Account, ChangePassword, EndSession, ForgetDevice } from '~/domain/identity/schemas'
import { timeZones } from '~/domain/shared/time-zones'
import type { Retry } from '~/domain/shared/wait'
import { paths } from '~/paths'
import { deviceTokens } from '~/platform/device.server'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, postedForm } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { retryAfter, slowDown } from '~/platform/slow-down.server'
import { changePassword, readAccount, saveAccount } from '~/services/identity/account.server'
import { forgetDevice, listDevices } from '~/services/identity/devices.server'
import { endAllSessions, endSession, listSessions } from '~/services/identity/sessions.server'

export const headers = retryAfter
export const meta = () => [{ title: 'My account · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'use-account')
  return {
    account: await readAccount(viewer),
    ...(await listSessions(viewer)),
    devices: await listDevices(viewer, deviceTokens(request)),
    zones: timeZones(),
  }
}

type Failure = { fieldErrors: FieldErrors; form: 'account' | 'password'; retry: Retry | null }

const failure = (form: Failure['form'], fieldErrors: FieldErrors, status = 422) =>
  data<Failure>({ fieldErrors, form, retry: null }, { status })

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'use-account')
  const intent = (await postedForm(request)).get('intent')
  switch (intent) {
    case 'account': {
      const form = await parseForm(request, Account)
      if (!form.ok) return failure('account', form.fieldErrors)
      await saveAccount(viewer, form.value)
      return redirectWithMessage(paths.account(), 'Saved.')
    }
    case 'password': {
      const form = await parseForm(request, ChangePassword)
      if (!form.ok) return failure('password', form.fieldErrors)
      const changed = await changePassword(viewer, form.value, deviceTokens(request))
      if (changed.ok)
        return redirectWithMessage(paths.account(), 'Password changed. You are signed out everywhere else.')
      if (changed.error.code === 'PASSWORD_WRONG')
        return failure('password', { current: 'This is not your current password.' })
      if (changed.error.code === 'SESSION_OVER')
        return redirectWithMessage(
          paths.signIn(),
          'Your session ended before the new password was saved, so it was not changed. If it was changed elsewhere, sign in with that password.',
        )
      if (changed.error.code === 'PASSWORD_CONFLICT')
        return failure(
          'password',
          {
            current:
              'Your password was changed by another request before this one was saved, so this change was not made. Enter the password that is valid now.',
          },
          409,
        )
      const { retry, init } = slowDown(changed.error)
      return data<Failure>({ fieldErrors: {}, form: 'password', retry }, init)
    }
    case 'end': {
      const form = await parseForm(request, EndSession)
      if (!form.ok) throw new Response('Not found', { status: 404 })
      orRefuse(await endSession(viewer, form.value.sessionId))
      return redirectWithMessage(paths.account(), 'That session has ended.')
    }
    case 'forget-device': {
      const form = await parseForm(request, ForgetDevice)
      if (!form.ok) throw new Response('Not found', { status: 404 })
      orRefuse(await forgetDevice(viewer, form.value.deviceId))
      return redirectWithMessage(paths.account(), 'That device is no longer known.')
    }
    case 'end-others':
      await endAllSessions(viewer, viewer.sessionId)
      return redirectWithMessage(paths.account(), 'You are signed out everywhere else.')
    case 'end-all':
      await endAllSessions(viewer)
      return redirectWithMessage(paths.signIn(), 'You are signed out everywhere.')
    default:
      throw new Response('The form contains a value that this page does not accept. Load the page again.', {
        status: 400,
      })
  }
}

export default function AccountPage() {
  const { account, sessions, moreSessions, devices, zones } = useLoaderData<typeof loader>()
  const failure = useActionData<typeof action>()
  const errorsOf = (form: string): FieldErrors => (failure?.form === form ? failure.fieldErrors : {})
  const form = useErrorFocus<HTMLDivElement>(failure?.retry ? { '': failure.retry.sentence } : failure?.fieldErrors)
  const password = errorsOf('password')
  const details = errorsOf('account')
  return (
    <Page>
      <PageHead title="My account" lead={account.email} />
      <div ref={form} className="stack stack--forms">
        <Section title="Details" id="details">
          <Form method="post" className="stack" noValidate>
            <input type="hidden" name="intent" value="account" />
            <TextField name="name" label="Name" defaultValue={account.name} error={details.name} autoComplete="name" />
            <TimeZoneField zones={zones} value={account.timeZone} error={details.timeZone} />
            <div>
              <Submit name="save" value="account" busy="Saving">
                Save details
              </Submit>
            </div>
          </Form>
        </Section>
        <Section
          title="Password"
          id="password"
          lead="Changing it ends all other sessions and forgets all other devices."
        >
          <Form method="post" className="stack" noValidate>
            <input type="hidden" name="intent" value="password" />
            <input type="hidden" name="username" autoComplete="username" value={account.email} readOnly />
            <FormError>{password['']}</FormError>
            <RetryNotice retry={failure?.retry} />
            <TextField
              name="current"
              label="Current password"
              type="password"
              autoComplete="current-password"
              error={password.current}
            />
            <TextField
              name="password"
              label="New password"
              type="password"
              help="At least 8 characters."
              autoComplete="new-password"
              error={password.password}
            />
            <div>
              <Submit kind="plain" name="save" value="password" busy="Saving">
                Change password
              </Submit>
            </div>
          </Form>
        </Section>
        <Section
          title="Sessions"
          id="sessions"
          lead="Where you are signed in. A session ends 7 days after it was last used."
        >
          <ol className="rows">
            {sessions.map((session) => (
              <li key={session.id}>
                <span className="rows__what">{session.device}</span>
                <span className="rows__why">
                  {session.here ? 'this one' : `since ${session.since}, last used ${session.lastSeen}`}
                </span>
                {session.here ? null : (
                  <Form method="post" className="rows__act">
                    <input type="hidden" name="intent" value="end" />
                    <input type="hidden" name="sessionId" value={session.id} />
                    <Button type="submit" small aria-label={`End the session of ${session.device}`}>
                      End session
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ol>
          <NotListed
            more={moreSessions}
            one="session that was used before these"
            many="sessions that were used before these"
          >
            “Sign out everywhere else” ends them too.
          </NotListed>
          <Form method="post" className="acts">
            <Button type="submit" name="intent" value="end-others">
              Sign out everywhere else
            </Button>
            <Button type="submit" kind="danger" name="intent" value="end-all">
              Sign out everywhere
            </Button>
          </Form>
        </Section>
        <Section
          title="Known devices"
          id="devices"
          lead="Browsers in which you have signed in during the last 180 days. If somebody else tries to guess your password, you can still sign in from these without waiting. A known device does not replace your password."
        >
          {devices.length === 0 ? (
            <Empty title="No known devices" heading="h3">
              The browser in which you next sign in becomes one.
            </Empty>
          ) : (
            <ol className="rows">
              {devices.map((device) => (
                <li key={device.id}>
                  <span className="rows__what">{device.device}</span>
                  <span className="rows__why">
                    {device.here ? 'this browser, ' : ''}since {device.since}, last sign-in {device.lastUsed}
                  </span>
                  <Form method="post" className="rows__act">
                    <input type="hidden" name="intent" value="forget-device" />
                    <input type="hidden" name="deviceId" value={device.id} />
                    <Button type="submit" small aria-label={`Forget ${device.device}, known since ${device.since}`}>
                      Forget
                    </Button>
                  </Form>
                </li>
              ))}
            </ol>
          )}
        </Section>
      </div>
    </Page>
  )
}
