import { lazy, Suspense } from 'react'
import type { FlagView, NamedItem } from '~/domain/kit/views'
import type { useDraft } from './use-draft'

const LeftOver = lazy(() => import('./unsubmitted-text').then((module) => ({ default: module.UnsubmittedText })))
const ClashDialog = lazy(() => import('./two-texts-dialog').then((module) => ({ default: module.TwoTextsDialog })))
const ConflictDialog = lazy(() => import('./conflict-dialog').then((module) => ({ default: module.ConflictDialog })))

type Draft = ReturnType<typeof useDraft>

/** What this device still holds of an earlier window. */
export function LeftOverText({ draft, criteria }: { draft: Draft; criteria: readonly NamedItem[] }) {
  if (!draft.left) return null
  return (
    <Suspense>
      <LeftOver draft={draft.left} criteria={criteria} onForget={() => draft.tell({ event: 'left-over-read' })} />
    </Suspense>
  )
}

type DialogsProps = { draft: Draft; criteria: readonly NamedItem[]; flags: readonly FlagView[] }

/** What needs an answer while a draft is written; rare, so each is fetched when it is needed. */
export function DraftDialogs({ draft, criteria, flags }: DialogsProps) {
  return (
    <>
      {draft.conflict ? (
        <Suspense>
          <ConflictDialog
            conflict={draft.conflict}
            onDismiss={() => draft.tell({ event: 'conflict-closed' })}
            onKeepStored={() => draft.tell({ event: 'discard-asked' })}
            onAmend={() => draft.tell({ event: 'amend-asked' })}
          />
        </Suspense>
      ) : null}
      {draft.clash ? (
        <Suspense>
          <ClashDialog
            clash={draft.clash}
            criteria={criteria}
            flags={flags}
            onSettled={(content) => draft.tell({ event: 'settled', content })}
          />
        </Suspense>
      ) : null}
    </>
  )
}
