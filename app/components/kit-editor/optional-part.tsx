import type { ReactNode } from 'react'
import { at, type Path } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { ActButton, PlaceProblem, usePart } from './part-form'

type OptionalPartProps = {
  path: Path
  title: string
  /** What it is called on its buttons: "help", "the page for candidates". */
  what: string
  /** What is said where it is missing. */
  missing: ReactNode
  children: ReactNode
}

/** A part that an item may have: its fields with a button that leaves it out, or one that begins it. */
export function OptionalPart({ path, title, what, missing, children }: OptionalPartProps) {
  const { base, node } = usePart()
  const found = at(node, path)
  const place = [...base, ...path]
  return (
    <fieldset className="kitedit__list">
      <legend className="h3">{title}</legend>
      <PlaceProblem path={path} />
      {found === null || found === undefined ? (
        <>
          <p className="quiet">{missing}</p>
          <ActButton value={actName.begin(place, null)} label={`Write ${what}`}>
            Write {what}
          </ActButton>
        </>
      ) : (
        <>
          {children}
          <ActButton value={actName.leaveOut(place, found)} label={`Leave out ${what}`}>
            Leave out {what}
          </ActButton>
        </>
      )}
    </fieldset>
  )
}
