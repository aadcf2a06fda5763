import type { PlaceView } from './live'

/** The first web address in a place such as "Room 4" or "https://meet.example/abc (code 12)"; null where there is none. */
export function linkIn(place: string): string | null {
  const found = /\bhttps?:\/\/[^\s<>"']+/i.exec(place)?.[0].replace(/[).,;:!?\]]+$/, '')
  if (!found || !URL.canParse(found)) return null
  const { href, username, password } = new URL(found)
  return username === '' && password === '' ? href : null
}

export const placeView = (text: string): PlaceView => ({ text, href: linkIn(text) })
