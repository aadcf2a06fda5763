import { count, listed, whole } from '~/components/format'
import { Icon } from '~/components/ui/icon'

type Preview = {
  counts: { new: number; joins: number; shares: number; known: number; wrong: number }
  withoutJob: number
  leftOut: string[]
}

const COLUMNS_NAMED = 12

/** What the import would do as a whole, before anything is written. */
export function PreviewHead({ preview: { counts, withoutJob, leftOut } }: { preview: Preview }) {
  const more = leftOut.length - COLUMNS_NAMED
  const columns = leftOut.slice(0, COLUMNS_NAMED).map((header) => `“${header}”`)
  return (
    <>
      <dl className="imp__sum">
        <div>
          <dt>New candidates</dt>
          <dd>{whole(counts.new)}</dd>
        </div>
        <div>
          <dt>Further applications</dt>
          <dd>{whole(counts.joins)}</dd>
        </div>
        <div>
          <dt>Already candidates</dt>
          <dd>{whole(counts.known)}</dd>
        </div>
        {counts.shares > 0 ? (
          <div>
            <dt>Shared addresses</dt>
            <dd>{whole(counts.shares)}</dd>
          </div>
        ) : null}
        <div>
          <dt>Lines with an error</dt>
          <dd>{whole(counts.wrong)}</dd>
        </div>
      </dl>
      <p className="imp__state" role="status">
        <Icon name="info" />
        <span>
          <b>Nothing is imported yet.</b> All candidates appear together when the import is finished; until somebody has
          worked on them, the import can be undone.
          {withoutJob > 0
            ? ` ${count(withoutJob, 'line')} ${withoutJob === 1 ? 'names a job' : 'name jobs'} for which no application is created; the name is kept with the candidate.`
            : ''}
          {counts.shares > 0
            ? ` ${count(counts.shares, 'line')} ${counts.shares === 1 ? 'has' : 'have'} the e-mail address of an earlier line with another name; unless you choose otherwise below, ${counts.shares === 1 ? 'it is' : 'they are'} left out.`
            : ''}
          {leftOut.length > 0
            ? ` Columns that are left out: ${listed(more > 0 ? [...columns, `${more} more`] : columns)}.`
            : ''}
        </span>
      </p>
    </>
  )
}
