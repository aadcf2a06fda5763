/** A direction from a point, with the gain in log likelihood that a whole step along it promises. */
export interface Direction<Point> {
  gain: number
  /** The longest part of the step that may be tried; halved until the objective does not get worse. */
  longest: number
  along: (fraction: number) => Point
}

export interface DampedNewtonSettings<Point, Slopes> {
  start: Point
  slopesAt: (point: Point) => Slopes
  direction: (point: Point, slopes: Slopes) => Direction<Point>
  /** Promised gain below which the search has settled. */
  settled: number
  maxIterations?: number
  /** Called after every step; a throw stops the search. */
  onStep?: (iteration: number, objective: number) => void
}

/** Promised gain below which only rounding is left: the search ends as soon as the gain no longer halves. */
const ROUNDING = 1e-10
/** Promised gain up to which a point that no step improves counts as the answer. */
const STALLED = 1e-7
const MOST_STEPS = 200
const MOST_HALVINGS = 30
/** Relative error of an objective as computed. */
const OBJECTIVE_ERROR = 1e-12

/**
 * Minimises an objective by Newton-type steps (the curvature may be an approximation, such as the average information), each
 * halved until the objective does not get worse.
 */
export function dampedNewton<Point extends { objective: number }, Slopes>(
  settings: DampedNewtonSettings<Point, Slopes>,
): { point: Point; slopes: Slopes; iterations: number; converged: boolean } {
  let point = settings.start
  let slopes = settings.slopesAt(point)
  let lastGain = Infinity
  const most = settings.maxIterations ?? MOST_STEPS
  for (let iterations = 1; iterations <= most; iterations++) {
    const direction = settings.direction(point, slopes)
    const { gain } = direction
    if (gain < settings.settled || (gain < ROUNDING && gain > lastGain / 2))
      return { point, slopes, iterations, converged: true }
    lastGain = gain
    const next = improvement(point, direction)
    settings.onStep?.(iterations, (next ?? point).objective)
    if (next === null) return { point, slopes, iterations, converged: gain < STALLED }
    point = next
    slopes = settings.slopesAt(point)
  }
  return { point, slopes, iterations: most, converged: false }
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
