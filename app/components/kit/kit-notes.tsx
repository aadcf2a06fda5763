import { Submit } from '~/components/ui/button'
import { Form } from '~/components/ui/form'

export type KitNote = {
  id: number
  criterion: string
  text: string
  at: string
  by: string | null
  closed: { at: string; by: string } | null
  may: { close: boolean; delete: boolean }
}

type KitNotesProps = {
  notes: readonly KitNote[]
  /** On the page of one criterion its name is not repeated. */
  withCriterion?: boolean
}

/** Notes about criteria, each with what the viewer may do with it. */
export function KitNotes({ notes, withCriterion = false }: KitNotesProps) {
  return (
    <ol className="rows rows--stack">
      {notes.map(({ id, criterion, text, at, by, closed, may }) => (
        <li key={id} id={`note-${id}`}>
          {withCriterion ? <span className="rows__what">{criterion}</span> : null}
          <span className="rows__why kitnote__text">{text}</span>
          <span className="rows__state quiet">
            {by ?? 'You'}, {at}
            {closed ? `. Dealt with by ${closed.by}, ${closed.at}` : ''}
          </span>
          {may.close || may.delete ? (
            <Form method="post" className="rows__act kitedit__acts" preventScrollReset>
              <input type="hidden" name="note" value={id} />
              {may.close ? (
                <Submit kind="quiet" small name="intent" value={closed ? 'reopen' : 'close'} busy="Saving">
                  {closed ? 'Open again' : 'Mark as dealt with'}
                </Submit>
              ) : null}
              {may.delete ? (
                <Submit kind="quiet" small name="intent" value="delete" busy="Deleting">
                  Delete
                </Submit>
              ) : null}
            </Form>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
