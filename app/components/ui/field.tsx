import {
  forwardRef,
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { classes } from './classes'
import { Icon } from './icon'

export type FieldWords = {
  label: ReactNode
  /** Kept for readers, not drawn, where a heading already says it. */
  hideLabel?: boolean
  optional?: boolean
  help?: ReactNode
  /** What is wrong and what would be right. */
  error?: string | null
}

type Wiring = { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }

/** Label, control, help and error, tied together for readers. The control comes from `children`, with the ids to wear. */
export function Field({
  label,
  hideLabel,
  optional,
  help,
  error,
  id,
  className,
  children,
}: FieldWords & { id?: string; className?: string; children: (wiring: Wiring) => ReactNode }) {
  const made = useId()
  const own = id ?? made
  const described = classes(error && `${own}-error`, help ? `${own}-help` : null)
  return (
    <div className={classes('field', className)}>
      <label className={hideLabel ? 'vh' : 'field__label'} htmlFor={own}>
        {label}
        {optional ? <span className="faint">optional</span> : null}
      </label>
      {children({ id: own, 'aria-invalid': error ? true : undefined, 'aria-describedby': described })}
      {help ? (
        <p className="field__help" id={`${own}-help`}>
          {help}
        </p>
      ) : null}
      {error ? <FieldError id={`${own}-error`}>{error}</FieldError> : null}
    </div>
  )
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="field__error" id={id}>
      <Icon name="warning" />
      {children}
    </p>
  )
}

/** Splits the words of a field from the attributes of its control. */
function parted<Props extends FieldWords & { id?: string; className?: string }>(props: Props) {
  const { label, hideLabel, optional, help, error, id, className, ...control } = props
  return { words: { label, hideLabel, optional, help, error, id, className }, control }
}

export type TextFieldProps = FieldWords & InputHTMLAttributes<HTMLInputElement>

export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(props, ref) {
  const { words, control } = parted(props)
  return <Field {...words}>{(wiring) => <input ref={ref} className="input" {...control} {...wiring} />}</Field>
})

/** A date and an hour in the zone named beside it; the loader gives and the action reads local time, `2026-11-20T14:00`. */
export const DateTimeField = forwardRef<HTMLInputElement, TextFieldProps & { zone?: string }>(function DateTimeField(
  { zone, help, ...props },
  ref,
) {
  return <TextField ref={ref} type="datetime-local" {...props} help={help ?? (zone && `Time zone: ${zone}`)} />
})

export type SelectFieldProps = FieldWords &
  SelectHTMLAttributes<HTMLSelectElement> & { options?: { value: string; label: string }[] }

export const SelectField = forwardRef<HTMLSelectElement, SelectFieldProps>(function SelectField(props, ref) {
  const { words, control } = parted(props)
  const { options, children, ...rest } = control
  return (
    <Field {...words}>
      {(wiring) => (
        <select ref={ref} className="select" {...rest} {...wiring}>
          {children}
          {options?.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
})

export type TextAreaProps = FieldWords &
  TextareaHTMLAttributes<HTMLTextAreaElement> & {
    /** Set in the reading serif, for what others will read. */
    reading?: boolean
  }

export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(props, ref) {
  const { words, control } = parted(props)
  const { reading, onInput, rows = 3, ...rest } = control
  return (
    <Field {...words}>
      {(wiring) => (
        <textarea
          ref={ref}
          className={classes('area', reading && 'area--read')}
          rows={rows}
          onInput={(event) => {
            grow(event.currentTarget)
            onInput?.(event)
          }}
          {...rest}
          {...wiring}
        />
      )}
    </Field>
  )
})

/** Where `field-sizing: content` is not known, the box follows the text by rows. */
function grow(area: HTMLTextAreaElement) {
  if (typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')) return
  while (area.scrollHeight > area.clientHeight && area.rows < 60) area.rows += 1
}
