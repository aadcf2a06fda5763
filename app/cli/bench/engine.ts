import path from 'node:path'
import { fitHiring, type HiringRating, simulateRatings, updateOneApplication, TYPICAL_SD } from '~/engine'
import { generateRatings } from '../generate-ratings/generate-ratings'
import { measureCalibrate, varianceDifference, type MeasuredRun } from './calibrate-run'
import { median, type Report, type Suite } from './figure'
import { inFolder } from './in-folder'
import { writeLectures } from './lectures-file'
import { fitWithLme4, hasLme4 } from './lme4'

const LECTURES = 'y ~ 1 + (1|s) + (1|d) + (1|dept:service)'
const TWO_TERMS = 'score ~ criterion + (1|candidate) + (1|interviewer)'

/** The calibration engine on generated files: time with reading, memory, and where R with lme4 is installed the same there. */
export const engine: Suite = {
  name: 'engine',
  run: (report) =>
    inFolder(async (folder) => {
      const lme4 = await hasLme4()
      if (!lme4) process.stderr.write('Rscript with lme4 is not installed: the figures stand alone.\n')
      await lectures(folder, lme4, report)
      await large(folder, '1,000,000 ratings', 40_000, report)
      if (lme4) await twoTerms(folder, report)
      await againstExact(folder, report)
      oneApplication(report)
    }),
}

/** Takes minutes and gigabytes, so it is run only when it is named. */
export const engineLarge: Suite = {
  name: 'engine-large',
  onlyWhenNamed: true,
  run: (report) => inFolder((folder) => large(folder, '10,000,000 ratings', 400_000, report)),
}

function tell(report: Report, name: string, run: MeasuredRun, baseline: number | null = null) {
  report({ name: `${name}: time`, value: run.seconds, unit: 's', baseline })
  report({ name: `${name}: processor time`, value: run.cpuSeconds, unit: 's', baseline: null })
  report({ name: `${name}: peak memory`, value: run.peakMegabytes, unit: 'MB', baseline: null })
}

async function generated(folder: string, ...options: string[]): Promise<string> {
  const file = path.join(folder, 'ratings.csv')
  const code = await generateRatings([...options, '--out', file], folder)
  if (code !== 0) throw new Error(`generate-ratings ended with ${code}`)
  return file
}

async function large(folder: string, name: string, candidates: number, report: Report): Promise<void> {
  const file = await generated(folder, '--candidates', String(candidates), '--interviewers', '5000')
  const run = await measureCalibrate(file, path.join(folder, 'large.json'), '--bar', '3')
  tell(report, `${name}, five terms, 5,000 interviewers`, run)
  const { samplingError } = run.document.convergence
  if (samplingError !== null)
    report({ name: `${name}: sampling error of a variance`, value: samplingError, unit: 'share', baseline: null })
}

async function twoTerms(folder: string, report: Report): Promise<void> {
  const file = path.join(folder, 'ratings.csv')
  const run = await measureCalibrate(file, path.join(folder, 'two.json'), '--formula', TWO_TERMS)
  const other = await fitWithLme4(file, TWO_TERMS)
  tell(report, '1,000,000 ratings, two terms', run, other.seconds)
}

async function lectures(folder: string, lme4: boolean, report: Report): Promise<void> {
  const file = path.join(folder, 'lectures.csv')
  await writeLectures(file)
  const out = path.join(folder, 'lectures.json')
  const run = await measureCalibrate(file, out, '--formula', LECTURES, '--path', 'exact')
  const other = lme4 ? await fitWithLme4(file, LECTURES) : null
  tell(report, '73,421 ratings, 2,972 by 1,128 crossed, exact', run, other?.seconds)
}

/** The iterative path beside the exact one, where both can do it. */
async function againstExact(folder: string, report: Report): Promise<void> {
  const file = await generated(folder, '--candidates', '4000', '--interviewers', '200')
  const exact = await measureCalibrate(file, path.join(folder, 'exact.json'), '--path', 'exact')
  const near = await measureCalibrate(file, path.join(folder, 'near.json'), '--path', 'iterative')
  report({ name: '100,000 ratings, iterative: time', value: near.seconds, unit: 's', baseline: exact.seconds })
  const value = varianceDifference(near.document, exact.document)
  report({ name: '100,000 ratings, iterative: largest error of a variance', value, unit: 'share', baseline: null })
}

const UPDATES = 500

/** A new scorecard moves its candidate's score at once, severities held. */
function oneApplication(report: Report): void {
  const ratings: HiringRating[] = []
  const scenario = { candidates: 200, interviewers: 25, interviews: 5, criteria: 5, missing: 0, seed: 1, rounded: true }
  simulateRatings({ ...scenario, sd: TYPICAL_SD }, (c, j, k, level) =>
    ratings.push({
      applicationId: c + 1,
      interviewerId: j + 1,
      scorecardId: c * 100 + j + 1,
      criterion: `kit/${k}`,
      level,
      role: 'kit',
      seniority: 'senior',
      stage: null,
    }),
  )
  const fit = fitHiring({ ratings })
  if (!fit.ok) throw new Error(fit.error.message)
  const { state } = fit.value
  const times = Array.from({ length: UPDATES }, (_, i) => {
    const applicationId = 1 + (i % scenario.candidates)
    const own = ratings.filter((r) => r.applicationId === applicationId)
    const begun = performance.now()
    updateOneApplication(state, { applicationId, ratings: own })
    return performance.now() - begun
  })
  report({ name: 'score of one candidate after a new scorecard', value: median(times), unit: 'ms', baseline: null })
}
