import { beforeAll, describe, expect, test } from 'vitest'
import type { LevelNumber } from '~/domain/scorecard/levels'
import { servedKit } from '~/platform/rubric-store.server'
import { serveKits } from '../../test/setup/kits'
import { jobs } from './people'
import type { Story } from './notes/notebook'
import { draws } from './seeded-random'
import { fill, recommendationFor, writer } from './write-notes'

beforeAll(serveKits, 60_000)

const LEVELS = [1, 2, 3, 4] as const

describe.each(jobs)('the notes on $kit', ({ kit, notebook }) => {
  const asked = () => servedKit(kit)!.kit

  /** Every interview with every case and project that may come up in it. */
  const hours = () =>
    asked().interviews.flatMap((interview) => {
      const cases: readonly Story[] = notebook.cases[interview.id]?.length ? notebook.cases[interview.id]! : [{}]
      return cases.flatMap((one) => notebook.projects.map((project) => ({ interview, story: { ...project, ...one } })))
    })

  test('know every criterion that an interview rates, and every flag by an interview that the kit has', () => {
    const focus = new Set(asked().interviews.flatMap(({ focus }) => focus))
    expect(new Set(Object.keys(notebook.criteria))).toEqual(focus)
    for (const { flag, interview } of notebook.flags) {
      expect(asked().red_flags.map(({ id }) => id)).toContain(flag)
      expect(asked().interviews.map(({ id }) => id)).toContain(interview)
    }
  })

  test('read as sentences in every interview, whatever the case', () => {
    for (const { interview, story } of hours())
      for (const criterion of interview.focus) {
        const { opens, levels, tails } = notebook.criteria[criterion]!
        for (const fragment of [...opens, ...tails, ...LEVELS.flatMap((level) => levels[level])]) {
          const text = fill(fragment, story)
          expect(text).toMatch(/^[A-Z“0-9À-Ž].*[.?!:](”)?$/s)
          expect(text).not.toMatch(/[{}]|\.\.|[.?!]”?[.,]|““|””| {2}|,,|undefined/)
          expect(text.replace(/[^“]/g, '')).toHaveLength(text.replace(/[^”]/g, '').length)
        }
      }
  })

  test('say something new forty times over about one criterion, level and case', () => {
    const { interview, story } = hours()[0]!
    const written = new Set<string>()
    const notes = writer(notebook, draws(1, 'test'), written)
    for (const level of [2, 3] as const)
      for (let time = 0; time < 40; time++) notes.evidence({ criterion: interview.focus[0]!, level, story, at: [] })
    expect(written.size).toBe(80)
  })

  test('are quotes with the moments at which they were taken, or one text', () => {
    const { interview, story } = hours()[0]!
    const notes = writer(notebook, draws(2, 'test'), new Set())
    const taken = (at: number[]) => notes.evidence({ criterion: interview.focus[0]!, level: 3, story, at })
    expect(taken([241, 1262]).quotes.map(({ at }) => at)).toEqual([241, 1262])
    expect(taken([241]).quotes).toMatchObject([{ at: 241, text: expect.stringMatching(/.+ .+/) as string }])
    expect(taken([])).toMatchObject({ quotes: [], text: expect.stringMatching(/.+ .+/) as string })
  })

  test('give a reason that names what the levels say', () => {
    const notes = writer(notebook, draws(3, 'test'), new Set())
    const [strong, weak] = asked().criteria.map(({ id }) => id)
    const levels: Record<string, LevelNumber> = { [strong!]: 4, [weak!]: 1 }
    const reason = notes.reason(levels, recommendationFor(levels)).toLowerCase()
    expect(notebook.criteria[strong!]!.plus.some((words) => reason.includes(words.toLowerCase()))).toBe(true)
    expect(notebook.criteria[weak!]!.minus.some((words) => reason.includes(words.toLowerCase()))).toBe(true)
  })
})
