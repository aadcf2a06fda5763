import { expect, test } from 'vitest'
import { chartSeries } from './chart-series'

const csv = `day,region,app,views,clicks
mon,eu,web,100,10
mon,eu,ios,300,20
mon,us,web,50,5
tue,eu,web,200,
tue,us,web,0,0
`

test('rows that share a place are added up', () => {
  expect(chartSeries({ csv }, { title: 'Views', x: 'day', y: ['views'] })).toEqual({
    places: ['mon', 'tue'],
    series: [{ name: 'views', values: [450, 200] }],
  })
})

test('by gives a series for each value, null where it has no row', () => {
  const { series } = chartSeries({ csv }, { title: 'Views', x: 'day', y: ['views'], by: 'app' })
  expect(series).toEqual([
    { name: 'web', values: [150, 200] },
    { name: 'ios', values: [300, null] },
  ])
})

test('per divides the sums, not the single rows', () => {
  const { series } = chartSeries({ csv }, { title: 'Clicked', x: 'day', y: ['clicks'], per: 'views', by: 'region' })
  expect(series[0]).toEqual({ name: 'eu', values: [30 / 400, null] })
  expect(series[1]).toEqual({ name: 'us', values: [0.1, null] })
})

test('several columns by several groups are named by both', () => {
  const { series } = chartSeries({ csv }, { title: 'Both', x: 'day', y: ['views', 'clicks'], by: 'region' })
  expect(series.map(({ name }) => name)).toEqual(['eu, views', 'eu, clicks', 'us, views', 'us, clicks'])
})

test('a cell that is no number is as an empty one', () => {
  const text = 'day,rate\nmon,high\ntue,2\n'
  expect(chartSeries({ csv: text }, { title: 'Rate', x: 'day', y: ['rate'] }).series).toEqual([
    { name: 'rate', values: [null, 2] },
  ])
})
