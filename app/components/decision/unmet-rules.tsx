import type { UnmetRule } from '~/domain/decision/committee-rule'
import { choiceLabels, voteChoices, type VoteChoice } from '~/domain/decision/voting'
import { Icon } from '../ui/icon'

type UnmetRulesProps = {
  rules: Record<VoteChoice, UnmetRule[]>
  /**
   * The form records an outcome all the same: say what is not met, neither that it cannot be recorded nor what to do.
   */
  overridden?: boolean
}

/**
 * Which of the committee's rules each outcome does not meet, and what to do about it, before anything is typed. What is
 * the same for every outcome stands once, below them.
 */
export function UnmetRules({ rules, overridden = false }: UnmetRulesProps) {
  const blocked = voteChoices.filter((choice) => rules[choice].length > 0)
  if (blocked.length === 0) return null
  const unmet = blocked.flatMap((choice) => rules[choice])
  const isShared = ({ message }: UnmetRule) =>
    blocked.length > 1 && blocked.every((choice) => rules[choice].some((rule) => rule.message === message))
  const shared = [...new Set(unmet.filter(isShared).map(({ message }) => message))]
  const remedies = new Map(unmet.map(({ remedy, code }) => [remedy, code]))
  return (
    <div className="dec__unmet">
      <ul className={overridden ? 'plainlist quiet' : 'plainlist'}>
        {blocked.map((choice) => (
          <li className="dec__blocked" key={choice}>
            {overridden ? null : <Icon name="lock" />}
            <p>
              “{choiceLabels[choice]}” {overridden ? 'does not meet the committee’s rule.' : 'cannot be recorded yet.'}{' '}
              {rules[choice]
                .filter((rule) => !isShared(rule))
                .map(({ message }) => message)
                .join(' ')}
            </p>
          </li>
        ))}
      </ul>
      {shared.length > 0 ? <p className={overridden ? 'quiet' : undefined}>{shared.join(' ')}</p> : null}
      {overridden ? null : (
        <div>
          <p>What you can do:</p>
          <ul className="dec__remedies">
            {[...remedies].map(([remedy, code]) => (
              <li key={remedy}>{code === 'open-critical-flag' ? <a href="#flags">{remedy}</a> : remedy}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
