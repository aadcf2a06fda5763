/** How far the applications of the example have come, how many of each, and how able their candidates are. */
export type Stage =
  | 'unplanned'
  | 'planned'
  | 'in-progress'
  | 'withdrawn'
  | 'rejected-early'
  | 'all-in'
  | 'sent'
  | 'sealed'
  | 'revealed'
  | 'second-round'
  | 'more-signal'
  | 'no-hire'
  | 'hire'

type Standing = { count: number; small: number; ability: { mean: number; sd: number } }

const asPeopleAre = { mean: 0.1, sd: 0.5 }

export const stages: Readonly<Record<Stage, Standing>> = {
  'no-hire': { count: 16, small: 1, ability: { mean: -0.3, sd: 0.35 } },
  hire: { count: 6, small: 1, ability: { mean: 0.6, sd: 0.12 } },
  'more-signal': { count: 3, small: 1, ability: { mean: 0.3, sd: 0.1 } },
  revealed: { count: 2, small: 1, ability: { mean: 0.35, sd: 0.3 } },
  'second-round': { count: 1, small: 1, ability: { mean: 0.3, sd: 0.1 } },
  sealed: { count: 4, small: 1, ability: asPeopleAre },
  sent: { count: 3, small: 1, ability: asPeopleAre },
  'all-in': { count: 6, small: 1, ability: asPeopleAre },
  'in-progress': { count: 8, small: 1, ability: asPeopleAre },
  'rejected-early': { count: 1, small: 0, ability: { mean: -0.6, sd: 0.1 } },
  withdrawn: { count: 2, small: 1, ability: asPeopleAre },
  planned: { count: 4, small: 1, ability: asPeopleAre },
  unplanned: { count: 4, small: 1, ability: asPeopleAre },
}

export const DECIDED: readonly Stage[] = ['hire', 'no-hire', 'more-signal']
export const BEFORE_COMMITTEE: readonly Stage[] = [...DECIDED, 'revealed', 'second-round', 'sealed', 'sent']

/** The stage of each application, in the order in which they were opened. */
export const stagesInOrder = (size: 'full' | 'small'): Stage[] =>
  (Object.entries(stages) as [Stage, Standing][]).flatMap(([stage, { count, small }]) =>
    Array.from({ length: size === 'full' ? count : small }, () => stage),
  )
