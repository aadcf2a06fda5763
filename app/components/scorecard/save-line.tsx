import { SaveState } from '~/components/ui/message'
import type { SaveStanding } from '~/domain/scorecard/drafting/state'

/** Where what was written is, honestly: on the server, on its way, on this device alone, or nowhere but in this window. */
export function SaveLine({ standing }: { standing: SaveStanding }) {
  if (standing.state === 'saving') return <SaveState state="saving">Saving</SaveState>
  if (standing.state === 'failed') return <SaveState state="failed">{standing.message}</SaveState>
  if (standing.state === 'held')
    return standing.onDevice ? (
      <SaveState state="held">
        <span className="only-wide">
          {standing.why === 'server' ? 'The server is not available. ' : 'No connection. '}
        </span>
        On this device <span className="only-wide">only, </span>
        {standing.at}
      </SaveState>
    ) : (
      <SaveState state="failed">
        Not saved: {standing.why === 'server' ? 'the server is not available' : 'no connection'}, and this device keeps
        nothing. Leave this window open.
      </SaveState>
    )
  if (!standing.at)
    return (
      <SaveState state="saved">
        {/* On a phone the longer words would leave the title beside them no room. */}
        <span className="wide-word">Nothing to save yet</span>
        <span className="only-phone">No changes</span>
      </SaveState>
    )
  return (
    <SaveState state="saved">
      <span className="only-wide">Saved on this device and on the server, </span>
      <span className="vh">Saved </span>
      {standing.at}
    </SaveState>
  )
}
