import { actOf } from '~/domain/kit-draft/form'

const buttonOf = (form: HTMLFormElement, value: string): HTMLButtonElement | null =>
  [...form.querySelectorAll<HTMLButtonElement>('button[name="do"]')].find((one) => one.value.startsWith(value)) ?? null

/** The keys of a list as the page shows them, from the buttons that remove its items. */
const keysOf = (form: HTMLFormElement, list: string): string[] =>
  [...form.querySelectorAll<HTMLButtonElement>('button[name="do"]')].flatMap(({ value }) => {
    const [act, path, key] = value.split(':')
    return act === 'remove' && path === list && key ? [key] : []
  })

/** The button beside one that has gone with what it did: the first of a list cannot move up. */
const OTHER_WAY: Readonly<Record<string, string>> = {
  up: 'down',
  down: 'up',
  'by-seniority': 'at-all-seniorities',
  'at-all-seniorities': 'by-seniority',
}

/**
 * Remembers where a button stands before it changes its list, and moves the focus after it: into what was added, back to
 * the button of what was moved, to the neighbour of what was removed.
 */
export function focusAfterAct(form: HTMLFormElement, value: string): (added: string | null) => void {
  const act = actOf(value)
  if (!act) return () => {}
  const list = act.path.join('/')
  const before = keysOf(form, list)
  return (added) => {
    const target = () => {
      if (act.act === 'add') return added ? firstField(form, `${list}/${added}`) : null
      if (act.act === 'remove') {
        const left = keysOf(form, list)
        const neighbour = [
          ...before.slice(before.indexOf(act.key) + 1),
          ...before.slice(0, before.indexOf(act.key)).reverse(),
        ].find((key) => left.includes(key))
        return (neighbour && buttonOf(form, `remove:${list}:${neighbour}:`)) || buttonOf(form, `add:${list}`)
      }
      if (act.act === 'begin') return firstField(form, list) ?? buttonOf(form, `leave-out:${list}:`)
      if (act.act === 'leave-out') return buttonOf(form, `begin:${list}:`)
      const same = buttonOf(form, 'key' in act ? `${act.act}:${list}:${act.key}` : `${act.act}:${list}`)
      const other = OTHER_WAY[act.act]
      return same ?? (other ? buttonOf(form, `${other}:${list}${'key' in act ? `:${act.key}` : ''}`) : null)
    }
    target()?.focus()
  }
}

function firstField(form: HTMLFormElement, place: string): HTMLElement | null {
  const inside = (name: string) => {
    const path = name.split(':').slice(2).join(':')
    return path === place || path.startsWith(`${place}/`)
  }
  const found = [...form.elements].find((one) => inside((one as HTMLInputElement).name ?? ''))
  return found instanceof HTMLElement ? found : null
}
