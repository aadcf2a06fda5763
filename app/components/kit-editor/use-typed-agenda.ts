import { useEffect, useState, type RefObject } from 'react'
import { at, isEntries, itemsAt, textAt, type Node, type Path } from '~/domain/kit-draft/content'
import { checkAgenda, type CheckedAgenda, type TypedAgenda } from '~/domain/kit-draft/agenda-check'
import { fieldName, type FieldKind } from '~/domain/kit-draft/form'
import { BROUGHT_UP_TO_DATE } from './form-fields'

type Read = (kind: FieldKind, path: Path) => string

/** What the fields of an interview's agenda and questions say, each read by `read`. */
function typedAgenda(node: Node, read: Read): TypedAgenda {
  const agenda = at(node, ['agenda'])
  return {
    minutes: read('number', ['minutes']),
    entries: (isEntries(agenda) ? agenda['##'] : []).map(([key]) => ({
      key,
      name: read('text', ['agenda', key, 'name']),
      text: read('text', ['agenda', key, 'value']),
    })),
    questions: itemsAt(node, ['questions']).map(([key]) => ({
      minutes: read('optional-number', ['questions', key, 'minutes']),
      wait: read('optional-number', ['questions', key, 'wait']),
    })),
  }
}

export const controlOf = (form: HTMLFormElement, kind: FieldKind, path: Path) => {
  const found = form.elements.namedItem(fieldName(kind, path))
  return found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement ? found : null
}

/** The agenda as it stands in the fields of the page, checked with every key. Without a script: as the page was sent. */
export function useTypedAgenda(node: Node, base: Path, within: RefObject<HTMLElement>): CheckedAgenda {
  const [checked, setChecked] = useState(() => checkAgenda(typedAgenda(node, (_, path) => textAt(node, path))))
  useEffect(() => {
    const form = within.current?.closest('form')
    if (!form) return
    const check = () => {
      const read: Read = (kind, path) => controlOf(form, kind, [...base, ...path])?.value ?? textAt(node, path)
      setChecked(checkAgenda(typedAgenda(node, read)))
    }
    form.addEventListener('input', check)
    form.addEventListener(BROUGHT_UP_TO_DATE, check)
    return () => {
      form.removeEventListener('input', check)
      form.removeEventListener(BROUGHT_UP_TO_DATE, check)
    }
  }, [node, base, within])
  return checked
}
