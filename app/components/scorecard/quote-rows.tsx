import { useRef, useState, type KeyboardEvent } from 'react'
import { Button, IconButton } from '~/components/ui/button'
import { SelectField, TextArea, TextField } from '~/components/ui/field'
import { emptyQuote, type QuoteDraft } from '~/domain/scorecard/draft-shape'
import { SPEAKERS, speakerLabels } from '~/domain/scorecard/evidence'
import type { DraftForm } from './draft-form'
import { useList } from './use-list'
import { PlainQuote } from './without-script'

const speakers = [{ value: '', label: 'Speaker' }, ...SPEAKERS.map((value) => ({ value, label: speakerLabels[value] }))]

type QuoteRowsProps = { form: DraftForm; id: string; name: string }

/** The quotes of one criterion, each with its moment and who said it. One that was removed can be put back. */
export function QuoteRows({ form, id, name }: QuoteRowsProps) {
  const { items, put } = useList(form, `ratings.${id}.evidence.quotes`)
  const [removed, setRemoved] = useState<{ at: number; quote: QuoteDraft } | null>(null)
  const undo = useRef<HTMLButtonElement>(null)
  // After the rows were drawn again.
  const focus = (find: () => HTMLElement | null) => requestAnimationFrame(() => find()?.focus())
  const focusRow = (at: number, field: 'at' | 'text') => focus(() => document.getElementById(fieldId(id, at, field)))

  const add = () => {
    put([...items, emptyQuote()])
    setRemoved(null)
    focusRow(items.length, 'at')
  }
  const remove = (at: number) => {
    setRemoved({ at, quote: form.getValues(`ratings.${id}.evidence.quotes.${at}`) })
    put(items.filter((_, index) => index !== at))
    focus(() => undo.current)
  }
  const putBack = ({ at, quote }: NonNullable<typeof removed>) => {
    put([...items.slice(0, at), quote, ...items.slice(at)])
    setRemoved(null)
    focusRow(at, 'text')
  }

  return (
    <>
      {items.length > 0 ? (
        <ol className="quotes" aria-label={`Quotes for ${name}`}>
          {items.map((quote, at) => (
            <QuoteRow
              key={at}
              {...{ form, id, at, quote }}
              onRemove={() => remove(at)}
              onTimed={() => focusRow(at, 'text')}
            />
          ))}
        </ol>
      ) : null}
      <PlainQuote id={id} name={name} row={items.length} />
      <div className="quotes__acts needs-script">
        <Button small icon="plus" id={`add-quote-${id}`} aria-label={`Add a quote for ${name}`} onClick={add}>
          Add a quote
        </Button>
        <span role="status">
          {removed ? (
            <>
              The quote was removed.{' '}
              <Button small ref={undo} onClick={() => putBack(removed)}>
                Undo
              </Button>
            </>
          ) : null}
        </span>
      </div>
    </>
  )
}

const fieldId = (id: string, at: number, field: string) => `quote-${id}-${at}-${field}`

type QuoteRowProps = {
  form: DraftForm
  id: string
  at: number
  quote: QuoteDraft
  onRemove: () => void
  /** Enter in the time goes on to the words. */
  onTimed: () => void
}

function QuoteRow({ form, id, at, quote, onRemove, onTimed }: QuoteRowProps) {
  const path = `ratings.${id}.evidence.quotes.${at}` as const
  const errors = form.formState.errors.ratings?.[id]?.evidence?.quotes?.[at]
  const number = at + 1
  const goOn = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onTimed()
  }
  return (
    <li className="quote">
      {quote.clock ? (
        <span className="quote__time small">
          {quote.clock}
          <input type="hidden" name={`${path}.clock`} value={quote.clock} />
        </span>
      ) : (
        <TextField
          {...form.register(`${path}.at`)}
          id={fieldId(id, at, 'at')}
          label={`Time of quote ${number}, minutes and seconds into the interview`}
          hideLabel
          className="quote__time"
          placeholder="mm:ss"
          autoComplete="off"
          defaultValue={quote.at}
          onKeyDown={goOn}
          error={errors?.at?.message}
        />
      )}
      <SelectField
        {...form.register(`${path}.speaker`)}
        label={`Who said quote ${number}`}
        hideLabel
        className="quote__who"
        options={speakers}
        defaultValue={quote.speaker}
      />
      <TextArea
        {...form.register(`${path}.text`)}
        id={fieldId(id, at, 'text')}
        label={`Words of quote ${number}`}
        hideLabel
        reading
        rows={1}
        className="quote__text"
        placeholder="The words that were said"
        defaultValue={quote.text}
        error={errors?.text?.message}
      />
      <span className="quote__remove needs-script">
        <IconButton
          icon="close"
          small
          label={`Remove quote ${number}: ${quote.text.slice(0, 40)}`}
          onClick={onRemove}
        />
      </span>
    </li>
  )
}
