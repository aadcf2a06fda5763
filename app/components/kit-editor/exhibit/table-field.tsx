import { useEffect, useRef, useState } from 'react'
import { count } from '~/components/format'
import { csvText, MOST_TYPED, tableOf, type ExhibitTable } from '~/domain/kit/exhibit-table'
import { textAt } from '~/domain/kit-draft/content'
import { DraftText, PlaceProblem, usePart } from '../part-form'
import { TableCells } from './table-cells'

type TableFieldProps = {
  /** As it is typed. */
  csv: string
  generated: boolean
}

/**
 * The table of an exhibit: as cells, and as the text that is stored, which is the field that the form sends. Without a
 * script the text is what is edited. A large table is uploaded, and one that a generator makes is changed there.
 */
export function TableField({ csv, generated }: TableFieldProps) {
  const { node, locked } = usePart()
  const [scripted, setScripted] = useState(false)
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => setScripted(true), [])
  const stored = tableOf(textAt(node, ['csv']))
  const isLarge = stored.header.length * stored.rows.length > MOST_TYPED
  if (generated || isLarge || locked)
    return (
      <fieldset className="kitedit__list">
        <legend className="h3">Table</legend>
        <PlaceProblem path={['csv']} />
        <p>
          {count(stored.rows.length, 'row')}. {whyNotTyped(generated, isLarge)}
        </p>
      </fieldset>
    )
  const write = (changed: ExhibitTable) => {
    const area = box.current?.querySelector('textarea')
    if (!area) return
    area.value = csvText(changed)
    // Saving, the cells and the preview follow the fields of the form.
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <fieldset className="kitedit__list" ref={box}>
      <legend className="h3">Table</legend>
      {scripted ? <TableCells table={tableOf(csv)} change={write} /> : null}
      <details open={!scripted}>
        <summary>The table as text (CSV)</summary>
        <DraftText
          path={['csv']}
          label="Table as text"
          help="The first line names the columns. Cells are separated by commas; a cell with a comma stands in quotation marks."
          rows={6}
        />
      </details>
    </fieldset>
  )
}

function whyNotTyped(generated: boolean, isLarge: boolean): string {
  if (generated)
    return 'The generator of the prompt makes them. Change the generator, or upload a table in their place.'
  return isLarge ? 'That is too many to type on this page; upload a file in their place.' : ''
}
