import { Link } from '@remix-run/react'
import { Tag } from '~/components/ui/bits'
import { Level } from '~/components/ui/level'
import { Marked } from '~/components/ui/marked'
import type { AnchorView, CriterionView } from '~/domain/kit/views'
import { seniorityNames } from './seniority-names'

/** The four anchors side by side; level 3 is what is expected. */
export function Anchors({ anchors }: { anchors: readonly AnchorView[] }) {
  return (
    <div className="anchors" role="list">
      {anchors.map(({ level, text }) => (
        <div className="anchor" role="listitem" key={level}>
          <div>
            <Level level={level} />
            {level === 3 ? <span className="anchor__bar small">expected</span> : null}
          </div>
          <p>
            <Marked>{text}</Marked>
          </p>
        </div>
      ))}
    </div>
  )
}

export function Terms({ terms }: { terms: CriterionView['terms'] }) {
  if (terms.length === 0) return null
  return (
    <dl className="terms">
      {terms.map(([term, meaning]) => [<dt key={term}>{term}</dt>, <dd key={`${term} meaning`}>{meaning}</dd>])}
    </dl>
  )
}

type SwitchProps = { at: string; to: (seniority: string, criterion: string) => string }

/** Other seniorities of the anchors, as links, so that it works without a script. */
function SenioritySwitch({ at, to, criterion }: SwitchProps & { criterion: string }) {
  return (
    <nav className="tabs kit__tabs" aria-label="Seniority of the anchors">
      {Object.entries(seniorityNames).map(([id, name]) => (
        <Link key={id} to={to(id, criterion)} preventScrollReset replace aria-current={id === at ? 'true' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  )
}

/** A criterion as part of a guide: what it means, its anchors, its terms. */
export function CriterionArticle({ criterion }: { criterion: CriterionView }) {
  return (
    <article className="criterion" id={criterion.id}>
      <div className="criterion__h">
        <h2 className="chapter__h">{criterion.name}</h2>
        <CriterionTags criterion={criterion} />
      </div>
      <div className="prose">
        <p>{criterion.means}</p>
        <p className="quiet">{criterion.why}</p>
      </div>
      <Anchors anchors={criterion.anchors} />
      <Terms terms={criterion.terms} />
    </article>
  )
}

type FoldProps = { criterion: CriterionView; seniority: SwitchProps; open: boolean; noteTo: string }

/** A criterion as a page of the kit has it: name and meaning visible, anchors and weights collapsed. */
export function CriterionFold({ criterion, seniority, open, noteTo }: FoldProps) {
  return (
    <details className="fold" id={criterion.id} open={open}>
      <summary>
        <span className="fold__h">
          <h3 className="chapter__h">{criterion.name}</h3>
          <CriterionTags criterion={criterion} />
        </span>
        <span className="fold__says">{criterion.means}</span>
      </summary>
      <div className="about">
        <div className="prose">
          <p className="quiet">{criterion.why}</p>
        </div>
        <Weights weights={criterion.weights} />
      </div>
      {criterion.bySeniority ? <SenioritySwitch {...seniority} criterion={criterion.id} /> : null}
      <Anchors anchors={criterion.anchors} />
      <Terms terms={criterion.terms} />
      <p className="small no-print">
        <Link to={noteTo}>Write a note about this criterion</Link>
      </p>
    </details>
  )
}

function CriterionTags({ criterion }: { criterion: CriterionView }) {
  return (
    <>
      {criterion.mustHave ? <Tag kind="line">Must-have</Tag> : null}
      <Tag>{criterion.category}</Tag>
    </>
  )
}

function Weights({ weights }: { weights: CriterionView['weights'] }) {
  return (
    <dl className="weights">
      <dt className="label">Weight, by what the team needs</dt>
      {weights.map(([profile, weight]) => (
        <dd key={profile}>
          <span>{profile}</span>
          <span className="pips" aria-hidden>
            {Array.from({ length: weight }, (_, at) => (
              <i key={at} />
            ))}
          </span>
          <b>{weight}</b>
        </dd>
      ))}
    </dl>
  )
}
