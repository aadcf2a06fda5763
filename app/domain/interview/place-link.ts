import type { PlaceView } from './live'

/** The first web address in a place such as "Room 4" or "https://meet.example/abc (code 12)"; null where there is none. */
export function linkIn(place: string): string | null {
  const found = withoutPunctuation(/\bhttps?:\/\/[^\s<>"']+/i.exec(place)?.[0] ?? '')
  if (!URL.canParse(found)) return null
  const { href, username, password } = new URL(found)
  return username === '' && password === '' ? href : null
}

/** What ends a sentence or a bracket around an address is no part of it. */
function withoutPunctuation(address: string): string {
  let end = address.length
  while (end > 0 && ').,;:!?]'.includes(address.charAt(end - 1))) end -= 1
  return address.slice(0, end)
}

export const placeView = (text: string): PlaceView => ({ text, href: linkIn(text) })
