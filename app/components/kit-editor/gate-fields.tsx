import { seniorities } from '~/domain/kit/schema'
import { at, type Path } from '~/domain/kit-draft/content'
import { NO_LEVEL } from '~/domain/kit-draft/form'
import type { Choice } from './chosen-items'
import { DraftChoice, DraftItems, DraftLine, DraftNumber, DraftText, PlaceProblem, usePart } from './part-form'

const LEVELS: readonly Choice[] = [
  ['2', 'Levels 2 to 4'],
  ['3', 'Levels 3 and 4'],
  ['4', 'Level 4'],
]

/** Questions that close a level of a criterion once they are asked, with the minutes in which the interviewer minds them. */
export function GateFields({ criteria }: { criteria: readonly Choice[] }) {
  return (
    <DraftItems path={['gates']} title="Gates" item="gate">
      {(key, number) => <GateOf path={['gates', key]} number={number} criteria={criteria} />}
    </DraftItems>
  )
}

function GateOf({ path, number, criteria }: { path: Path; number: number; criteria: readonly Choice[] }) {
  return (
    <>
      <PlaceProblem path={path} />
      <div className="kitedit__row">
        <DraftNumber path={[...path, 'from']} label={`Gate ${number}: from minute`} />
        <DraftNumber path={[...path, 'until']} label="until minute" />
        <DraftNumber path={[...path, 'question']} label="Number of the question to hold back" />
      </div>
      <DraftChoice path={[...path, 'criterion']} label="Criterion whose level it closes" options={criteria} />
      <Closes path={path} />
      <DraftText path={[...path, 'say']} label="What the interviewer reads" />
    </>
  )
}

/** The lowest level that can no longer be shown, at each seniority. */
function Closes({ path }: { path: Path }) {
  const { node } = usePart()
  // Only files that hold a mistake bring a step here; a sound one is read with the level that it comes to.
  if (at(node, [...path, 'step'])) return <DraftLine path={[...path, 'step']} label="First step that is closed" />
  if (at(node, [...path, 'level']))
    return <DraftChoice path={[...path, 'level']} kind="level" label="Closes" options={LEVELS} />
  return (
    <div className="kitedit__row">
      {seniorities.map((seniority) => (
        <DraftChoice
          key={seniority}
          path={[...path, 'closes', seniority]}
          kind="level"
          label={`Closes, ${seniority}`}
          options={[...LEVELS, [NO_LEVEL, 'No level']]}
        />
      ))}
    </div>
  )
}
