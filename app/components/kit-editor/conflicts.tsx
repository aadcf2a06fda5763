import { Button } from '~/components/ui/button'
import type { Node } from '~/domain/kit-draft/content'
import type { Conflict } from './use-autosave'

const text = (value: Node | undefined): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null

type ConflictsProps = {
  conflicts: readonly Conflict[]
  settle: (conflict: Conflict, keep: 'mine' | 'theirs') => void
}

/** Fields that somebody else changed meanwhile: both texts, and a choice. Without a script the texts stand there to copy. */
export function Conflicts({ conflicts, settle }: ConflictsProps) {
  return (
    <section className="both" role="alert" aria-label="Not saved">
      <p className="both__message">
        Somebody else changed {conflicts.length === 1 ? 'this field' : 'these fields'} after you opened the page. Yours
        is not saved there yet; everything else is.
      </p>
      {conflicts.map((conflict) => (
        <div key={conflict.path.join('/')} className="kitedit__conflict">
          <h3 className="h3">{conflict.place}</h3>
          {text(conflict.theirs) === null && conflict.theirs === undefined ? (
            <p>It was removed meanwhile.</p>
          ) : (
            <dl className="kitedit__sides">
              <div>
                <dt>Saved by somebody else</dt>
                <dd>{text(conflict.theirs) ?? <i>Empty</i>}</dd>
              </div>
              <div>
                <dt>Yours, not saved</dt>
                <dd>{text(conflict.mine) ?? <i>Empty</i>}</dd>
              </div>
            </dl>
          )}
          {conflict.theirs === undefined ? null : (
            <p className="kitedit__acts">
              <Button small onClick={() => settle(conflict, 'mine')}>
                Replace it with mine
              </Button>
              <Button small kind="quiet" onClick={() => settle(conflict, 'theirs')}>
                Keep theirs
              </Button>
            </p>
          )}
        </div>
      ))}
    </section>
  )
}
