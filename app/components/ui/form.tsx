import { Form as RemixForm, useLocation, useRouteLoaderData, type FormProps } from '@remix-run/react'
import { forwardRef, useEffect, useRef } from 'react'
import { FORM_ACCOUNT } from '~/domain/identity/form-account'
import { Icon } from './icon'

/**
 * The account for whose session this page was made. It stays while the page is shown, though the page may load its data
 * again: what was typed before was typed by the first one.
 */
function useFormAccount(): string | undefined {
  const root = useRouteLoaderData<{ viewer?: { account: string } | null }>('root')
  const { pathname } = useLocation()
  const made = useRef({ pathname, account: root?.viewer?.account })
  if (made.current.pathname !== pathname) made.current = { pathname, account: root?.viewer?.account }
  return made.current.account
}

/** The hidden field by which the server sees whether the session has changed since the page was made. */
export function FormAccount() {
  const account = useFormAccount()
  return account === undefined ? null : <input type="hidden" name={FORM_ACCOUNT} value={account} />
}

/** Remix's form; one that is posted says for whose session it was made. */
export const Form = forwardRef<HTMLFormElement, FormProps>(function Form({ children, ...props }, ref) {
  return (
    <RemixForm {...props} ref={ref}>
      {props.method === 'post' ? <FormAccount /> : null}
      {children}
    </RemixForm>
  )
})

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
