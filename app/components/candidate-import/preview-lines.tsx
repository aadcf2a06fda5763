import { Link } from '@remix-run/react'
import { Tag } from '~/components/ui/bits'
import { Table, Th } from '~/components/ui/table'
import { lineChoiceLabels, type LineChoice } from '~/domain/candidate-import/settings'
import { paths } from '~/paths'

type Line = {
  line: number
  cells: { name: string; email: string; phone: string; job: string }
  more: string[]
} & (
  | { kind: 'wrong'; column: string | null; problem: string }
  | { kind: 'joins'; joins: number; choice: LineChoice }
  | { kind: 'shares'; choice: LineChoice; shares: { line: number; name: string; address: string } }
  | { kind: 'new'; choice: LineChoice }
  | { kind: 'known'; choice: LineChoice; known: { id: number; name: string } | null }
)

const CHOICES: Record<'new' | 'known' | 'shares', LineChoice[]> = {
  shares: ['leave-out', 'merge', 'apart'],
  new: ['import', 'leave-out'],
  known: ['leave-out', 'merge', 'apart'],
}

/** Lines of the file, what each is, and what will be done with it. */
export function PreviewLines({ lines, chosen }: { lines: Line[]; chosen: Record<string, string> | null }) {
  return (
    <Table plain text className="imp__t" caption="Lines of the file">
      <thead>
        <tr>
          <Th num>Line</Th>
          <Th>Name</Th>
          <Th>E-mail and phone</Th>
          <Th>Job</Th>
          <Th>Result</Th>
          <Th>Action</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line} className={line.kind === 'wrong' ? 'is-error' : undefined}>
            <Th scope="row" num>
              {line.line}
            </Th>
            <td className="imp__n">{line.cells.name}</td>
            <td className="imp__e">
              {line.cells.email}
              {line.cells.phone ? <span className="imp__ph">{line.cells.phone}</span> : null}
            </td>
            <td className="imp__j">{line.cells.job}</td>
            <td className="imp__f">
              <Result line={line} />
            </td>
            <td className="imp__a">
              <Action line={line} chosen={chosen?.[`line-${line.line}`]} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Result({ line }: { line: Line }) {
  if (line.kind === 'wrong')
    return (
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
    )
  return (
    <>
      {line.kind === 'joins' ? (
        <span className="quiet">same person as line {line.joins}: another application</span>
      ) : line.kind === 'new' ? (
        <span className="quiet">new candidate</span>
      ) : line.kind === 'shares' ? (
        <>
          <Tag kind="doubt" icon="info">
            same address, another name
          </Tag>
          <span className="imp__why">
            Line {line.shares.line} has {line.shares.address} too, for {line.shares.name}. Choose whose this line is.
          </span>
        </>
      ) : (
        <>
          <Tag kind="doubt" icon="info">
            already a candidate
          </Tag>
          <span className="imp__why">
            {line.known ? (
              <>
                <Link to={paths.candidate(line.known.id)}>{line.known.name}</Link> has this address.
              </>
            ) : (
              'A candidate whose name is hidden from you has this address, so the line can only be left out.'
            )}
          </span>
        </>
      )}
      {line.more.length > 0 ? <span className="imp__why">{line.more.join('; ')}</span> : null}
    </>
  )
}

const isNameHidden = (line: Line) => line.kind === 'known' && line.known === null

function Action({ line, chosen }: { line: Line; chosen: string | undefined }) {
  if (line.kind === 'wrong') return <span className="quiet">left out</span>
  if (line.kind === 'joins')
    return (
      <span className="quiet">
        {line.choice === 'leave-out' ? 'left out' : 'imported'} with line {line.joins}
      </span>
    )
  return (
    <select
      className="select imp__sel"
      name={`line-${line.line}`}
      defaultValue={isNameHidden(line) ? 'leave-out' : (chosen ?? line.choice)}
      aria-label={`Line ${line.line}: action`}
    >
      {(isNameHidden(line) ? (['leave-out'] as const) : CHOICES[line.kind]).map((choice) => (
        <option key={choice} value={choice}>
          {line.kind === 'shares' && choice === 'merge'
            ? `Add to the candidate of line ${line.shares.line}`
            : lineChoiceLabels[choice]}
        </option>
      ))}
    </select>
  )
}
