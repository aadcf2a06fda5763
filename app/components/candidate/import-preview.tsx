import { count } from '~/components/format'
import { Tag } from '~/components/ui/bits'
import { Icon } from '~/components/ui/icon'
import { Table, Th } from '~/components/ui/table'

type Line = {
  line: number
  cells: { name: string; email: string; phone: string }
} & ({ ok: true } | { ok: false; column: string | null; problem: string })

export type Preview = { sound: number; wrong: number; shown: Line[] }

/** What an import would do, before anything is written. */
export function ImportPreview({ preview }: { preview: Preview }) {
  const { sound, wrong, shown } = preview
  const wrongShown = shown.filter(({ ok }) => !ok).length
  return (
    <>
      <dl className="imp__sum">
        <div>
          <dt>New candidates</dt>
          <dd>{sound}</dd>
        </div>
        <div>
          <dt>Lines with an error</dt>
          <dd>{wrong}</dd>
        </div>
      </dl>
      <p className="imp__state" role="status">
        <Icon name="info" />
        <span>
          <b>Nothing is imported yet.</b>{' '}
          {wrong > 0
            ? 'Lines with an error can be left out; the others appear together when the import is finished.'
            : 'Either all lines are imported or none.'}
        </span>
      </p>
      <p className="imp__cap">
        <b>{wrong > 0 ? `${count(wrong, 'line')} with an error` : 'No line has an error'}</b>
        {wrong > wrongShown ? ` (the first ${wrongShown} are listed)` : ''}
        {sound > 1 ? `, and the first of the ${sound} without one` : sound === 1 ? ', and the one without' : ''}
      </p>
      <Table plain text className="imp__t" caption="Lines of the file">
        <thead>
          <tr>
            <Th num>Line</Th>
            <Th>Name</Th>
            <Th>E-mail</Th>
            <Th>Phone</Th>
            <Th>Result</Th>
            <Th>Action</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.line} className={line.ok ? 'is-new' : 'is-error'}>
              <Th scope="row" num>
                {line.line}
              </Th>
              <td className="imp__n">{line.cells.name}</td>
              <td className="imp__e">{line.cells.email}</td>
              <td className="imp__j">{line.cells.phone}</td>
              <td className="imp__f">
                {line.ok ? (
                  <span className="quiet">new</span>
                ) : (
                  <>
                    <Tag kind="flag" icon="warning">
                      error
                    </Tag>
                    <span className="imp__why">
                      {line.column ? (
                        <>
                          <b>{line.column}</b>:{' '}
                        </>
                      ) : null}
                      {line.problem}
                    </span>
                  </>
                )}
              </td>
              <td className="imp__a">
                <span className="quiet">{line.ok ? 'added' : 'left out'}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
