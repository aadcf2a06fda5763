import { useState } from 'react'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import type { NamedItem } from '~/domain/kit/views'
import type { OpenClash } from '~/domain/scorecard/drafting/state'
import { settle, type Clash, type Keep } from '~/domain/scorecard/merge'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { recommendationLabels } from '~/domain/scorecard/levels'

type ClashDialogProps = {
  clash: OpenClash<ScorecardDraft>
  criteria: readonly NamedItem[]
  flags: readonly NamedItem[]
  onSettled: (draft: ScorecardDraft) => void
}

/** Two windows wrote the same places: both texts side by side, one choice a place, nothing thrown away unseen. */
export function TwoTextsDialog({ clash, criteria, flags, onSettled }: ClashDialogProps) {
  const [kept, setKept] = useState<Record<string, Keep>>({})
  const [shut, setShut] = useState(false)
  const nameOf = (path: string) => {
    const [part, id, field] = path.split('.')
    if (part === 'recommendation') return 'Recommendation'
    if (part === 'reason') return 'Reason'
    if (part === 'change') return 'What you change'
    const named = (part === 'ratings' ? criteria : flags).find((one) => one.id === id)?.name ?? id ?? ''
    const fields: Record<string, string> = {
      choice: 'level',
      found: 'recorded',
      evidence: 'evidence',
      probe: 'answer to the probe',
    }
    return `${named}, ${fields[field ?? ''] ?? field}`
  }
  const act = (
    <Button kind="primary" onClick={() => onSettled(settle(clash.merged, clash.clashes, kept))}>
      Keep what I chose
    </Button>
  )
  if (shut)
    return (
      <Dialog open onClose={() => setShut(false)} title="Not saved on the server yet" acts={act}>
        <p>Another window saved this scorecard in the meantime. Choose which text stays, or keep this window’s.</p>
      </Dialog>
    )
  return (
    <Dialog open onClose={() => setShut(true)} title="Changed in another window too" className="clash" acts={act}>
      <p>
        Changes made in only one window were combined. These fields were changed in both; nothing is overwritten until
        you choose.
      </p>
      {clash.clashes.map((one) => (
        <fieldset key={one.path} className="clash__one">
          <legend className="field__label">{nameOf(one.path)}</legend>
          <Side
            clash={one}
            side="mine"
            label="This window"
            kept={kept[one.path] ?? 'mine'}
            onKeep={(keep) => setKept({ ...kept, [one.path]: keep })}
          />
          <Side
            clash={one}
            side="theirs"
            label="The other window"
            kept={kept[one.path] ?? 'mine'}
            onKeep={(keep) => setKept({ ...kept, [one.path]: keep })}
          />
          {one.kind === 'text' ? (
            <Side
              clash={one}
              side="both"
              label="Keep both texts, one after the other"
              kept={kept[one.path] ?? 'mine'}
              onKeep={(keep) => setKept({ ...kept, [one.path]: keep })}
            />
          ) : null}
        </fieldset>
      ))}
    </Dialog>
  )
}

type SideProps = { clash: Clash; side: Keep; label: string; kept: Keep; onKeep: (keep: Keep) => void }

function Side({ clash, side, label, kept, onKeep }: SideProps) {
  const text = side === 'both' ? null : worded(clash, side === 'mine' ? clash.mine : clash.theirs)
  return (
    <label className="check">
      <input type="radio" name={clash.path} checked={kept === side} onChange={() => onKeep(side)} />
      <span>
        {label}
        {text === null ? null : <span className="check__note">{text || 'nothing'}</span>}
      </span>
    </label>
  )
}

function worded({ path, kind }: Clash, value: string): string {
  if (kind === 'text') return value
  if (path === 'recommendation') return recommendationLabels[value as keyof typeof recommendationLabels] ?? 'not given'
  if (path.endsWith('.found')) return value || 'not recorded'
  return value === 'na' ? 'not assessed' : value ? `level ${value}` : 'no level'
}
