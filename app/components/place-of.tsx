import type { PlaceView } from '~/domain/interview/live'

/** Where an interview takes place; an address to meet at is a link. */
export function PlaceOf({ place: { text, href } }: { place: PlaceView }) {
  return <span>{href ? <a href={href}>{text}</a> : text}</span>
}
