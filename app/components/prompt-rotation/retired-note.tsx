import type { ReactNode } from 'react'
import { Note } from '~/components/ui/message'
import { causeNames } from '~/domain/prompt-rotation/causes'
import type { RetiredView } from '~/domain/prompt-rotation/view'

/** When, by whom and why a prompt was retired. */
export function RetiredNote({ retired, children }: { retired: RetiredView; children?: ReactNode }) {
  return (
    <Note kind="doubt">
      <b>Retired on {retired.when}</b> by {retired.by}. {causeNames[retired.cause]}: {retired.reason} {children}
    </Note>
  )
}
