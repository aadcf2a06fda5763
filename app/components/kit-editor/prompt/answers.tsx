import { levels, seniorities } from '~/domain/kit/schema'
import { at, isBlock, itemsAt, type Node } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { ActButton, DraftText, PlaceProblem, usePart } from '../part-form'
import { TextList } from '../text-list'
import type { Choice } from '../chosen-items'

/** What good and mistaken answers look like, as lists. */
export function GoodAnswers() {
  return (
    <>
      <TextList path={['strong_order']} title="Strong approach, in order" item="step" />
      <TextList path={['wrong_turns']} title="Common mistakes" item="mistake" />
      <TextList path={['refutes']} title="Evidence against the most tempting cause" item="piece of evidence" />
    </>
  )
}

/** What each level sounds like with this prompt, for each criterion that it rates. */
export function SoundsLike({ criteria }: { criteria: readonly Choice[] }) {
  const { node } = usePart()
  const rated = itemsAt(node, ['rates']).flatMap(([, id]) => (typeof id === 'string' && id !== '' ? [id] : []))
  const written = at(node, ['levels'])
  const others = isBlock(written) ? Object.keys(written).filter((id) => !rated.includes(id)) : []
  return (
    <>
      <PlaceProblem path={['levels']} />
      {rated.length === 0 ? (
        <p className="quiet">Choose the criteria that the prompt gives evidence for first.</p>
      ) : null}
      {[...new Set([...rated, ...others])].map((id) => (
        <Criterion key={id} id={id} name={criteria.find(([one]) => one === id)?.[1] ?? id} />
      ))}
    </>
  )
}

function Criterion({ id, name }: { id: string; name: string }) {
  const { base, node } = usePart()
  const path = ['levels', id]
  const place = [...base, ...path]
  const found = at(at(node, ['levels']), [id])
  const texts = isBlock(found) ? found : null
  const apart = texts !== null && seniorities.some((seniority) => seniority in texts)
  return (
    <fieldset className="kitedit__list">
      <legend className="h3">{name}</legend>
      <PlaceProblem path={path} />
      {texts === null ? (
        <div>
          <ActButton value={actName.begin(place, null)} label={`Write examples for ${name}`}>
            Write examples
          </ActButton>
        </div>
      ) : apart ? (
        <BySeniority id={id} name={name} texts={texts} />
      ) : (
        levels.map((level) => (
          <DraftText key={level} path={[...path, String(level)]} label={`Level ${level}`} rows={2} />
        ))
      )}
      {texts === null ? null : (
        <div className="kitedit__acts">
          {apart ? null : (
            <ActButton value={actName.bySeniority(place)} label={`Write examples of ${name} for each seniority`}>
              Write them for each seniority
            </ActButton>
          )}
          {apart && 'senior' in texts ? (
            <ActButton
              value={actName.atAllSeniorities(place)}
              label={`Use the senior examples of ${name} at every seniority`}
            >
              Use those for senior at every seniority
            </ActButton>
          ) : null}
          <ActButton value={actName.leaveOut(place, texts)} label={`Remove the examples of ${name}`}>
            Remove
          </ActButton>
        </div>
      )}
    </fieldset>
  )
}

/** One row for each level, the seniorities side by side; a prompt may leave a seniority out. */
function BySeniority({ id, name, texts }: { id: string; name: string; texts: Record<string, Node> }) {
  const { base } = usePart()
  const there = seniorities.filter((seniority) => isBlock(texts[seniority]))
  const missing = seniorities.filter((seniority) => !there.includes(seniority))
  return (
    <>
      {there.map((seniority) => (
        <PlaceProblem key={seniority} path={['levels', id, seniority]} />
      ))}
      {levels.map((level) => (
        <div key={level} className="kitedit__row kitedit__row--anchors">
          {there.map((seniority) => (
            <DraftText
              key={seniority}
              path={['levels', id, seniority, String(level)]}
              label={`Level ${level}, ${seniority}`}
              rows={3}
            />
          ))}
        </div>
      ))}
      <div className="kitedit__acts">
        {missing.map((seniority) => (
          <ActButton
            key={seniority}
            value={actName.begin([...base, 'levels', id, seniority], null)}
            label={`Write examples of ${name} for ${seniority}`}
          >
            Write them for {seniority} too
          </ActButton>
        ))}
      </div>
    </>
  )
}
