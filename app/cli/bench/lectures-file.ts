import { createWriteStream } from 'node:fs'
import { Rng } from '~/engine'

const STUDENTS = 2972
const LECTURERS = 1128
const DEPARTMENTS = 14
const RATINGS = 73_421

/**
 * A file of the shape of lme4's InstEval: students rate lecturers, both crossed, and departments by kind of service. Some
 * lecturers are rated far more often than others.
 */
export async function writeLectures(path: string): Promise<void> {
  const rng = new Rng(1)
  const draw = (n: number, sd: number) => Float64Array.from({ length: n }, () => sd * rng.normal())
  const student = draw(STUDENTS, 0.33)
  const lecturer = draw(LECTURERS, 0.51)
  const service = draw(2 * DEPARTMENTS, 0.12)
  const department = Int32Array.from({ length: LECTURERS }, () => rng.below(DEPARTMENTS))
  const reach = new Float64Array(LECTURERS)
  for (let d = 0; d < LECTURERS; d++) reach[d] = (d > 0 ? reach[d - 1] : 0) + Math.exp(0.7 * rng.normal())
  const someone = () => {
    const at = reach[LECTURERS - 1] * rng.uniform()
    let low = 0
    let high = LECTURERS - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (reach[middle] < at) low = middle + 1
      else high = middle
    }
    return low
  }
  const lines = ['s,d,dept,service,y']
  for (let i = 0; i < RATINGS; i++) {
    const s = i % STUDENTS
    const d = someone()
    const kind = rng.below(2)
    const y = 3.2 + student[s] + lecturer[d] + service[2 * department[d] + kind] + 1.18 * rng.normal()
    lines.push(`${s + 1},${d + 1},${department[d] + 1},${kind},${Math.min(5, Math.max(1, Math.round(y)))}`)
  }
  const out = createWriteStream(path)
  await new Promise<void>((resolve, reject) => {
    out.on('error', reject)
    out.end(`${lines.join('\n')}\n`, resolve)
  })
}
