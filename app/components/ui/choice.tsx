import { forwardRef, useId, type InputHTMLAttributes, type ReactNode } from 'react'
import { classes } from './classes'
import { FieldError } from './field'

export type Option = { value: string; label: ReactNode; disabled?: boolean }

type GroupProps = {
  legend: ReactNode
  hideLegend?: boolean
  optional?: boolean
  help?: ReactNode
  error?: string | null
  className?: string
  children: ReactNode
}

/** A fieldset with its legend, help and error. */
export function Group({ legend, hideLegend, optional, help, error, className, children }: GroupProps) {
  const id = useId()
  const described = classes(error && `${id}-error`, help ? `${id}-help` : null)
  return (
    <fieldset className={className} aria-describedby={described}>
      <legend className={hideLegend ? 'vh' : 'field__label'}>
        {legend}
        {optional ? <span className="faint">optional</span> : null}
      </legend>
      {children}
      {help ? (
        <p className="field__help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  )
}

type ChoiceProps = Omit<GroupProps, 'children'> &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'defaultValue' | 'type' | 'className'> & {
    name: string
    options: readonly Option[]
    value?: string | null
    defaultValue?: string | null
    tight?: boolean
  }

/** One of a few words, all of them in sight. With react-hook-form spread `register(name)`; the ref goes to every radio. */
export const Choice = forwardRef<HTMLInputElement, ChoiceProps>(function Choice(props, ref) {
  const { legend, hideLegend, optional, help, error, className, options, value, defaultValue, tight, ...input } = props
  return (
    <Group {...{ legend, hideLegend, optional, help, error, className }}>
      <div className={classes('choice', tight && 'choice--tight')}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              ref={ref}
              type="radio"
              {...input}
              value={option.value}
              disabled={input.disabled || option.disabled}
              aria-invalid={error ? true : undefined}
              {...(value !== undefined ? { checked: value === option.value } : {})}
              {...(defaultValue !== undefined ? { defaultChecked: defaultValue === option.value } : {})}
            />
            {option.label}
          </label>
        ))}
      </div>
    </Group>
  )
})

type CheckProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  label: ReactNode
  note?: ReactNode
  /** A radio in the same clothes, for longer words one under another. */
  radio?: boolean
}

export const Check = forwardRef<HTMLInputElement, CheckProps>(function Check(
  { label, note, radio, className, ...input },
  ref,
) {
  return (
    <label className={classes('check', className)}>
      <input ref={ref} type={radio ? 'radio' : 'checkbox'} {...input} />
      <span>
        {label}
        {note ? <span className="check__note">{note}</span> : null}
      </span>
    </label>
  )
})
