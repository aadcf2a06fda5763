import { useMatches } from '@remix-run/react'
import type { FrameProps } from './frame'

/** `none` shows the page alone, without navigation and without a script. */
export type FrameKind = FrameProps['kind'] | 'none'

/** What a route may say of its frame: `export const handle: RouteHandle = { frame: 'bare' }`. */
export type RouteHandle = { frame?: FrameKind | ((loaded: unknown) => FrameKind) }

/** The frame that the innermost route asks for. */
export function useFrameKind(): FrameKind {
  return useMatches()
    .map((match) => {
      const frame = (match.handle as RouteHandle | undefined)?.frame
      return typeof frame === 'function' ? frame(match.data) : frame
    })
    .findLast(Boolean)
}
