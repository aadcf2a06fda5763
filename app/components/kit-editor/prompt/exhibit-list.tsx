import { Link } from '@remix-run/react'
import { count } from '~/components/format'
import { Button } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import { actName } from '~/domain/kit-draft/form'
import { paths } from '~/paths'
import { ActButton, PlaceProblem, usePart } from '../part-form'
import { SendFields } from '../send-fields'

type Listed = { moment: 'handed_out' | 'on_request'; key: string; name: string; rows: number; problems: number }
type ExhibitListProps = { kitId: number; prompt: string; exhibits: readonly Listed[]; generated: boolean }

const MOMENTS = [
  ['handed_out', 'Handed out with the prompt'],
  ['on_request', 'Handed over when asked for'],
] as const

/** The form that adds an exhibit stands outside that of the prompt: it leads to the page of the new one. */
const ADD_EXHIBIT = 'add-exhibit'

export const AddExhibitForm = ({ clientKey }: { clientKey: string }) => (
  <Form method="post" id={ADD_EXHIBIT}>
    <SendFields clientKey={`exhibit-${clientKey}`} />
  </Form>
)

/** The exhibits of a prompt by the moment at which they are handed over; each has a page of its own. */
export function ExhibitList({ kitId, prompt, exhibits, generated }: ExhibitListProps) {
  const { base, locked } = usePart()
  return (
    <fieldset className="kitedit__list" id="exhibits">
      <legend className="h3">Exhibits: tables, logs and charts</legend>
      {MOMENTS.map(([moment, title]) => {
        const place = [...base, moment]
        const listed = exhibits.filter((one) => one.moment === moment)
        return (
          <section key={moment} aria-label={title} className="kitedit__fields">
            <h3 className="label">{title}</h3>
            <PlaceProblem path={[moment]} />
            {listed.length === 0 ? <p className="quiet">There is none yet.</p> : null}
            <ol className="plainlist kitedit__fields">
              {listed.map(({ key, name, rows, problems }, index) => (
                <li key={key} className="kitedit__acts">
                  <Link to={paths.ownKitExhibit(kitId, prompt, moment, key)}>{name}</Link>
                  <span className="quiet small">{count(rows, 'row')}</span>
                  {problems > 0 ? <span className="kitedit__mistakes">{count(problems, 'mistake')}</span> : null}
                  {index > 0 ? (
                    <ActButton value={actName.up(place, key)} label={`Move ${name} up`}>
                      Up
                    </ActButton>
                  ) : null}
                  {index < listed.length - 1 ? (
                    <ActButton value={actName.down(place, key)} label={`Move ${name} down`}>
                      Down
                    </ActButton>
                  ) : null}
                </li>
              ))}
            </ol>
            {locked ? null : (
              <div>
                <Button
                  type="submit"
                  small
                  form={ADD_EXHIBIT}
                  name="do"
                  value={actName.add(place)}
                  aria-label={`Add an exhibit, ${title.toLowerCase()}`}
                >
                  Add an exhibit
                </Button>
              </div>
            )}
          </section>
        )
      })}
      {generated || !locked ? (
        <p>
          <Link to={paths.ownKitGenerator(kitId, prompt)}>
            {generated ? 'The generator of its tables' : 'Make tables with a generator instead'}
          </Link>
        </p>
      ) : null}
    </fieldset>
  )
}
