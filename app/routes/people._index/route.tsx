import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { Administration } from '~/components/administration'
import { LinkOnce } from '~/components/link-once'
import { NotListed } from '~/components/ui/bits'
import { Submit } from '~/components/ui/button'
import { Check, Group } from '~/components/ui/choice'
import { TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { Table, Th } from '~/components/ui/table'
import { Invite, roleNames, roles } from '~/domain/identity/schemas'
import { paths } from '~/paths'
import { originOf } from '~/platform/origin.server'
import { parseForm } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { listFailedSignIns } from '~/services/identity/failed-sign-ins.server'
import { invite, listPeople } from '~/services/identity/people.server'

export const meta = () => [{ title: 'People · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-people')
  return { people: await listPeople(viewer), failed: await listFailedSignIns(viewer) }
}

type Answer = {
  fieldErrors: FieldErrors
  values: Record<string, string>
  link: { href: string; until: string; name: string } | null
}

/** Also what the second of two presses is told, whose first answer with the link is never shown. */
const TAKEN =
  'There is already a user with this e-mail address. If you have just invited them, create a new invitation on their page.'

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-people')
  const form = await parseForm(request, Invite)
  if (!form.ok) return data<Answer>({ fieldErrors: form.fieldErrors, values: form.values, link: null }, { status: 422 })
  const invited = await invite(viewer, form.value)
  if (!invited.ok)
    return data<Answer>(
      {
        fieldErrors: { email: TAKEN },
        values: { name: form.value.name, email: form.value.email },
        link: null,
      },
      { status: 409 },
    )
  const href = originOf(request) + paths.invitation(invited.value.token)
  return data<Answer>({
    fieldErrors: {},
    values: {},
    link: { href, until: invited.value.until, name: form.value.name },
  })
}

export default function People() {
  const { people, failed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.fieldErrors ?? {}
  const form = useErrorFocus(answer?.fieldErrors)
  const count = (state: string) => people.filter((person) => person.state === state).length
  return (
    <Administration
      title="People"
      lead={`${count('active')} active, ${count('invited')} invited, ${count('deactivated')} deactivated`}
    >
      <Table caption="Users and their roles" className="ppl">
        <thead>
          <tr>
            <Th>Person</Th>
            {roles.map((role) => (
              <Th key={role}>{roleNames[role]}</Th>
            ))}
            <Th num>Last seen</Th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className={person.state === 'deactivated' ? 'is-off' : undefined}>
              <th scope="row">
                <Link to={paths.person(person.id)} prefetch="intent">
                  {person.name}
                </Link>
                <span className="ppl__m">{person.email}</span>
              </th>
              {roles.map((role) => (
                <td
                  key={role}
                  className={person.grants[role] ? 'ppl__g' : 'ppl__g ppl__none'}
                  data-role={roleNames[role]}
                >
                  {person.grants[role] ?? (
                    <>
                      <span aria-hidden>·</span>
                      <span className="vh">none</span>
                    </>
                  )}
                </td>
              ))}
              <td className="num ppl__s">{person.state === 'active' ? (person.seen ?? 'never') : person.state}</td>
            </tr>
          ))}
        </tbody>
      </Table>

      <section className="section" aria-labelledby="h-failed">
        <h2 className="h2" id="h-failed">
          Failed sign-ins
        </h2>
        {failed.rows.length === 0 ? (
          <p className="section__lead">There was no failed sign-in in the last 2 days.</p>
        ) : (
          <>
            <p className="section__lead">
              Wrong passwords in the last 2 days. Open a person to lift a delay or to make a reset link.
            </p>
            <ol className="rows">
              {failed.rows.map((one) => (
                <li key={one.userId}>
                  <Link className="rows__what" to={paths.person(one.userId)} prefetch="intent">
                    {one.name}
                  </Link>
                  <span className="rows__why">
                    {one.failures} from {one.places === 1 ? '1 place' : `${one.places} places`}, the last {one.last}
                    {one.delayedUntil ? `, delayed until ${one.delayedUntil}` : ''}
                  </span>
                </li>
              ))}
            </ol>
            <NotListed more={failed.more} one="further person" many="further people" />
          </>
        )}
      </section>

      <section className="section" aria-labelledby="h-invite">
        <h2 className="h2" id="h-invite">
          Invite a person
        </h2>
        <p className="section__lead">
          You get a link to send them. They choose a password and see what their roles need.
        </p>
        {answer?.link ? (
          <div className="adm__acts" role="status">
            <div>
              <h3 className="h3">Invitation of {answer.link.name}</h3>
              <LinkOnce href={answer.link.href} until={answer.link.until} />
            </div>
          </div>
        ) : null}
        <Form method="post" ref={form} className="stack" noValidate key={answer?.link?.href}>
          <FormError>{errors['']}</FormError>
          <TextField
            name="name"
            label="Name"
            defaultValue={answer?.values.name}
            error={errors.name}
            autoComplete="off"
          />
          <TextField
            name="email"
            label="E-mail"
            type="email"
            defaultValue={answer?.values.email}
            error={errors.email}
            autoComplete="off"
          />
          <Group
            legend="Roles"
            help="For all jobs. Give roles for single jobs on the person’s page."
            error={errors.roles}
          >
            {roles.map((role) => (
              <Check key={role} name="roles" value={role} label={roleNames[role]} />
            ))}
          </Group>
          <div>
            <Submit busy="Creating the link">Create invitation</Submit>
          </div>
        </Form>
      </section>
    </Administration>
  )
}
