import { Link } from '@remix-run/react'
import { count, listedUpTo, whole } from '~/components/format'
import { NotListed } from '~/components/ui/bits'
import { Table, Th } from '~/components/ui/table'
import { Note } from '~/components/ui/message'
import { importFailureSentence, type ImportView } from '~/domain/candidate/import'
import { paths } from '~/paths'

export const importStateLabels: Record<ImportView['state'], string> = {
  waiting: 'In progress',
  published: 'Imported',
  failed: 'Not imported',
  cancelled: 'Cancelled',
  undone: 'Undone',
}

const LINES_SHOWN = 100

/** How far an import is, or how it ended and what to do next. */
export function ImportProgress({ one }: { one: ImportView }) {
  if (one.state === 'waiting')
    return (
      <div role="status">
        <p>
          <label htmlFor="import-progress">
            {one.staged === 0
              ? 'Waiting to begin'
              : `${whole(one.staged)} of ${count(one.total, 'candidate')} prepared`}
          </label>
        </p>
        <progress id="import-progress" className="imp__progress" value={one.staged} max={one.total} />
        <p className="quiet">
          The candidates appear all at once when the import is finished. You can leave this page; the import continues
          and is listed under Import candidates.
        </p>
      </div>
    )
  if (one.state === 'published')
    return (
      <>
        <Note role="status">
          <b>{resultOf(one)}</b>{' '}
          {one.job ? (
            <>
              Each has an open application for <Link to={paths.job(one.job.id)}>{one.job.name}</Link>.
            </>
          ) : (
            'Create further applications on the candidates’ pages.'
          )}
          {one.skipped > 0
            ? ` ${count(one.skipped, 'line')} of the file ${one.skipped === 1 ? 'was' : 'were'} left out.`
            : ''}
        </Note>
        <TakenLines lines={one.takenLines} />
      </>
    )
  if (one.state === 'undone')
    return (
      <Note role="status">
        <b>This import was undone{one.undone ? ` on ${one.undone}` : ''}.</b> Its candidates, applications and details
        were removed; candidates who existed before are as they were.
      </Note>
    )
  return (
    <Note
      kind={one.state === 'failed' ? 'flag' : 'plain'}
      icon={one.state === 'failed' ? 'warning' : undefined}
      role="status"
    >
      <b>Nothing was imported.</b>{' '}
      {one.state === 'failed'
        ? importFailureSentence[one.failure ?? 'INTERNAL']
        : 'The import was cancelled before it was finished.'}
    </Note>
  )
}

/** What was imported, in one sentence. */
function resultOf({ imported, merged }: ImportView): string {
  const added = `Added to ${count(merged, 'existing candidate')}.`
  if (imported === 0) return added
  return `${count(imported, 'candidate')} imported.${merged > 0 ? ` ${added}` : ''}`
}

function TakenLines({ lines }: { lines: number[] }) {
  if (lines.length === 0) return null
  return (
    <p>
      {lines.length === 1 ? 'Line' : 'Lines'} {listedUpTo(LINES_SHOWN, lines.map(String))}{' '}
      {lines.length === 1
        ? 'was left out: a candidate with this e-mail address was added after the preview, or the existing one is no longer there.'
        : 'were left out: candidates with these e-mail addresses were added after the preview, or the existing ones are no longer there.'}
    </p>
  )
}

/** The viewer's own imports, so that one can be found again after leaving its page. */
export function RecentImports({ imports, more }: { imports: ImportView[]; more: number }) {
  if (imports.length === 0) return null
  return (
    <section className="imp__recent" aria-labelledby="h-imports">
      <h2 className="h3" id="h-imports">
        Your recent imports
      </h2>
      <Table plain text caption="Your imports, newest first">
        <thead>
          <tr>
            <Th>Started</Th>
            <Th num>Candidates</Th>
            <Th>Status</Th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to={paths.candidateImport(one.id)}>{one.begun}</Link>
              </th>
              <td className="num">{whole(one.total)}</td>
              <td>{importStateLabels[one.state]}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <NotListed more={more} one="earlier import" />
    </section>
  )
}
