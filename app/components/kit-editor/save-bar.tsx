import { useEffect, useState } from 'react'
import { Button, Submit } from '~/components/ui/button'
import { SaveState } from '~/components/ui/message'
import { paths } from '~/paths'
import { useEditor } from './editor-state'
import type { Waiting } from './send-draft'
import type { SaveStatus } from './use-autosave'

type SaveBarProps = {
  status: SaveStatus
  /** What the last button did, to be read out. */
  done: string
  undo: (which: 'undo' | 'redo') => void
}

/** Saves, undoes and redoes, and says where what was typed is. Undo and redo need the script; the kit's page has them without. */
export function SaveBar({ status, done, undo }: SaveBarProps) {
  const editor = useEditor()
  const [scripted, setScripted] = useState(false)
  useEffect(() => setScripted(true), [])
  return (
    <div className="kitedit__bar">
      <Submit kind="plain" name="intent" value="save" busy="Saving">
        Save
      </Submit>
      {scripted ? (
        <>
          <Undo which="undo" able={editor.undo} undo={undo}>
            Undo
          </Undo>
          <Undo which="redo" able={editor.redo} undo={undo}>
            Redo
          </Undo>
        </>
      ) : null}
      <SaveState state={status.is}>{wordsOf(status)}</SaveState>
      <span className="vh" role="status">
        {done}
      </span>
    </div>
  )
}

type UndoProps = { which: 'undo' | 'redo'; able: boolean; undo: SaveBarProps['undo']; children: string }

/** Stays in the page when there is nothing to undo, so that the focus is not lost with the last undo. */
const Undo = ({ which, able, undo, children }: UndoProps) => (
  <Button
    kind="quiet"
    aria-disabled={!able || undefined}
    onClick={() => {
      if (able) undo(which)
    }}
  >
    {children}
  </Button>
)

function wordsOf(status: SaveStatus) {
  switch (status.is) {
    case 'saved':
      return 'All changes are saved.'
    // Shown, and not read out after every word.
    case 'saving':
      return <span aria-hidden="true">Saving</span>
    case 'failed':
      return 'Not everything is saved.'
    case 'held':
      return <Held why={status.why} message={status.message} />
  }
}

function Held({ why, message }: { why: Waiting; message?: string | undefined }) {
  const signIn = (
    <>
      <a href={paths.signIn()} target="_blank" rel="noreferrer">
        Sign in in a new tab
      </a>
      , then come back to this one.
    </>
  )
  if (why === 'signed-out') return <>Not saved: you are no longer signed in. Your text stays here. {signIn}</>
  if (why === 'other-account')
    return (
      <>
        Not saved: {message} Your text stays here. {signIn}
      </>
    )
  const reason = why === 'server' ? 'the server is not available' : 'no connection'
  return <>Not saved: {reason}. Your text stays in this window and is sent again by itself; leave it open.</>
}
