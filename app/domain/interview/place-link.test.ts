import { expect, test } from 'vitest'
import { linkIn, placeView } from './place-link'

test.each([
  ['https://meet.example/abc', 'https://meet.example/abc'],
  ['Video: https://meet.example/j/12?pwd=a (code 3).', 'https://meet.example/j/12?pwd=a'],
  ['(https://meet.example/a), room 4', 'https://meet.example/a'],
  ['Room 4', null],
  ['javascript:alert(1)', null],
  ['https://ann:secret@meet.example/', null],
  ['https://', null],
])('in the place %j one meets at %j', (place, href) => {
  expect(linkIn(place)).toBe(href)
  expect(placeView(place)).toEqual({ text: place, href })
})
