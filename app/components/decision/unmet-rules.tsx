import { Fragment } from 'react'
import type { UnmetRule } from '~/domain/decision/committee-rule'
import { choiceWords, voteChoices, type VoteChoice } from '~/domain/decision/panel'
import { Icon } from '../ui/icon'

/** Why an outcome cannot be recorded by the committee's rule, and what to do, before anything is typed. */
export function UnmetRules({ rules }: { rules: Record<VoteChoice, UnmetRule[]> }) {
  const blocked = voteChoices.filter((choice) => rules[choice].length > 0)
  return (
    <>
      {blocked.map((choice) => (
        <div className="dec__blocked" key={choice}>
          <Icon name="lock" />
          <p>
            “{choiceWords[choice]}” cannot be recorded yet.{' '}
            {rules[choice].map(({ code, message, remedy }) => (
              <Fragment key={code}>
                {message} {code === 'open-critical-flag' ? <a href="#flags">{remedy}</a> : remedy}{' '}
              </Fragment>
            ))}
          </p>
        </div>
      ))}
    </>
  )
}
