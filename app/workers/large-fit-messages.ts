import type { FitAnswer, FitTask, NotEstimable } from '~/engine'

/** What the thread is given; it cannot find the script of its helpers by itself where nothing has been built. */
export interface LargeFitOrder {
  task: FitTask
  helpers: string
}

/** What the thread says on its way. */
export type LargeFitMessage =
  { step: number; part: boolean } | { answer: FitAnswer } | { error: unknown; notEstimable: Refusal | null }

/** A `NotEstimable` on its way between threads, where an error loses its class. */
export type Refusal = { code: NotEstimable['code']; message: string }
