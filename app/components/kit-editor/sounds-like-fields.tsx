import { levels, seniorities } from '~/domain/kit/schema'
import { at, isBlock, itemsAt, type Block, type Node, type Path } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import type { Choice } from './chosen-items'
import { ActButton, DraftText, PlaceProblem, usePart } from './part-form'

/** What answers of each level sound like: a sentence that says where it is written, or texts for each criterion. */
export function SoundsLikeFields({ criteria }: { criteria: readonly Choice[] }) {
  const { base, node } = usePart()
  const sounds = at(node, ['sounds_like'])
  const place = [...base, 'sounds_like']
  if (!isBlock(sounds))
    return (
      <>
        <DraftText
          path={['sounds_like']}
          label="What levels sound like"
          help="One sentence that says where it is written, such as: The levels of the prompt in use."
        />
        <ActButton value={actName.begin(place, sounds)} label="Write it here, for each criterion of the focus">
          Write it here, for each criterion of the focus
        </ActButton>
      </>
    )
  const focus = focusOf(node)
  const nameOf = (id: string) => criteria.find(([value]) => value === id)?.[1] ?? id
  const others = Object.keys(sounds).filter((id) => !focus.includes(id))
  return (
    <>
      <PlaceProblem path={['sounds_like']} />
      {[...focus, ...others].map((id) => (
        <LevelTexts key={id} path={['sounds_like', id]} name={nameOf(id)} extra={!focus.includes(id)} />
      ))}
      <ActButton value={actName.begin(place, sounds)} label="Say in one sentence where it is written">
        Say in one sentence where it is written
      </ActButton>
    </>
  )
}

export const focusOf = (interview: Node): string[] => [
  ...new Set(itemsAt(interview, ['focus']).flatMap(([, id]) => (typeof id === 'string' && id !== '' ? [id] : []))),
]

type LevelTextsProps = { path: Path; name: string; extra: boolean }

/** What each level of a criterion sounds like: the same at every seniority, or three texts side by side. */
function LevelTexts({ path, name, extra }: LevelTextsProps) {
  const { base, node } = usePart()
  const texts = at(node, path)
  const place = [...base, ...path]
  const what = `what levels of ${name} sound like`
  return (
    <fieldset className="kitedit__list">
      <legend className="h3">{name}</legend>
      <PlaceProblem path={path} />
      {!isBlock(texts) ? (
        <ActButton value={actName.begin(place, texts)} label={`Write ${what}`}>
          Write {what}
        </ActButton>
      ) : (
        <>
          <Texts path={path} texts={texts} />
          {'steps' in texts ? null : (
            <ActButton
              value={'senior' in texts ? actName.atAllSeniorities(place) : actName.bySeniority(place)}
              label={`${SPREAD['senior' in texts ? 'one' : 'apart']}: ${name}`}
            >
              {SPREAD['senior' in texts ? 'one' : 'apart']}
            </ActButton>
          )}
          {extra ? (
            <ActButton value={actName.leaveOut(place, texts)} label={`Leave out ${what}`}>
              Leave out: it is not in the focus
            </ActButton>
          ) : null}
        </>
      )}
    </fieldset>
  )
}

const SPREAD = { one: 'Use the senior texts at every seniority', apart: 'Write texts for each seniority' }

function Texts({ path, texts }: { path: Path; texts: Block }) {
  // Only files that hold a mistake bring steps here; a sound one is read with texts for each level.
  if (isBlock(texts.steps))
    return Object.keys(texts.steps).map((step) => (
      <DraftText key={step} path={[...path, 'steps', step]} label={`Step ${step}`} />
    ))
  const apart = 'senior' in texts
  return levels.map((level) => (
    <div key={level} className={apart ? 'kitedit__row kitedit__row--anchors' : undefined}>
      {apart ? (
        seniorities.map((seniority) => (
          <DraftText
            key={seniority}
            path={[...path, seniority, String(level)]}
            label={`Level ${level}, ${seniority}`}
            rows={3}
          />
        ))
      ) : (
        <DraftText path={[...path, String(level)]} label={`Level ${level}`} />
      )}
    </div>
  ))
}
