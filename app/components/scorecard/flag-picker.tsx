import { FlagBody } from '~/components/kit/red-flag'
import { Button } from '~/components/ui/button'
import type { FlagView } from '~/domain/kit/views'

type FlagPickerProps = { flags: readonly (FlagView & { watched: boolean })[]; onFound: (id: string) => void }

/** The flags that were not recorded, each with its look-alikes and probe before it can be. */
export function FlagPicker({ flags, onFound }: FlagPickerProps) {
  return (
    <div className="flagpick">
      {flags.map((flag) => (
        <details key={flag.id} className="flagpick__one">
          <summary>
            <b>{flag.name}</b>
            {flag.watched ? null : <span className="quiet"> not expected in this interview</span>}
          </summary>
          <FlagBody flag={flag} />
          <Button icon="flag" onClick={() => onFound(flag.id)}>
            The probe was asked: record it
          </Button>
        </details>
      ))}
      {flags.length === 0 ? <p className="quiet">Every flag of the kit is recorded.</p> : null}
    </div>
  )
}
