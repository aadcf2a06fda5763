import { useRef, type ReactNode } from 'react'
import { Submit } from '~/components/ui/button'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Note, SaveState } from '~/components/ui/message'
import type { Node, Path } from '~/domain/kit-draft/content'
import { Conflicts } from './conflicts'
import { PartFields, type Problem } from './part-form'
import { useAutosave, type Saved, type SaveStatus } from './use-autosave'

type DraftFormProps = {
  base: Path
  part: { node: Node; problems: readonly Problem[]; locked: boolean; revision: number }
  /** What the action answered to the form as a browser without a script sends it. */
  answer: Saved | undefined
  clientKey: string
  children: ReactNode
}

const words: Record<SaveStatus, string> = {
  saved: 'All changes are saved.',
  saving: 'Saving',
  failed: 'Not everything is saved.',
}

/**
 * The form of one page of the editor: fields that are saved as they are changed, each mistake at its field, and a button
 * that saves for browsers without a script.
 */
export function DraftForm({ base, part, answer, clientKey, children }: DraftFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const { status, answer: autosaved, typed, save, settle } = useAutosave(form)
  const said = autosaved ?? answer
  const error = said && !said.saved ? said.error : null
  const box = useErrorFocus<HTMLDivElement>(error ? { '': error } : null)
  return (
    <>
      <div ref={box}>
        <FormError>{error}</FormError>
        {said && said.conflicts.length > 0 ? <Conflicts conflicts={said.conflicts} settle={settle} /> : null}
      </div>
      {part.locked ? (
        <Note>This draft is in review, so nothing of it changes. Take it back from review to edit it.</Note>
      ) : null}
      <Form
        method="post"
        ref={form}
        className="stack kitedit__form"
        noValidate
        onInput={typed}
        onBlur={save}
        key={`${base.join('/')} ${part.revision}`}
      >
        <input type="hidden" name="clientKey" value={clientKey} />
        {/* Enter in a field saves; it presses the form's first button. */}
        {part.locked ? null : (
          <div className="kitedit__bar">
            <Submit kind="plain" name="intent" value="save" busy="Saving">
              Save
            </Submit>
            <SaveState state={status}>{words[status]}</SaveState>
          </div>
        )}
        <PartFields base={base} node={part.node} locked={part.locked} problems={autosaved?.problems ?? part.problems}>
          {children}
        </PartFields>
      </Form>
    </>
  )
}
