/**
 * Addresses that no other route knows. Without this route Remix answers them without running the root's loader, and the
 * page that says so has no navigation.
 */
const notFound = () => new Response('Not found', { status: 404 })

export function loader(): never {
  throw notFound()
}

export function action(): never {
  throw notFound()
}

/** Never drawn; without it Remix would send the bare answer instead of the page that says what it means. */
export default function NotFound() {
  return null
}
