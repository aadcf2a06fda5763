import { NotListed, Pairs } from '~/components/ui/bits'
import type { ImportedDetails as Details } from '~/domain/candidate-import/details'

type Imported = { id: number; on: string; details: Details }

/** What imported files said about a candidate beside name, address and phone. */
export function ImportedDetails({ imported, more }: { imported: Imported[]; more: number }) {
  const parts = imported.map(({ id, on, details }) => (
    <div key={id} className="imp__details">
      <h3 className="small quiet">Imported on {on}</h3>
      <Pairs pairs={pairsOf(details)} />
    </div>
  ))
  return (
    <>
      {parts}
      <NotListed more={more} one="earlier import of this candidate" many="earlier imports of this candidate" />
    </>
  )
}

function pairsOf({ emails, phones, source, tags, notes, applications }: Details) {
  const pair = (name: string, values: readonly string[]): [string, JSX.Element][] =>
    values.length === 0
      ? []
      : [
          [
            name,
            <span key={name} className="imp__values">
              {values.map((value) => (
                <span key={value}>{value}</span>
              ))}
            </span>,
          ],
        ]
  return [
    ...pair('Other e-mails', emails),
    ...pair('Other phones', phones),
    ...pair(
      'Jobs and stages',
      applications.map(({ job, stage }) => [job, stage].filter((one) => one !== null).join(': ')),
    ),
    ...pair('Source', source === null ? [] : [source]),
    ...pair('Tags', tags),
    ...pair('Notes', notes),
  ]
}
