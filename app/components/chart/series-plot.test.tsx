import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SeriesPlot } from './series-plot'

const number = (element: Element, name: string) => Number.parseFloat(element.getAttribute(name) ?? '')

test('a gap in the measurements is a gap in the line', () => {
  const series = [{ name: 'nulls', main: true, values: [1, null, 3, 4] }]
  const { container } = render(<SeriesPlot label="nulls rise" places={['a', 'b', 'c', 'd']} series={series} />)
  expect(container.querySelectorAll('line.line')).toHaveLength(1)
  expect(container.querySelectorAll('circle')).toHaveLength(3)
})

test('many places are one path for each stretch, told apart below', () => {
  const values = Array.from({ length: 40 }, (_, at) => (at === 20 ? null : at))
  const series = ['eu', 'us'].map((name) => ({ name, values }))
  const { container } = render(<SeriesPlot label="rise" places={values.map(String)} series={series} />)
  expect(container.querySelectorAll('polyline')).toHaveLength(4)
  expect(container.querySelector('polyline')?.getAttribute('points')?.split(' ')).toHaveLength(20)
  expect(screen.getByText('us')).toBeInTheDocument()
})

test('large figures on the axis are short', () => {
  const series = [{ name: 'shown', values: [2_000_000, 15_000_000] }]
  render(<SeriesPlot label="shown" places={['a', 'b']} series={series} />)
  expect(screen.getByText('15M')).toBeInTheDocument()
})

test('names of lines that end together do not lie on one another', () => {
  const series = ['price', 'age', 'stock'].map((name, at) => ({ name, values: [0.5, 0.5 + at / 100] }))
  const { container } = render(<SeriesPlot label="flat" places={['a', 'b']} series={series} axis={[0, 40]} />)
  const heights = [...container.querySelectorAll('text.nm')].map((text) => number(text, 'y')).sort((a, b) => a - b)
  expect(heights).toHaveLength(3)
  expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(16)
  expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(16)
})

test('bars stand on zero, those below it hang from it, and all stay inside', () => {
  const series = [{ name: 'change', values: [10, -5] }]
  const { container } = render(<SeriesPlot kind="bar" label="change" places={['eu', 'us']} series={series} />)
  const [up, down] = [...container.querySelectorAll('rect')]
  expect(number(up!, 'y') + number(up!, 'height')).toBeCloseTo(number(down!, 'y'), 5)
  expect(number(up!, 'height')).toBeCloseTo(2 * number(down!, 'height'), 0)
  expect(number(down!, 'x') + number(down!, 'width')).toBeLessThanOrEqual(100)
})
