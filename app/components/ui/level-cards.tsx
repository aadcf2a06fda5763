import { forwardRef, type InputHTMLAttributes, type ReactNode } from 'react'
import type { LevelNumber } from '~/domain/scorecard/levels'
import { Icon } from './icon'
import { Level } from './level'
import { Marked } from './marked'

export type Anchor = { level: LevelNumber; text: string }

type LevelCardsProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'value' | 'defaultValue'> & {
  name: string
  /** Of what: read out before the levels. */
  label: string
  anchors: readonly Anchor[]
  /** "na" is not assessed. */
  value?: string | null
  defaultValue?: string | null
  notAssessed?: ReactNode
  /** Id of the message under the cards. */
  errorId?: string
}

/** Levels as cards that climb from 1 to 4, the anchors in sight while choosing. */
export const LevelCards = forwardRef<HTMLInputElement, LevelCardsProps>(function LevelCards(props, ref) {
  const {
    label,
    anchors,
    value,
    defaultValue,
    notAssessed = 'Not assessed: the interview gave no chance to see it. You may say why.',
    errorId,
    ...input
  } = props
  const radio = (own: string) => (
    <input
      ref={ref}
      type="radio"
      {...input}
      value={own}
      aria-invalid={errorId ? true : undefined}
      {...(value !== undefined ? { checked: value === own } : {})}
      {...(defaultValue !== undefined ? { defaultChecked: defaultValue === own } : {})}
    />
  )
  return (
    <div className="levels-box">
      <div className="levels" role="radiogroup" aria-label={`${label}: level`} aria-describedby={errorId}>
        {anchors.map(({ level, text }) => (
          <label key={level} className="level">
            {radio(String(level))}
            <Level level={level} />
            <span>
              <Marked>{text}</Marked>
              <span className="level__pick">
                <Icon name="tick" />
                Your rating
              </span>
            </span>
          </label>
        ))}
        <label className="level level--na">
          {radio('na')}
          <span className="lvl lvl--na" aria-hidden>
            –
          </span>
          <span>{notAssessed}</span>
        </label>
      </div>
    </div>
  )
})
