import { forwardRef, useState } from 'react'
import { Kbd } from '~/components/ui/bits'
import { Button, IconButton } from '~/components/ui/button'
import { Choice } from '~/components/ui/choice'
import { Icon } from '~/components/ui/icon'
import type { NamedItem } from '~/domain/kit/views'
import type { NoteDraft } from '~/domain/scorecard/draft-shape'
import { speakerLabels, type Speaker } from '~/domain/scorecard/evidence'

type NoteStreamProps = {
  notes: readonly NoteDraft[]
  criteria: readonly NamedItem[]
  speaker: Speaker
  onSpeaker: (speaker: Speaker) => void
  /** The moment at which a note was begun, for when it is kept. */
  moment: () => Pick<NoteDraft, 'at' | 'into'>
  onKeep: (note: NoteDraft) => void
  onRemove: (at: number) => void
  onQuote: (at: number, criterion: string) => void
}

const speakers = [
  { value: 'candidate', label: 'Candidate' },
  { value: 'interviewer', label: 'Me' },
] as const

/** Notes as they come, each with its moment and who spoke. One key makes the latest of them evidence. */
export const NoteStream = forwardRef<HTMLTextAreaElement, NoteStreamProps>(function NoteStream(props, ref) {
  const { notes, criteria, speaker, onSpeaker, moment, onKeep, onRemove, onQuote } = props
  const [text, setText] = useState('')
  const [begun, setBegun] = useState<Pick<NoteDraft, 'at' | 'into'> | null>(null)
  const keep = () => {
    if (text.trim() === '') return
    onKeep({ ...(begun ?? moment()), speaker, text: text.trim(), to: '' })
    setText('')
    setBegun(null)
  }
  const nameOf = (id: string) => criteria.find((one) => one.id === id)?.name ?? id
  const latest = notes.findLastIndex(({ to }) => to === '')
  return (
    <section className="live-notes" id="notes" aria-labelledby="live-notes">
      <div className="pane__title">
        <h2 className="h3" id="live-notes">
          Notes
        </h2>
        <span className="small faint">only you see these</span>
      </div>
      <div className="needs-script live-notes__new">
        <Choice
          name="live-speaker"
          legend="Who speaks"
          hideLegend
          tight
          options={speakers}
          value={speaker}
          onChange={(event) => onSpeaker(event.target.value as Speaker)}
        />
        <label>
          <span className="vh">New note; Enter keeps it, Escape leaves the field</span>
          <textarea
            ref={ref}
            className="area"
            rows={2}
            placeholder="What is said and done now"
            value={text}
            onChange={(event) => {
              if (!begun) setBegun(moment())
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
        <Button small onClick={keep}>
          Keep the note
        </Button>
      </div>
      <ul className="notes__list notes__list--top" aria-label="Notes, the latest first">
        {notes
          .map((note, at) => (
            <li key={`${at} ${note.at} ${note.into} ${note.text}`}>
              <span className="notes__time small">{note.into || note.at}</span>
              <span>
                {note.speaker ? <b>{speakerLabels[note.speaker]}: </b> : null}
                {note.text}
              </span>
              <span className="notes__to small quiet">
                {note.to ? (
                  <span>
                    <Icon name="link" className="inline" /> evidence of {nameOf(note.to)}
                  </span>
                ) : (
                  <QuoteFor {...{ note, at, criteria, onQuote }} open={at === latest} />
                )}
                <IconButton
                  small
                  icon="close"
                  label={`Remove the note of ${note.into || note.at}`}
                  onClick={() => onRemove(at)}
                />
              </span>
            </li>
          ))
          .reverse()}
      </ul>
    </section>
  )
})

type QuoteForProps = Pick<NoteStreamProps, 'criteria' | 'onQuote'> & { note: NoteDraft; at: number; open: boolean }

/** One button for each criterion; those of the latest note have keys. */
function QuoteFor({ note, at, criteria, onQuote, open }: QuoteForProps) {
  return (
    <details className="live-notes__to" open={open}>
      <summary>
        Make it evidence<span className="vh">: {note.text.slice(0, 40)}</span>
      </summary>
      {criteria.map(({ id, name }, number) => (
        <Button key={id} small kind="quiet" onClick={() => onQuote(at, id)}>
          {open && number < 9 ? <Kbd>{String(number + 1)}</Kbd> : null} <span className="vh">evidence of </span>
          {name}
        </Button>
      ))}
    </details>
  )
}
