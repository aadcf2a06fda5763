import { Sides } from '~/components/ui/both-texts'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import type { OpenConflict } from '~/domain/scorecard/drafting/state'

type ConflictDialogProps = {
  conflict: OpenConflict
  onDismiss: () => void
  onKeepStored: () => void
  onAmend: () => void
}

/** A version was stored and the text of this window is not in it: both side by side, and the choice what becomes of it. */
export function ConflictDialog({ conflict, onDismiss, onKeepStored, onAmend }: ConflictDialogProps) {
  const { message, at, stored, sent } = conflict
  return (
    <Dialog
      open
      onClose={onDismiss}
      closeLabel="Close and decide later"
      title="Your changed text was not submitted"
      className="clash"
      acts={
        <>
          <Button onClick={onKeepStored}>Discard my changed text</Button>
          <Button kind="primary" onClick={onAmend}>
            Amend with my changed text
          </Button>
        </>
      }
    >
      <p>{message} Your text is saved on this device only, not on the server.</p>
      <Sides
        stored={{ title: at ? `Submitted on ${at}` : 'Submitted', fields: stored }}
        sent={sent}
        sentTitle="On this device, not submitted"
      />
      <p>An amendment keeps both versions in the record and asks what you change and why.</p>
    </Dialog>
  )
}
