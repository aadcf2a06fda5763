import { Link, useNavigation, type LinkProps } from '@remix-run/react'
import { forwardRef, type ButtonHTMLAttributes } from 'react'
import { classes } from './classes'
import { Icon, type IconName } from './icon'
import { useSlow } from './use-slow'

/** One primary a page at most; `danger` opens a dialog, `danger-solid` is the act inside it. */
export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-solid'

type Look = { kind?: ButtonKind; small?: boolean; wide?: boolean; icon?: IconName }

const look = ({ kind = 'plain', small, wide }: Look, className?: string) =>
  classes('btn', kind !== 'plain' && `btn--${kind}`, small && 'btn--small', wide && 'btn--wide', className)

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & Look

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { kind, small, wide, icon, className, children, type = 'button', ...rest },
  ref,
) {
  return (
    <button ref={ref} type={type} className={look({ kind, small, wide }, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  )
})

/** A link that looks like a button because it is the next step. Fetches ahead when a pointer or the focus comes near. */
export function ButtonLink({ kind, small, wide, icon, className, children, ...rest }: LinkProps & Look) {
  return (
    <Link prefetch="intent" className={look({ kind, small, wide }, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Link>
  )
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  icon: IconName
  label: string
  small?: boolean
}

export function IconButton({ icon, label, small, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      className={classes('btn btn--icon', small && 'btn--small', className)}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}

type SubmitProps = Omit<ButtonProps, 'type'> & {
  /** What the button says while the form is on its way, from 300 ms on: "Submitting". */
  busy?: string
  /** Set by a fetcher's form; a plain form is seen through the navigation. */
  pending?: boolean
}

/** Submits its form. A second press while the first is on its way does nothing. */
export function Submit({ busy, pending, kind = 'primary', children, className, onClick, ...rest }: SubmitProps) {
  const navigation = useNavigation()
  const mine =
    navigation.formMethod !== undefined &&
    navigation.formMethod !== 'GET' &&
    (rest.name === undefined || navigation.formData?.get(rest.name) === String(rest.value ?? ''))
  const away = pending ?? mine
  const slow = useSlow(away)
  return (
    <Button
      type="submit"
      kind={kind}
      className={classes(away && 'is-busy', className)}
      aria-disabled={away || undefined}
      onClick={(event) => {
        if (away) event.preventDefault()
        else onClick?.(event)
      }}
      {...rest}
    >
      {slow && busy ? busy : children}
    </Button>
  )
}
