import { Anchors } from '~/components/kit/criterion'
import { Level } from '~/components/ui/level'
import { Marked } from '~/components/ui/marked'
import type { AnchorView } from '~/domain/kit/views'
import { at, isBlock } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { ActButton, DraftChoice, DraftText, PlaceProblem, usePart } from '../part-form'

export type RatedCriterion = { id: string; name: string; inFocus: boolean; anchors: AnchorView[]; level: string }

const LEVELS = [
  ['1', 'Level 1'],
  ['2', 'Level 2'],
  ['3', 'Level 3'],
  ['4', 'Level 4'],
  ['not assessed', 'Not assessed'],
] as const

/** The experts' level for each criterion of the interview's focus, with the reason. */
export function ExpertLevels({ criteria }: { criteria: readonly RatedCriterion[] }) {
  return (
    <>
      <PlaceProblem path={['levels']} />
      {criteria.length === 0 ? <p className="quiet">Choose the interview first; its focus is rated.</p> : null}
      {criteria.map((criterion) => (
        <ExpertLevel key={criterion.id} criterion={criterion} />
      ))}
    </>
  )
}

function ExpertLevel({ criterion: { id, name, inFocus, anchors, level } }: { criterion: RatedCriterion }) {
  const { base, node } = usePart()
  const path = ['levels', id]
  const place = [...base, ...path]
  const given = at(at(node, ['levels']), [id])
  const anchor = anchors.find((one) => String(one.level) === level)
  return (
    <fieldset className="kitedit__list">
      <legend className="h3">{name}</legend>
      {inFocus ? null : <p className="quiet">The interview does not rate this criterion.</p>}
      <PlaceProblem path={path} />
      {isBlock(given) ? (
        <>
          <DraftChoice path={[...path, 'level']} kind="number" label={`Level for ${name}`} options={LEVELS} />
          {anchor ? (
            <p className="kitedit__anchor">
              <Level level={anchor.level} small /> <Marked>{anchor.text}</Marked>
            </p>
          ) : null}
          <details>
            <summary>All four anchors of {name}</summary>
            <Anchors anchors={anchors} />
          </details>
          <DraftText path={[...path, 'because']} label={`Reason for the level of ${name}`} rows={3} />
          {inFocus ? null : (
            <div>
              <ActButton value={actName.leaveOut(place, given)} label={`Remove the level for ${name}`}>
                Remove this level
              </ActButton>
            </div>
          )}
        </>
      ) : (
        <div>
          <ActButton value={actName.begin(place, null)} label={`Give a level for ${name}`}>
            Give a level
          </ActButton>
        </div>
      )}
    </fieldset>
  )
}
