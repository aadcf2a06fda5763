import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react'
import { Button } from '~/components/ui/button'
import { TableScroll, Th } from '~/components/ui/table'
import { MOST_TYPED, type ExhibitTable } from '~/domain/kit/exhibit-table'

type TableCellsProps = { table: ExhibitTable; change: (table: ExhibitTable) => void }

/** The cells of a small table. Enter and the arrows go up and down; cells copied from a spreadsheet are spread out. */
export function TableCells({ table: { header, rows }, change }: TableCellsProps) {
  const box = useRef<HTMLTableElement>(null)
  const width = header.length
  const most = Math.max(1, Math.floor(MOST_TYPED / Math.max(1, width)))
  const set = (changed: string[][]) => change({ header, rows: changed })
  const focusAt = (row: number, column: number) =>
    box.current?.querySelector<HTMLInputElement>(`[data-cell="${row}-${column}"]`)?.focus()
  const typed = (row: number, column: number, text: string) =>
    set(rows.map((cells, index) => (index === row ? cells.map((cell, at) => (at === column ? text : cell)) : cells)))
  const addRow = () => set([...rows, header.map(() => '')])
  const pressed = (event: KeyboardEvent, row: number, column: number) => {
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    focusAt(row + by, column)
  }
  const pasted = (event: ClipboardEvent, row: number, column: number) => {
    const given = cellsIn(event.clipboardData.getData('text/plain'))
    if (given.length < 2 && (given[0]?.length ?? 0) < 2) return
    event.preventDefault()
    const length = Math.min(most, Math.max(rows.length, row + given.length))
    set(
      Array.from({ length }, (_, index) =>
        header.map((_, at) => given[index - row]?.[at - column] ?? rows[index]?.[at] ?? ''),
      ),
    )
  }
  return (
    <>
      <TableScroll label="Cells of the table">
        <table className="table table--plain kitedit__cells" ref={box}>
          <caption className="vh">Cells of the table</caption>
          <thead>
            <tr>
              {header.map((name) => (
                <Th key={name}>{name}</Th>
              ))}
              <th scope="col">
                <span className="vh">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={column}>
                    <input
                      className="input"
                      data-cell={`${row}-${column}`}
                      aria-label={`${header[column] ?? ''}, row ${row + 1}`}
                      value={cell}
                      autoComplete="off"
                      onChange={(event) => typed(row, column, event.target.value)}
                      onKeyDown={(event) => pressed(event, row, column)}
                      onPaste={(event) => pasted(event, row, column)}
                    />
                  </td>
                ))}
                <td>
                  <Button
                    small
                    kind="quiet"
                    aria-label={`Remove row ${row + 1}`}
                    onClick={() => {
                      set(rows.filter((_, index) => index !== row))
                      focusAt(Math.max(0, row - 1), 0)
                    }}
                  >
                    Remove
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {rows.length < most ? (
        <div>
          <Button small onClick={addRow}>
            Add a row
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** What a spreadsheet puts on the clipboard: lines of cells with tabs between them. */
const cellsIn = (text: string): string[][] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'))
