import { forwardRef, useState } from 'react'
import { Kbd } from '~/components/ui/bits'
import { Button, IconButton } from '~/components/ui/button'
import { FieldError } from '~/components/ui/field'
import { Icon } from '~/components/ui/icon'
import type { NamedItem } from '~/domain/kit/views'
import { speakerLabels } from '~/domain/scorecard/evidence'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { clockTime } from './clock-time'
import { PlainNote } from './without-script'

type NotesPaneProps = {
  notes: { items: ScorecardDraft['notes']; put: (notes: ScorecardDraft['notes']) => void }
  criteria: readonly NamedItem[]
  timeZone: string
  /** The criterion that `e` quotes for. */
  target: NamedItem
  onQuote: (at: number) => void
  /** What keeps the note at this place from being submitted. */
  problemOf: (at: number) => string | undefined
}

/** Notes with the time each was begun. One press makes a note evidence of the criterion that is being rated. */
export const NotesPane = forwardRef<HTMLTextAreaElement, NotesPaneProps>(function NotesPane(
  { notes, criteria, timeZone, target, onQuote, problemOf },
  ref,
) {
  const [text, setText] = useState('')
  const [begun, setBegun] = useState('')
  const keep = () => {
    if (text.trim() === '') return
    notes.put([...notes.items, { at: begun || clockTime(timeZone), into: '', speaker: '', text: text.trim(), to: '' }])
    setText('')
    setBegun('')
  }
  const nameOf = (id: string) => criteria.find((one) => one.id === id)?.name ?? id
  return (
    <aside className="pane pane--notes notes" id="notes" aria-label="Notes">
      <div className="pane__title">
        <h2 className="h3">Notes</h2>
        <span className="small faint">only you see these</span>
      </div>
      <PlainNote />
      <label className="needs-script">
        <span className="vh">New note; Enter keeps it</span>
        <textarea
          ref={ref}
          className="area"
          rows={2}
          placeholder="What you see and hear now"
          value={text}
          onChange={(event) => {
            if (!begun) setBegun(clockTime(timeZone))
            setText(event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            keep()
          }}
          onBlur={keep}
        />
      </label>
      <div className="keys">
        <span>
          <Kbd>n</Kbd> new note
        </span>
        <span>
          <Kbd>e</Kbd> to evidence
        </span>
      </div>
      <ul className="notes__list notes__list--top">
        {notes.items
          .map((note, at) => (
            <li key={`${note.at} ${note.text}`}>
              <span className="notes__time small">{note.into || note.at}</span>
              <span>
                {note.speaker ? <b>{speakerLabels[note.speaker]}: </b> : null}
                {note.text}
              </span>
              {problemOf(at) ? <FieldError>{problemOf(at)}</FieldError> : null}
              <span className="notes__to small quiet">
                {note.to ? (
                  <span>
                    <Icon name="link" className="inline" /> evidence of {nameOf(note.to)}
                  </span>
                ) : (
                  <Button small kind="quiet" icon="link" onClick={() => onQuote(at)}>
                    <span className="vh">{note.text.slice(0, 40)}: </span>to evidence
                    <span className="vh"> of {target.name}</span>
                  </Button>
                )}
                <IconButton
                  small
                  icon="close"
                  label={`Remove the note of ${note.into || note.at}`}
                  onClick={() => notes.put(notes.items.filter((_, index) => index !== at))}
                />
              </span>
            </li>
          ))
          .reverse()}
      </ul>
    </aside>
  )
})
