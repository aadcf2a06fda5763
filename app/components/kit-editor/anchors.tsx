import { levels, seniorities } from '~/domain/kit/schema'
import { at } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { ActButton, DraftText, PlaceProblem, usePart } from './part-form'

/** The four anchors of a criterion: one text for all seniorities, or three side by side, a level in each row. */
export function Anchors() {
  const { base, node } = usePart()
  const anchors = at(node, ['anchors'])
  const apart = typeof anchors === 'object' && anchors !== null && 'senior' in anchors
  const place = [...base, 'anchors']
  return (
    <fieldset className="kitedit__list">
      <legend className="h3">Anchors</legend>
      <p className="quiet">
        Level 3 is what is expected at the seniority. Mark the words that tell a level from the next **like this**.
      </p>
      <PlaceProblem path={['anchors']} />
      {levels.map((level) => (
        <div key={level} className={apart ? 'kitedit__row kitedit__row--anchors' : undefined}>
          {apart ? (
            seniorities.map((seniority) => (
              <DraftText
                key={seniority}
                path={['anchors', seniority, String(level)]}
                label={`Level ${level}, ${seniority}`}
                rows={4}
              />
            ))
          ) : (
            <DraftText path={['anchors', String(level)]} label={`Level ${level}`} rows={3} />
          )}
        </div>
      ))}
      {apart ? (
        <ActButton value={actName.atAllSeniorities(place)} label="Use the senior anchors at every seniority">
          Use the senior anchors at every seniority
        </ActButton>
      ) : (
        <ActButton value={actName.bySeniority(place)} label="Write anchors for each seniority">
          Write anchors for each seniority
        </ActButton>
      )}
    </fieldset>
  )
}
