import { useWatch } from 'react-hook-form'
import { Button } from '~/components/ui/button'
import { ratedCount } from '~/domain/scorecard/draft-shape'
import { recommendationLabels } from '~/domain/scorecard/levels'
import type { DraftForm } from './draft-form'
import { PlainSave } from './without-script'

type BarProps = { form: DraftForm; total: number; amending: boolean; busy: boolean }

/** How far the scorecard is, and the one act of the page. */
export function SubmitBar({ form, total, amending, busy }: BarProps) {
  const [ratings, flags, recommendation] = useWatch({
    control: form.control,
    name: ['ratings', 'flags', 'recommendation'],
  })
  const rated = ratedCount({ ratings: ratings ?? {} })
  const found = Object.values(flags ?? {}).filter((flag) => flag.found).length
  return (
    <footer className="sc-bar">
      <div className="sc-bar__in">
        <span className="sc-bar__small">
          {rated}&nbsp;of {total} rated
        </span>
        <div className="sc-bar__facts">
          <span>
            <b>
              {rated}&nbsp;of {total}
            </b>{' '}
            criteria rated
          </span>
          <span>
            <b>{found}</b> red {found === 1 ? 'flag' : 'flags'}
          </span>
          <span>
            recommendation <b>{recommendation ? recommendationLabels[recommendation].toLowerCase() : 'not given'}</b>
          </span>
          <span className="keys keys--wide">
            <span>
              <kbd className="kbd">1</kbd>–<kbd className="kbd">4</kbd> rate
            </span>
            <span>
              <kbd className="kbd">j</kbd> next criterion
            </span>
          </span>
        </div>
        <PlainSave />
        <Button type="submit" name="intent" value="submit" kind="primary" aria-disabled={busy || undefined}>
          {busy ? 'Submitting' : amending ? 'Submit the amendment' : 'Submit scorecard'}
        </Button>
      </div>
    </footer>
  )
}
