import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { Button } from '~/components/ui/button'
import { TextArea } from '~/components/ui/field'
import { timedLines } from '~/domain/scorecard/pasted-quotes'
import { QuoteRows } from './quote-rows'
import type { DraftForm } from './draft-form'
import { PlainText } from './without-script'

type EvidencePartProps = { form: DraftForm; id: string; name: string; choice: string }

/** What a level rests on, or why there is none: quotes, which may come before the level, and free text. */
export function EvidencePart({ form, id, name, choice }: EvidencePartProps) {
  if (!choice)
    return (
      <div className="evid">
        <QuoteRows form={form} id={id} name={name} />
        <PlainText id={id} name={name} text={form.getValues(`ratings.${id}.evidence.text`)} />
        <p className="quiet">Choose a level, then quote the evidence for it.</p>
      </div>
    )
  return (
    <div className="evid">
      <h3 className="h3">{choice === 'na' ? 'Why it was not assessed' : `Evidence for level ${choice}`}</h3>
      <QuoteRows form={form} id={id} name={name} />
      <FreeText form={form} id={id} name={name} assessed={choice !== 'na'} />
    </div>
  )
}

/** The text beside the quotes. Pasted lines that begin with a time are offered as quotes; nothing moves unasked. */
function FreeText({ form, id, name, assessed }: Omit<EvidencePartProps, 'choice'> & { assessed: boolean }) {
  const path = `ratings.${id}.evidence` as const
  const [pasted, setPasted] = useState(false)
  const text = useWatch({ control: form.control, name: `${path}.text` })
  const found = pasted ? timedLines(text ?? '') : null
  const count = found?.quotes.length ?? 0
  const turn = () => {
    if (!found) return
    form.setValue(`${path}.quotes`, [...form.getValues(`${path}.quotes`), ...found.quotes], { shouldDirty: true })
    form.setValue(`${path}.text`, found.rest, { shouldDirty: true })
    setPasted(false)
  }
  return (
    <>
      <TextArea
        {...form.register(`${path}.text`)}
        label={assessed ? `Evidence for ${name}` : `Why ${name} was not assessed`}
        hideLabel
        reading
        rows={2}
        placeholder={assessed ? 'What the candidate said or did' : 'You may leave this empty'}
        defaultValue={text}
        onPaste={() => setPasted(true)}
        error={form.formState.errors.ratings?.[id]?.evidence?.text?.message}
      />
      <div role="status">
        {count > 0 ? (
          <p className="quotes__acts">
            {count === 1 ? 'One line begins with a time.' : `${count} lines begin with a time.`}
            <Button small onClick={turn}>
              {count === 1 ? 'Make it a quote' : 'Make them quotes'}
            </Button>
            <Button small kind="quiet" onClick={() => setPasted(false)}>
              Keep as text
            </Button>
          </p>
        ) : null}
      </div>
    </>
  )
}
