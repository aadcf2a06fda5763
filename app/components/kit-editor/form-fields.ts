import { at, textAt, type Node } from '~/domain/kit-draft/content'
import { NO_LEVEL, shownName, shownValue, valueOf, type FieldKind } from '~/domain/kit-draft/form'

/**
 * The fields of an editor's form as they stand in the page. Each has a hidden field beside it with what is known to be
 * stored there; a field that says something else is not saved yet.
 */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
export type Changed = { control: Control; shown: HTMLInputElement; now: string }

const placeOf = (name: string): string => name.split(':').slice(2).join(':')
const isField = (element: Element): element is Control => Boolean((element as Control).name?.startsWith('set:'))

const shownOf = (form: HTMLFormElement, name: string): HTMLInputElement | null => {
  const found = form.elements.namedItem(`was:${placeOf(name)}`)
  return found instanceof HTMLInputElement ? found : null
}

const kindOf = ({ name }: Control) => name.split(':')[1] as FieldKind
/** What a control says as the hidden field beside it would say it. */
const saidBy = (control: Control, shown: string): string =>
  shownValue(valueOf(kindOf(control), control.value, JSON.parse(shown) as Node))

/**
 * What is known to be stored at a field: what its hidden field said at first, then what was saved. It is kept beside the
 * page, because React writes the attribute of a hidden field anew whenever the page is drawn.
 */
const known = new WeakMap<HTMLInputElement, string>()
export const storedAt = (shown: HTMLInputElement): string => known.get(shown) ?? shown.value
export const setStored = (shown: HTMLInputElement, value: string): void => void known.set(shown, value)

const fieldsOf = (form: HTMLFormElement): Changed[] =>
  [...form.elements].filter(isField).flatMap((control) => {
    const shown = shownOf(form, control.name)
    return shown ? [{ control, shown, now: saidBy(control, storedAt(shown)) }] : []
  })

/** The fields that are not saved. */
export const changedIn = (form: HTMLFormElement): Changed[] =>
  fieldsOf(form).filter(({ shown, now }) => now !== storedAt(shown))

/** The control at a place of the draft. */
export const controlAt = (form: HTMLFormElement, path: readonly string[]): Control | null =>
  [...form.elements].filter(isField).find(({ name }) => placeOf(name) === path.join('/')) ?? null

/** A value of the draft as its control shows it. */
export const shownText = (control: Control, value: Node | undefined): string => {
  if (kindOf(control) === 'yes') return value === true ? 'yes' : 'no'
  if (kindOf(control) === 'level' && typeof value === 'object' && value !== null) return NO_LEVEL
  return textAt(value, [])
}

/** Counts a value as stored at a field. */
export function markStored(form: HTMLFormElement, path: readonly string[], value: Node | undefined): void {
  const shown = form.elements.namedItem(shownName(path))
  if (shown instanceof HTMLInputElement) setStored(shown, shownValue(value ?? null))
}

/** Tells what is drawn from the fields that the script has changed some of them. */
export const BROUGHT_UP_TO_DATE = 'broughtuptodate'

/**
 * Brings the fields up to date with a draft that was loaded again. What is not saved yet stays as it was typed, with what
 * its author saw beside it, and so does the field in which somebody is: it is compared when it is saved.
 */
export function bringUpToDate(form: HTMLFormElement, base: readonly string[], node: Node): void {
  for (const { control, shown, now } of fieldsOf(form)) {
    const path = placeOf(control.name).split('/').slice(base.length)
    const value = at(node, path)
    if (value === undefined) continue
    const stored = shownValue(value)
    if (stored === now) setStored(shown, stored)
    else if (now === storedAt(shown) && control !== document.activeElement) {
      control.value = shownText(control, value)
      setStored(shown, stored)
    }
  }
  form.dispatchEvent(new Event(BROUGHT_UP_TO_DATE))
}
