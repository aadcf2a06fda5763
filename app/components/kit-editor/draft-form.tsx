import { useRef, type FormEvent, type ReactNode } from 'react'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Note } from '~/components/ui/message'
import type { Node, Path } from '~/domain/kit-draft/content'
import { Conflicts } from './conflicts'
import { PartFields, type Problem } from './part-form'
import { SaveBar } from './save-bar'
import { UnsavedDialog } from './unsaved-dialog'
import { useAutosave, type Saved } from './use-autosave'
import { SendFields } from './send-fields'

type DraftFormProps = {
  base: Path
  part: { node: Node; problems: readonly Problem[]; locked: boolean; revision: number }
  /** What the action answered to the form as a browser without a script sends it. */
  answer: Saved | undefined
  clientKey: string
  children: ReactNode
}

/**
 * The form of one page of the editor: fields that are saved as they are changed, each mistake at its field, and a button
 * that saves for browsers without a script.
 */
export function DraftForm({ base, part, answer, clientKey, children }: DraftFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const { node, revision, locked } = part
  const saving = useAutosave(form, { base, node, revision })
  const { status, typed, save, act, undo, settle, isUnsaved } = saving
  const error = saving.error ?? answer?.error ?? null
  const conflicts = saving.conflicts.length > 0 ? saving.conflicts : (answer?.conflicts ?? [])
  const box = useErrorFocus<HTMLDivElement>(error ? { '': error } : null)

  /** The script saves, and does what the buttons of lists do, without leaving the page. */
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent
    const pressed = submitter instanceof HTMLButtonElement ? submitter : null
    if (pressed?.name === 'do') void act(pressed.value)
    else if (!pressed || pressed.value === 'save') void save()
    else return
    event.preventDefault()
  }
  return (
    <>
      <div ref={box}>
        <FormError>{error}</FormError>
        {conflicts.length > 0 ? <Conflicts conflicts={conflicts} settle={settle} clientKey={clientKey} /> : null}
      </div>
      {locked ? (
        <Note>This draft is in review, so nothing of it changes. Take it back from review to edit it.</Note>
      ) : null}
      <Form
        method="post"
        ref={form}
        className="stack kitedit__form"
        noValidate
        autoComplete="off"
        onSubmit={submit}
        onInput={typed}
        onBlur={() => void save()}
        key={base.join('/')}
      >
        <SendFields clientKey={clientKey} />
        {/* Enter in a field saves; it presses the form's first button. */}
        {locked ? null : <SaveBar status={status} done={saving.done} undo={(which) => void undo(which)} />}
        <PartFields
          base={base}
          node={node}
          locked={locked}
          problems={saving.problems ?? answer?.problems ?? part.problems}
          sent={answer?.sent ?? null}
        >
          {children}
        </PartFields>
      </Form>
      <UnsavedDialog isUnsaved={isUnsaved} save={save} stuck={status.is === 'held' || status.is === 'failed'} />
    </>
  )
}
