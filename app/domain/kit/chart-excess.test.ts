import { describe, expect, test, vi } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { chartExcess, MOST_CHARTS, MOST_EXHIBITS, MOST_PLACES, MOST_POINTS, MOST_SERIES } from './chart-excess'
import * as series from './chart-series'
import { describeCharts } from './chart-views'
import { parseKit } from './parse-kit'

const table = (rows: number, groups: number) =>
  `date,rate,kind\n${Array.from({ length: rows }, (_, at) => `d${Math.floor(at / groups)},1,k${at % groups}\n`).join('')}`
const chart = { title: 'Rate', x: 'date', y: ['rate'], by: 'kind' }
const { by: _, ...plain } = chart

describe('a chart', () => {
  test('at each limit is none too large, one above it is', () => {
    expect(chartExcess({ csv: table(MOST_SERIES, MOST_SERIES) }, chart)).toBeNull()
    expect(chartExcess({ csv: table(MOST_SERIES + 1, MOST_SERIES + 1) }, chart)).toEqual({
      field: 'by',
      message: 'The chart draws 13 series, one for each value of "kind"; expected at most 12.',
    })
    expect(chartExcess({ csv: table(MOST_PLACES, 1) }, plain)).toBeNull()
    expect(chartExcess({ csv: table(MOST_PLACES + 1, 1) }, plain)).toEqual({
      field: 'x',
      message: 'The chart has 1,001 places, one for each value of "date"; expected at most 1,000.',
    })
    expect(chartExcess({ csv: table(MOST_POINTS, 10) }, chart)).toBeNull()
    expect(chartExcess({ csv: table(MOST_POINTS + 10, 10) }, chart)).toEqual({
      field: 'x',
      message: 'The chart has 4,010 points, 10 series at 401 places; expected at most 4,000.',
    })
    expect(chartExcess({ csv: table(1, 1) }, { ...plain, y: Array.from({ length: 13 }, () => 'rate') })).toEqual({
      field: 'y',
      message: 'The chart draws 13 columns; expected at most 12.',
    })
  })

  test('that is too large is told and not worked out, however many of them a pinned kit has', () => {
    const worked = vi.spyOn(series, 'chartSeries')
    const csv = table(1_000, 1_000)
    expect(describeCharts({ csv, charts: [chart] })).toEqual([
      { title: 'Rate', kind: 'line', axis: null, places: [], series: [], tooLarge: true },
    ])
    expect(worked).not.toHaveBeenCalled()
    expect(describeCharts({ csv: table(2, 1), charts: Array.from({ length: 50 }, () => chart) })).toHaveLength(
      MOST_CHARTS,
    )
    expect(describeCharts({ csv: table(2, 1), charts: [chart] }, MOST_EXHIBITS)).toEqual([])
    worked.mockRestore()
  })
})

describe('the check of a kit', () => {
  const problems = (change: (files: Map<string, string>) => void) => {
    const files = kitFolder()
    change(files)
    const parsed = parseKit('data-engineer', files, (text) => text)
    return parsed.ok ? [] : parsed.problems
  }
  const exhibits = (count: number, charts: number) => {
    const one = (at: number) =>
      `  - id: e${at}\n    name: An exhibit\n    rows: One row a day.\n    columns: { date: the day, rate: the rate, kind: the kind }\n    charts:\n${'      - { title: Rate, x: date, y: [rate], by: kind }\n'.repeat(charts)}    shows: What happened to the rate over the days.\n    hides: What the rate was made of on each day.\n`
    return `on_request:\n${Array.from({ length: count }, (_, at) => one(at)).join('')}`
  }
  const withExhibits = (count: number, charts: number, csv: string) =>
    problems((files) => {
      files.set('prompts/size-it.yaml', `${files.get('prompts/size-it.yaml')}${exhibits(count, charts)}`)
      for (let at = 0; at < count; at++) files.set(`exhibits/size-it/e${at}.csv`, csv)
    })

  test('finds a chart that is too large at the field that makes it so', () => {
    expect(withExhibits(1, 1, table(24, 12))).toEqual([])
    expect(withExhibits(1, 1, table(26, 13))).toMatchObject([
      { file: 'prompts/size-it.yaml', message: expect.stringContaining('one for each value of "kind"') as string },
    ])
  })

  test('finds too many charts and too many exhibits', () => {
    expect(withExhibits(1, 13, table(2, 1))).toMatchObject([{ message: 'Expected at most 12 charts, found 13.' }])
    expect(withExhibits(21, 1, table(2, 1))).toMatchObject([{ message: 'Expected at most 20 exhibits, found 21.' }])
  })
})
