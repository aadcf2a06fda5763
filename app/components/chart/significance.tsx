import { count } from '../format'
import { Tag } from '../ui/bits'

type SignificanceProps = {
  /** After correction for all tests of the table. */
  significant: boolean
  lower: number
  upper: number
  tests: number
}

/** Remark on one tested difference. An interval without the correction may exclude 0 all the same: then the remark says why. */
export function Significance({ significant, lower, upper, tests }: SignificanceProps) {
  if (significant) return <Tag kind="doubt">significant</Tag>
  const excludesZero = lower > 0 || upper < 0
  return (
    <span className="faint">not significant{excludesZero ? ` after correction for ${count(tests, 'test')}` : ''}</span>
  )
}
