import { useEffect, useState, type RefObject } from 'react'
import type { Node, Path } from '~/domain/kit-draft/content'
import { asTyped } from '~/domain/kit-draft/form'
import { BROUGHT_UP_TO_DATE } from './form-fields'

/** A part of a draft as the fields of its page say it now, saved or not. Without a script: as the page was sent. */
export function useTyped(node: Node, base: Path, within: RefObject<HTMLElement>): Node {
  const [typed, setTyped] = useState(node)
  const place = base.join('/')
  useEffect(() => {
    const form = within.current?.closest('form')
    if (!form) return
    const read = () => setTyped(asTyped(node, place.split('/'), new FormData(form)))
    read()
    // Between this listener and React's the page may be drawn anew, and a controlled input that is no field of the draft
    // would lose what was just typed; such an input changes a field itself.
    const follow = ({ target }: Event) => {
      if ((target as HTMLInputElement).name?.startsWith('set:')) read()
    }
    form.addEventListener('input', follow)
    form.addEventListener(BROUGHT_UP_TO_DATE, read)
    return () => {
      form.removeEventListener('input', follow)
      form.removeEventListener(BROUGHT_UP_TO_DATE, read)
    }
  }, [node, place, within])
  return typed
}
