import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { Button } from '~/components/ui/button'
import { agendaMoves, moveSection, spanName, type AgendaMove } from '~/domain/kit-draft/agenda'
import { at, isEntries, type Node } from '~/domain/kit-draft/content'
import type { AgendaSection } from '~/domain/kit-draft/agenda-check'
import { actName } from '~/domain/kit-draft/form'
import { AgendaBar } from './agenda-bar'
import { ActButton, DraftLine, DraftText, usePart } from './part-form'
import { controlOf, useTypedAgenda } from './use-typed-agenda'

const NAMES: Record<AgendaMove, string> = { longer: 'Longer', shorter: 'Shorter', earlier: 'Earlier', later: 'Later' }
const KEYS: Record<string, AgendaMove> = { ArrowUp: 'longer', ArrowDown: 'shorter' }
const KEYS_WITH_ALT: Record<string, AgendaMove> = { ArrowUp: 'earlier', ArrowDown: 'later' }

/**
 * The agenda on a bar, and its sections as fields. Each has its minutes in a plain field; buttons, and arrow keys in that
 * field, make a section longer or shorter or let it change places, and the sections behind it follow.
 */
export function AgendaFields() {
  const { base, node, locked } = usePart()
  const box = useRef<HTMLFieldSetElement>(null)
  const checked = useTypedAgenda(node, base, box)
  const [said, setSaid] = useState('')
  const place = [...base, 'agenda']
  const rows = inOrderOf(at(node, ['agenda']), checked.sections)
  // A section that changes places keeps the focus, which the browser takes from an element that is moved.
  const focused = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (focused.current && focused.current !== document.activeElement) focused.current.focus()
    focused.current = null
  }, [checked])

  const move = (key: string, how: AgendaMove): boolean => {
    const form = box.current?.closest('form')
    const sections = checked.sections
    if (!form || !sections.some((one) => one.key === key)) return false
    focused.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    for (const span of moveSection(sections, key, how)) {
      const control = controlOf(form, 'text', [...place, span.key, 'name'])
      if (!control || control.value === spanName(span)) continue
      control.value = spanName(span)
      control.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const moved = moveSection(sections, key, how).find((one) => one.key === key)
    if (moved) setSaid(`Now from minute ${moved.from} to ${moved.to}.`)
    return true
  }
  const onKey = (key: string) => (event: KeyboardEvent) => {
    const how = (event.altKey ? KEYS_WITH_ALT : KEYS)[event.key]
    if (!how || locked || event.ctrlKey || event.metaKey || event.shiftKey) return
    if ((event.target as HTMLElement).tagName === 'TEXTAREA' || !move(key, how)) return
    event.preventDefault()
  }
  return (
    <fieldset className="kitedit__list" ref={box}>
      <legend className="vh">Agenda</legend>
      <AgendaBar agenda={checked} />
      <div role="status">
        {checked.problems.map((problem) => (
          <p className="field__error" key={problem}>
            {problem}
          </p>
        ))}
        {checked.problems.length === 0 ? <p className="quiet">The agenda fills the interview without a gap.</p> : null}
        <span className="vh">{said}</span>
      </div>
      {locked ? null : (
        <p className="small quiet">
          In the field of its minutes, the up and down arrows make a section longer or shorter; with Alt, it changes
          places with its neighbour.
        </p>
      )}
      <ol className="plainlist kitedit__items">
        {rows.map(({ key, section, entry }, index) => (
          <li key={key} className="kitedit__item kitedit__item--compact">
            <div className="kitedit__span">
              <div onKeyDown={onKey(key)}>
                <DraftLine path={['agenda', key, 'name']} label={`Minutes of section ${index + 1}`} />
              </div>
              <DraftText
                path={['agenda', key, 'value']}
                label={`Section ${index + 1}`}
                rows={1}
                help={section ? takenWords(section) : undefined}
              />
            </div>
            <div className="kitedit__acts">
              {agendaMoves.map((how) => (
                <MoveButton
                  key={how}
                  how={how}
                  value={actName.agenda(how, place, key)}
                  number={index + 1}
                  onPress={(event) => move(key, how) && event.preventDefault()}
                />
              ))}
              <ActButton value={actName.remove(place, key, entry)} label={`Remove section ${index + 1}`}>
                Remove
              </ActButton>
            </div>
          </li>
        ))}
      </ol>
      <ActButton value={actName.add(place)} label="Add a section">
        Add a section
      </ActButton>
    </fieldset>
  )
}

type Row = { key: string; entry: Node; section: AgendaSection | undefined }

/** The entries in the order of their minutes; those without minutes that can be read come last. */
function inOrderOf(agenda: Node | undefined, sections: readonly AgendaSection[]): Row[] {
  const entries = isEntries(agenda) ? agenda['##'] : []
  const placeOf = new Map(sections.map(({ key }, place) => [key, place]))
  return entries
    .map(([key, entry]): Row => ({ key, entry, section: sections.find((one) => one.key === key) }))
    .sort((a, b) => (placeOf.get(a.key) ?? entries.length) - (placeOf.get(b.key) ?? entries.length))
}

function takenWords({ from, to, questions, taken }: AgendaSection): string {
  const length = `${to - from} minutes`
  if (taken === null) return `${length}.`
  const asked = questions.length === 1 ? `question ${questions[0]} takes` : `questions ${questions.join(', ')} take`
  return `${length}, of which ${asked} ${taken}.`
}

type MoveButtonProps = {
  how: AgendaMove
  value: string
  number: number
  onPress: (event: MouseEvent<HTMLButtonElement>) => void
}

/** With a script the fields change at once; without one the button sends the form. */
function MoveButton({ how, value, number, onPress }: MoveButtonProps) {
  const { locked } = usePart()
  return locked ? null : (
    <Button
      type="submit"
      kind="quiet"
      small
      name="do"
      value={value}
      onClick={onPress}
      aria-label={`${NAMES[how]}: section ${number}`}
    >
      {NAMES[how]}
    </Button>
  )
}
