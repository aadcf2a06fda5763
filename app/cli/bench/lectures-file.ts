import { createWriteStream } from 'node:fs'
import { mustExist } from '~/domain/shared/must-exist'
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
  const lecturerEffects = draw(LECTURERS, 0.51)
  const service = draw(2 * DEPARTMENTS, 0.12)
  const departments = Int32Array.from({ length: LECTURERS }, () => rng.below(DEPARTMENTS))
  let total = 0
  const lecturers = Array.from(lecturerEffects, (effect, d) => {
    total += Math.exp(0.7 * rng.normal())
    return { number: d + 1, effect, department: mustExist(departments[d], 'department of the lecturer'), upTo: total }
  })
  const someone = () => {
    const at = total * rng.uniform()
    return mustExist(
      lecturers.find(({ upTo }) => upTo >= at),
      'lecturer at that place',
    )
  }
  const lines = ['s,d,dept,service,y']
  for (let i = 0; i < RATINGS; i++) {
    const s = i % STUDENTS
    const { number, effect, department } = someone()
    const kind = rng.below(2)
    const level = mustExist(student[s], 'student') + effect + mustExist(service[2 * department + kind], 'service')
    const y = 3.2 + level + 1.18 * rng.normal()
    lines.push(`${s + 1},${number},${department + 1},${kind},${Math.min(5, Math.max(1, Math.round(y)))}`)
  }
  const out = createWriteStream(path)
  await new Promise<void>((resolve, reject) => {
    out.on('error', reject)
    out.end(`${lines.join('\n')}\n`, resolve)
  })
}
