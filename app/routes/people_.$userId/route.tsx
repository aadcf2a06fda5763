import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { LinkOnce } from '~/components/link-once'
import { Button, Submit } from '~/components/ui/button'
import { SelectField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead, Section } from '~/components/ui/page'
import { GrantChange, RevokeGrant, roleNames, roles } from '~/domain/identity/schemas'
import { Id } from '~/domain/shared/fields'
import { formatWait } from '~/domain/shared/wait'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { originOf } from '~/platform/origin.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { retryAfter } from '~/platform/slow-down.server'
import { liftSignInDelays, readFailedSignIns } from '~/services/identity/failed-sign-ins.server'
import { addGrant, deactivate, issueLink, reactivate, readPerson, revokeGrant } from '~/services/identity/people.server'
import { FailedSignIns } from './failed-sign-ins'

const Params = z.object({ userId: Id })

export const meta = () => [{ title: 'Person · Assay' }]

export const headers = retryAfter

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-people')
  const { userId } = parseParams(params, Params)
  return { person: orRefuse(await readPerson(viewer, userId)), signIns: await readFailedSignIns(viewer, userId) }
}

type Answer = { error: string | null; link: { kind: 'invitation' | 'reset'; href: string; until: string } | null }

const SENTENCES: Record<string, string> = {
  LAST_ADMINISTRATOR: 'This is the last administrator. Make another person administrator first.',
  ADMINISTRATOR_OF_ALL: 'An administrator is one for all jobs. Leave the job at "All jobs".',
  LEAD_OF_ALL:
    'An interview lead edits the kits of the organisation, which belong to no job. Leave the job at "All jobs".',
  PERSON_DEACTIVATED: 'This person is deactivated. Reactivate them first.',
  JOB_NOT_FOUND: 'This job no longer exists.',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-people')
  const { userId } = parseParams(params, Params)
  const here = paths.person(userId)
  const intent = (await postedForm(request)).get('intent')
  const answer = (error: { code: string }) => {
    const sentence = SENTENCES[error.code]
    if (!sentence) orRefuse({ ok: false, error })
    return data<Answer>({ error: sentence ?? '', link: null }, { status: statusOf(error.code) })
  }
  switch (intent) {
    case 'grant': {
      const form = await parseForm(request, GrantChange)
      if (!form.ok)
        return data<Answer>({ error: Object.values(form.fieldErrors)[0] ?? '', link: null }, { status: 422 })
      const done = await addGrant(viewer, userId, form.value)
      return done.ok ? redirectWithMessage(here, 'Role added.') : answer(done.error)
    }
    case 'revoke': {
      const form = await parseForm(request, RevokeGrant)
      if (!form.ok) throw new Response('Not found', { status: 404 })
      const done = await revokeGrant(viewer, userId, form.value.grantId)
      return done.ok ? redirectWithMessage(here, 'Role removed.') : answer(done.error)
    }
    case 'link': {
      const done = await issueLink(viewer, userId)
      if (!done.ok) return answer(done.error)
      const { kind, token, until } = done.value
      const path = kind === 'invitation' ? paths.invitation(token) : paths.reset(token)
      return data<Answer>({ error: null, link: { kind, href: originOf(request) + path, until } })
    }
    case 'lift': {
      const done = await liftSignInDelays(viewer, userId)
      if (!done.ok && 'seconds' in done.error) {
        const { seconds } = done.error
        const error = `The delays of this person were lifted several times already. Lift them again in ${formatWait(seconds)}, or make a reset link, which is never delayed.`
        return data<Answer>({ error, link: null }, { status: 429, headers: { 'Retry-After': String(seconds) } })
      }
      return done.ok ? redirectWithMessage(here, 'Delays lifted. Sign-in is possible at once.') : answer(done.error)
    }
    case 'deactivate': {
      const done = await deactivate(viewer, userId)
      return done.ok ? redirectWithMessage(here, 'Deactivated and signed out everywhere.') : answer(done.error)
    }
    case 'reactivate': {
      const done = await reactivate(viewer, userId)
      return done.ok ? redirectWithMessage(here, 'Reactivated.') : answer(done.error)
    }
    default:
      throw new Response('The form contains a value that this page does not accept. Load the page again.', {
        status: 400,
      })
  }
}

