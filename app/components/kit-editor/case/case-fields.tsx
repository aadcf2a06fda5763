import { useRef } from 'react'
import { seniorityNames } from '~/components/kit/seniority-names'
import { seniorities, type Seniority } from '~/domain/kit/schema'
import type { AnchorView } from '~/domain/kit/views'
import { at, isBlock, textAt, type Node } from '~/domain/kit-draft/content'
import { DraftChoice, DraftLine, usePart } from '../part-form'
import type { Choice } from '../chosen-items'
import { Section } from '../sections'
import { useTyped } from '../use-typed'
import { ExpertLevels, type RatedCriterion } from './expert-levels'
import { TranscriptField } from './transcript-field'

const SENIORITIES = seniorities.map((one) => [one, seniorityNames[one] ?? one] as const)
const DIFFICULTIES = [
  ['clear', 'Clear: readers agree at once'],
  ['hard', 'Hard: two levels are close'],
  ['halo', 'Halo: one strong impression pulls the others'],
] as const

export type CaseChoices = {
  interviews: readonly { id: string; name: string; focus: string[]; prompts: readonly Choice[] }[]
  criteria: readonly { id: string; name: string; anchors: Record<Seniority, AnchorView[]> }[]
}

/** Every field of a calibration case. The criteria and anchors follow the interview and the seniority that are chosen. */
export function CaseFields({ choices }: { choices: CaseChoices }) {
  const { base, node } = usePart()
  const box = useRef<HTMLDivElement>(null)
  const typed = useTyped(node, base, box)
  const interview = choices.interviews.find(({ id }) => id === textAt(typed, ['of', 'interview']))
  const rated = ratedIn(typed, choices, interview?.focus ?? [])
  return (
    <div className="stack" ref={box}>
      <DraftLine path={['name']} label="Title" optional />
      <div className="kitedit__row">
        <DraftChoice
          path={['of', 'interview']}
          label="Interview"
          options={choices.interviews.map(({ id, name }) => [id, name])}
        />
        <DraftChoice
          path={['of', 'prompt']}
          kind="optional"
          label="Prompt"
          options={[['', 'None'], ...(interview?.prompts ?? [])]}
        />
      </div>
      <div className="kitedit__row">
        <DraftChoice path={['of', 'seniority']} label="Seniority" options={SENIORITIES} />
        <DraftChoice path={['of', 'difficulty']} label="Difficulty" options={DIFFICULTIES} />
      </div>
      <Section id="transcript" name="Transcript">
        <TranscriptField text={textAt(typed, ['transcript'])} />
      </Section>
      <Section id="levels" name="The experts’ levels">
        <ExpertLevels criteria={rated} />
      </Section>
    </div>
  )
}

/** The focus of the interview, and after it criteria for which the case has a level all the same. */
function ratedIn(node: Node, { criteria }: CaseChoices, focus: readonly string[]): RatedCriterion[] {
  const levels = at(node, ['levels'])
  const others = isBlock(levels) ? Object.keys(levels).filter((id) => !focus.includes(id)) : []
  const seniority = seniorities.find((one) => one === textAt(node, ['of', 'seniority']))
  return [...new Set([...focus, ...others])].map((id) => {
    const criterion = criteria.find((one) => one.id === id)
    const anchors = criterion && seniority ? criterion.anchors[seniority] : []
    const level = textAt(at(levels ?? null, [id]), ['level'])
    return { id, name: criterion?.name ?? id, inFocus: focus.includes(id), anchors, level }
  })
}
