import { createContext, useContext, useState, type ReactNode } from 'react'
import { Button } from '~/components/ui/button'
import { SelectField, TextArea, TextField } from '~/components/ui/field'
import { at, textAt, type Node, type Path } from '~/domain/kit-draft/content'
import { actName, fieldName, NO_LEVEL, shownName, shownValue, type FieldKind } from '~/domain/kit-draft/form'

export type Problem = { path: readonly string[]; message: string }

type Part = {
  /** Where the part stands in the draft; empty for the kit itself. */
  base: Path
  node: Node
  problems: readonly Problem[]
  /** In review nothing is edited. */
  locked: boolean
  /** Fields as a browser without a script sent them, where they could not be saved. */
  sent?: Readonly<Record<string, string>> | null
}

const PartContext = createContext<Part | null>(null)

/** Gives the fields below the part that they edit. A page of the editor is one such part inside one form. */
export function PartFields({ children, ...part }: Part & { children: ReactNode }) {
  return <PartContext.Provider value={part}>{children}</PartContext.Provider>
}

export function usePart(): Part {
  const part = useContext(PartContext)
  if (!part) throw new Error('A field of the kit editor stands outside PartFields.')
  return part
}

/** The sentences about exactly this field. */
export function useProblem(path: Path): string | null {
  const { base, problems } = usePart()
  const place = [...base, ...path].join('/')
  const found = problems.filter((problem) => problem.path.join('/') === place)
  return found.length > 0 ? found.map(({ message }) => message).join(' ') : null
}

type DraftFieldProps = {
  /** From the part to the field. */
  path: Path
  label: ReactNode
  hideLabel?: boolean
  help?: ReactNode
  optional?: boolean
}

/** What every field of the editor carries: its name, and what the page showed in it. */
function useField(path: Path, kind: FieldKind) {
  const { base, node, locked, sent } = usePart()
  const place = [...base, ...path]
  const name = fieldName(kind, place)
  return {
    place,
    value: at(node, path),
    text: sent?.[name] ?? textAt(node, path),
    error: useProblem(path),
    control: { name, readOnly: locked },
  }
}

/**
 * What the page showed in a field. From then on the script keeps it: what is loaded later counts as shown only where the
 * field has been brought up to date with it, or a change of somebody else would be overwritten unseen.
 */
export function Shown({ path, value }: { path: Path; value: Node | undefined }) {
  const { sent } = usePart()
  const name = shownName(path)
  const [first] = useState(sent?.[name] ?? shownValue(value))
  return <input type="hidden" name={name} defaultValue={first} />
}

export function DraftText({ path, rows = 2, optional, ...words }: DraftFieldProps & { rows?: number }) {
  const { place, value, text, error, control } = useField(path, optional ? 'optional' : 'text')
  return (
    <>
      <Shown path={place} value={value} />
      <TextArea {...words} {...control} optional={optional} rows={rows} defaultValue={text} error={error} reading />
    </>
  )
}

export function DraftLine({ path, optional, ...words }: DraftFieldProps) {
  const { place, value, text, error, control } = useField(path, optional ? 'optional' : 'text')
  return (
    <>
      <Shown path={place} value={value} />
      <TextField {...words} {...control} optional={optional} defaultValue={text} error={error} autoComplete="off" />
    </>
  )
}

export function DraftNumber({ path, optional, ...words }: DraftFieldProps) {
  const { place, value, text, error, control } = useField(path, optional ? 'optional-number' : 'number')
  return (
    <>
      <Shown path={place} value={value} />
      <TextField
        {...words}
        {...control}
        optional={optional}
        defaultValue={text}
        error={error}
        inputMode="decimal"
        autoComplete="off"
      />
    </>
  )
}

type Options = { options: readonly (readonly [value: string, label: string])[] }

export function DraftChoice({
  path,
  options,
  kind = 'text',
  ...words
}: DraftFieldProps & Options & { kind?: FieldKind }) {
  const { place, value, text, error, control } = useField(path, kind)
  const { locked, sent } = usePart()
  const stored = kind === 'yes' ? (value === true ? 'yes' : 'no') : isNone(value) ? NO_LEVEL : text
  const shown = sent?.[control.name] ?? stored
  const known = options.some(([one]) => one === shown)
  return (
    <>
      <Shown path={place} value={value} />
      <SelectField
        {...words}
        name={control.name}
        disabled={locked}
        defaultValue={shown}
        error={error}
        options={[
          ...(known ? [] : [{ value: shown, label: shown === '' ? 'Choose' : shown }]),
          ...options.map(([one, label]) => ({ value: one, label })),
        ]}
      />
    </>
  )
}

const isNone = (value: Node | undefined) => typeof value === 'object' && value !== null && '=' in value

/** Sentences about a list or block as a whole, which stand at no field of their own. */
export function PlaceProblem({ path }: { path: Path }) {
  const message = useProblem(path)
  return message ? (
    <p className="field__error" role="note">
      {message}
    </p>
  ) : null
}

type ActButtonProps = { value: string; label: string; children: ReactNode }

/** Saves the form and does one thing more with a list. */
export function ActButton({ value, label, children }: ActButtonProps) {
  const { locked } = usePart()
  return locked ? null : (
    <Button type="submit" kind="quiet" small name="do" value={value} aria-label={label}>
      {children}
    </Button>
  )
}

const withArticle = (word: string) => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`

type ItemsProps = {
  path: Path
  title: string
  /** What one of them is called: "sign", "term". */
  item: string
  /** Items of one or two fields, with their buttons beside them where there is room. */
  compact?: boolean
  children: (key: string, number: number) => ReactNode
}

/** A list of a part: its items with buttons to move and remove them, and one that adds another. */
export function DraftItems({ path, title, item, compact, children }: ItemsProps) {
  const { base, node } = usePart()
  const list = at(node, path)
  const items =
    typeof list === 'object' && list !== null
      ? ((('#' in list ? list['#'] : '##' in list ? list['##'] : []) ?? []) as [string, Node][])
      : []
  const place = [...base, ...path]
  return (
    <fieldset className="kitedit__list">
      <legend className="h3">{title}</legend>
      <PlaceProblem path={path} />
      {items.length === 0 ? <p className="quiet">There is none yet.</p> : null}
      <ol className="plainlist kitedit__items">
        {items.map(([key, one], index) => (
          <li key={key} className={compact ? 'kitedit__item kitedit__item--compact' : 'kitedit__item'}>
            <div className="kitedit__fields">{children(key, index + 1)}</div>
            <div className="kitedit__acts">
              {index > 0 ? (
                <ActButton value={actName.up(place, key)} label={`Move ${item} ${index + 1} up`}>
                  Up
                </ActButton>
              ) : null}
              {index < items.length - 1 ? (
                <ActButton value={actName.down(place, key)} label={`Move ${item} ${index + 1} down`}>
                  Down
                </ActButton>
              ) : null}
              <ActButton value={actName.remove(place, key, one)} label={`Remove ${item} ${index + 1}`}>
                Remove
              </ActButton>
            </div>
          </li>
        ))}
      </ol>
      <ActButton value={actName.add(place)} label={`Add ${withArticle(item)}`}>
        Add {withArticle(item)}
      </ActButton>
    </fieldset>
  )
}
