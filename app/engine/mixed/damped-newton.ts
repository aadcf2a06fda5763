/** A direction from a point, with what a whole step along it is predicted to bring. */
export interface Direction<Point> {
  /**
   * Newton decrement, 0 or more: the decrease of the objective that its quadratic approximation predicts for a whole step. With
   * objective -2 ln L, score s and information I of ln L it is s'I^-1 s, twice the predicted decrement in ln L.
   */
  decrement: number
  /** The longest part of the step that may be tried; halved until the objective does not get worse. */
  longest: number
  along: (fraction: number) => Point
}

export interface DampedNewtonSettings<Point, Derivatives> {
  start: Point
  derivativesAt: (point: Point) => Derivatives
  direction: (point: Point, derivatives: Derivatives) => Direction<Point>
  /** The search has settled once the decrement is below this. */
  settled: number
  maxIterations?: number
  /** Called after every step; a throw stops the search. */
  onStep?: (iteration: number, objective: number) => void
}

/** Decrement below which only rounding is left: the search ends as soon as the decrement no longer halves. */
const ROUNDING = 1e-10
/** Decrement up to which a point that no step improves counts as the answer. */
const STALLED = 1e-7
const MOST_STEPS = 200
const MOST_HALVINGS = 30
/** Relative error of an objective as computed. */
const OBJECTIVE_ERROR = 1e-12

/**
 * Minimises an objective by Newton-type steps (the curvature may be an approximation, such as the average information), each
 * halved until the objective does not get worse.
 */
export function dampedNewton<Point extends { objective: number }, Derivatives>(
  settings: DampedNewtonSettings<Point, Derivatives>,
): { point: Point; derivatives: Derivatives; iterations: number; converged: boolean } {
  let point = settings.start
  let derivatives = settings.derivativesAt(point)
  let lastDecrement = Infinity
  const most = settings.maxIterations ?? MOST_STEPS
  for (let iterations = 1; iterations <= most; iterations++) {
    const direction = settings.direction(point, derivatives)
    const { decrement } = direction
    if (decrement < settings.settled || (decrement < ROUNDING && decrement > lastDecrement / 2))
      return { point, derivatives, iterations, converged: true }
    lastDecrement = decrement
    const next = improvement(point, direction)
    settings.onStep?.(iterations, (next ?? point).objective)
    if (next === null) return { point, derivatives, iterations, converged: decrement < STALLED }
    point = next
    derivatives = settings.derivativesAt(point)
  }
  return { point, derivatives, iterations: most, converged: false }
}

function improvement<Point extends { objective: number }>(
  { objective }: Point,
  { longest, along }: Direction<Point>,
): Point | null {
  const worst = objective + OBJECTIVE_ERROR * Math.max(1, Math.abs(objective))
  for (let tries = 0, fraction = longest; tries < MOST_HALVINGS; tries++, fraction /= 2) {
    const trial = along(fraction)
    if (trial.objective <= worst) return trial
  }
  return null
}
