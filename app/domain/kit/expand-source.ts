import {
  expandCriterion,
  expandInterview,
  expandLevels,
  interviewStepMistakes,
  ladderMistakes,
  promptStepMistakes,
} from './expand-steps'
import type { CriterionSource, InterviewSource, KitInterview, Criterion, Prompt, PromptSource } from './schema'

export type SourceMistake = {
  part: 'criteria' | 'interviews' | 'prompts'
  index: number
  path: PropertyKey[]
  message: string
}
type Sources<P extends PromptSource> = {
  criteria: readonly CriterionSource[]
  interviews: readonly InterviewSource[]
  prompts: readonly P[]
}

/** What is wrong with steps wherever they are named. */
export function stepMistakes({ criteria, interviews, prompts }: Sources<PromptSource>): SourceMistake[] {
  return [
    ...criteria.flatMap((one, index) =>
      ladderMistakes(one).map((mistake) => ({ part: 'criteria' as const, index, ...mistake })),
    ),
    ...interviews.flatMap((one, index) =>
      interviewStepMistakes(one, criteria).map((mistake) => ({ part: 'interviews' as const, index, ...mistake })),
    ),
    ...prompts.flatMap((one, index) =>
      promptStepMistakes(one, criteria).map((mistake) => ({ part: 'prompts' as const, index, ...mistake })),
    ),
  ]
}

/** The parts as kits are served: steps become anchors and levels. There are no mistakes in them. */
export function expandSources<P extends PromptSource>({
  criteria,
  interviews,
  prompts,
}: Sources<P>): {
  criteria: Criterion[]
  interviews: KitInterview[]
  prompts: (Omit<P, 'levels'> & Pick<Prompt, 'levels'>)[]
} {
  return {
    criteria: criteria.map(expandCriterion),
    interviews: interviews.map((one) => expandInterview(one, criteria)),
    prompts: prompts.map(({ levels, ...rest }) => ({ ...rest, ...expandLevels(levels, criteria) })),
  }
}
