import { useWatch } from 'react-hook-form'
import { ratedCount } from '~/domain/scorecard/draft-shape'
import type { DraftForm } from './draft-form'

export type Part = 'guide' | 'crit' | 'notes' | 'flags'
type TabsProps = { form: DraftForm; part: Part; onPart: (part: Part) => void; total: number; notes: number }

/** The parts of the page, one at a time on a phone. */
export function PhoneTabs({ form, part, onPart, total, notes }: TabsProps) {
  const ratings = useWatch({ control: form.control, name: 'ratings' })
  const tab = (to: Part, label: string, count?: string) => (
    <a href={`#${to}`} aria-current={part === to ? 'true' : undefined} onClick={() => onPart(to)}>
      {label} {count ? <span className="count">{count}</span> : null}
    </a>
  )
  return (
    <nav className="sc-phone-tabs tabs" aria-label="Parts of this page">
      {tab('guide', 'Guide')}
      {tab('crit', 'Criteria', `${ratedCount({ ratings: ratings ?? {} })}\u00a0of ${total}`)}
      {tab('notes', 'Notes', String(notes))}
      {tab('flags', 'Flags')}
    </nav>
  )
}
