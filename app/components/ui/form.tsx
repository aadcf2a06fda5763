import { useEffect, useRef } from 'react'
import { Icon } from './icon'

/** Messages by path of the field, as actions answer them; the empty path is about the form as a whole. */
export type FieldErrors = Record<string, string>

/** Puts the focus on the first field in error whenever an action answers with new errors. Give the ref to the form. */
export function useErrorFocus<Element extends HTMLElement = HTMLFormElement>(errors: FieldErrors | null | undefined) {
  const form = useRef<Element>(null)
  useEffect(() => {
    if (!errors || Object.keys(errors).length === 0) return
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-error]')
    first?.focus()
  }, [errors])
  return form
}

/** What is wrong with the form as a whole. Read out at once, and focused by `useErrorFocus` when no field is at fault. */
export function FormError({ children }: { children?: string | null }) {
  if (!children) return null
  return (
    <div className="note note--flag" role="alert" tabIndex={-1} data-form-error>
      <Icon name="warning" />
      <span>{children}</span>
    </div>
  )
}
