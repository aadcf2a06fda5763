import { useBlocker } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'

type UnsavedProps = {
  isUnsaved: () => boolean
  /** Saves what is not saved; whether all of it is then. */
  save: () => Promise<boolean>
  /** It cannot be saved now. */
  stuck: boolean
}

/** Saves before the page is left. Where that cannot be done now, asks first; a window that is closed is asked by its browser. */
export function UnsavedDialog({ isUnsaved, save, stuck }: UnsavedProps) {
  const leaving = useRef(false)
  const blocker = useBlocker(() => !leaving.current && isUnsaved())
  const { state } = blocker

  const latest = useRef({ blocker, save })
  latest.current = { blocker, save }

  // Once for each time that a navigation is held.
  useEffect(() => {
    if (state !== 'blocked') return
    let isOver = false
    void latest.current.save().then((saved) => {
      if (saved && !isOver) latest.current.blocker.proceed?.()
    })
    return () => {
      isOver = true
    }
  }, [state])

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isUnsaved])

  return (
    <Dialog
      open={state === 'blocked' && stuck}
      onClose={() => blocker.reset?.()}
      title="Not everything is saved"
      acts={
        <>
          <Button
            kind="danger"
            onClick={() => {
              leaving.current = true
              blocker.proceed?.()
            }}
          >
            Leave without saving
          </Button>
          <Button kind="primary" onClick={() => blocker.reset?.()}>
            Stay on this page
          </Button>
        </>
      }
    >
      <p>What you typed and what is not saved is in this window only. It is lost if you leave the page now.</p>
    </Dialog>
  )
}