export default function Person() {
  const { person, signIns } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const error = answer && 'error' in answer ? answer.error : null
  const link = answer && 'link' in answer ? answer.link : null
  const page = useErrorFocus<HTMLDivElement>(error ? { '': error } : null)
  const gone = person.state === 'deactivated'
  return (
    <Page>
      <PageHead
        title={person.name}
        meta={[person.email, person.state, `here since ${person.since}`]}
        crumbs={[{ label: 'People', to: paths.people() }, { label: person.name }]}
      />
      <div ref={page} className="stack stack--forms">
        <FormError>{error}</FormError>
        <Section
          title="Roles"
          id="roles"
          lead="Roles only add permissions. Administrators and interview leads are so for all jobs: a lead edits the organisation’s kits. An interviewer who has not submitted a scorecard stays blind, whatever other roles they have."
        >
          {person.grants.length === 0 ? (
            <Empty title="No roles yet">Add one below. Without a role a person can only sign in.</Empty>
          ) : (
            <ol className="rows">
              {person.grants.map((grant) => (
                <li key={grant.id}>
                  <span className="rows__what">{roleNames[grant.role]}</span>
                  <span className="rows__why">
                    {grant.job ?? 'all jobs'}, since {grant.since}
                  </span>
                  <Form method="post" className="rows__act">
                    <input type="hidden" name="grantId" value={grant.id} />
                    <Button
                      type="submit"
                      small
                      name="intent"
                      value="revoke"
                      aria-label={`Remove ${roleNames[grant.role]}, ${grant.job ?? 'all jobs'}`}
                    >
                      Remove
                    </Button>
                  </Form>
                </li>
              ))}
            </ol>
          )}
          {gone ? null : (
            <Form method="post" className="stack" noValidate>
              <input type="hidden" name="intent" value="grant" />
              <SelectField
                name="role"
                label="Role"
                defaultValue="interviewer"
                options={roles.map((role) => ({ value: role, label: roleNames[role] }))}
              />
              <SelectField
                name="jobId"
                label="For"
                options={[
                  { value: '', label: 'All jobs' },
                  ...person.jobs.map((job) => ({ value: String(job.id), label: job.name })),
                ]}
              />
              <div>
                <Submit busy="Adding" kind="plain">
                  Add role
                </Submit>
              </div>
            </Form>
          )}
        </Section>
        {gone ? null : (
          <Section
            title={person.state === 'invited' ? 'Invitation' : 'Lost password'}
            id="link"
            lead={
              person.state === 'invited'
                ? 'A new link replaces the earlier one.'
                : 'A link to choose a new password. Send it to the person yourself; it works once, within one day.'
            }
          >
            {link ? (
              <div role="status">
                <LinkOnce href={link.href} until={link.until} />
              </div>
            ) : null}
            <Form method="post">
              <Button type="submit" name="intent" value="link">
                {person.state === 'invited' ? 'Create a new invitation' : 'Create a reset link'}
              </Button>
            </Form>
          </Section>
        )}
        {gone ? null : <FailedSignIns signIns={signIns} />}
        <Section
          title={gone ? 'Deactivated' : 'Deactivate'}
          id="leaving"
          lead={
            gone
              ? 'This person cannot sign in. Their scorecards, votes and other records stay, with their name.'
              : 'Signs this person out everywhere. Their scorecards, votes and other records stay, with their name.'
          }
        >
          <Form method="post">
            <Button
              type="submit"
              kind={gone ? 'plain' : 'danger'}
              name="intent"
              value={gone ? 'reactivate' : 'deactivate'}
            >
              {gone ? 'Reactivate this person' : 'Deactivate this person'}
            </Button>
          </Form>
        </Section>
      </div>
    </Page>
  )
}
