import { Link } from '@remix-run/react'
import { minutes as spelt } from '~/components/format'
import { Person, Tag } from '~/components/ui/bits'
import { Button, Submit } from '~/components/ui/button'
import { Check } from '~/components/ui/choice'
import { DateTimeField, SelectField, TextField } from '~/components/ui/field'
import { Icon } from '~/components/ui/icon'
import { paths } from '~/paths'
import { Form } from '../ui/form'

export type SlotView = {
  id: number
  name: string
  minutes: number
  when: string | null
  local: string
  /** The zone in words, with its distance from UTC at the time shown. */
  zone: string
  /** The two instants of a time that the clocks show twice. */
  repeated: { first: string; second: string; chosen: 'first' | 'second' } | null
  place: string
  clashes: string[]
  /** The prompts that it uses, where it uses any. */
  prompts: { name: string; retired: boolean }[]
  usesPrompts: boolean
  people: { scorecardId: number; userId: number; name: string; shadow: boolean; removable: boolean }[]
  cancellable: boolean
}

export type Assignable = { id: number; name: string; load: number; seated: boolean }

type Props = {
  slots: SlotView[]
  people: Assignable[]
  revision: number
  timeZone: string
  /** Closed applications can only lose people. */
  closed: boolean
  /** Which interview's form was refused, and why. */
  failed: { interviewId: number | null; fieldErrors: Record<string, string>; values: Record<string, string> } | null
}

/** The interviews of a loop: who sits in them, when, and what can still change. Plain forms, one act each. */
export function Slots({ slots, people, revision, timeZone, closed, failed }: Props) {
  return (
    <ol className="slots">
      {slots.map((slot) => (
        <li className="slot slot--form" key={slot.id}>
          <b>{slot.name}</b>
          <span className="slot__min">{spelt(slot.minutes)}</span>
          <span className="slot__when">
            {slot.when ?? 'no time yet'}
            {slot.place ? `, ${slot.place}` : ''}
          </span>
          <span className="slot__who">
            {slot.people.map((person) => (
              <Person
                key={person.scorecardId}
                chip
                shadow={person.shadow}
                name={person.name}
                role={person.shadow ? 'shadow' : undefined}
                remove={person.removable ? <TakeOff person={person} slot={slot} revision={revision} /> : undefined}
              />
            ))}
            {slot.people.length === 0 ? <span className="faint">no one yet</span> : null}
          </span>
          {slot.usesPrompts ? <SlotPrompts slot={slot} /> : null}
          {slot.clashes.map((clash) => (
            <span className="slot__clash" key={clash}>
              <Icon name="clock" />
              {clash}
            </span>
          ))}
          {closed ? null : (
            <>
              <AddPerson slot={slot} people={people} revision={revision} />
              <ChangeSlot
                key={`${slot.local} ${slot.zone} ${slot.minutes} ${slot.place}`}
                slot={slot}
                revision={revision}
                timeZone={timeZone}
                failed={failed?.interviewId === slot.id ? failed : null}
              />
            </>
          )}
          {slot.cancellable ? (
            <details className="slot__more">
              <summary>Cancel this interview</summary>
              <Form method="post" className="stack">
                <Hidden intent="cancel" interviewId={slot.id} revision={revision} />
                <p className="quiet">All its interviewers are removed; scorecard drafts are deleted.</p>
                <div>
                  <Button type="submit" kind="danger" small>
                    Cancel {slot.name}
                  </Button>
                </div>
              </Form>
            </details>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

/** Which prompt the interview uses, and the way to choose another. */
function SlotPrompts({ slot }: { slot: SlotView }) {
  const { id, name, prompts } = slot
  const retired = prompts.some((prompt) => prompt.retired)
  return (
    <span className="slot__when">
      {prompts.length === 0 ? 'No prompt chosen. ' : `Prompt: ${prompts.map((prompt) => prompt.name).join(', ')}. `}
      {retired ? <Tag kind="doubt">retired</Tag> : null}{' '}
      <Link to={`${paths.interview(id)}#prompts`} aria-label={`Choose the prompt of ${name}`}>
        Choose
      </Link>
    </span>
  )
}

export function Hidden({ intent, interviewId, revision }: { intent: string; interviewId?: number; revision: number }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="revision" value={revision} />
      {interviewId === undefined ? null : <input type="hidden" name="interviewId" value={interviewId} />}
    </>
  )
}

type TakeOffProps = { person: SlotView['people'][number]; slot: SlotView; revision: number }

function TakeOff({ person, slot, revision }: TakeOffProps) {
  return (
    <Form method="post" className="person__form">
      <Hidden intent="unassign" interviewId={slot.id} revision={revision} />
      <input type="hidden" name="scorecardId" value={person.scorecardId} />
      <button type="submit" className="person__x" aria-label={`Remove ${person.name} from ${slot.name}`}>
        <Icon name="close" />
      </button>
    </Form>
  )
}

function AddPerson({ slot, people, revision }: { slot: SlotView; people: Assignable[]; revision: number }) {
  const free = people.filter(({ id }) => !slot.people.some(({ userId }) => userId === id))
  if (free.length === 0) return null
  return (
    <details className="slot__more" open={slot.people.length === 0}>
      <summary>{slot.people.length === 0 ? 'Assign an interviewer' : 'Assign another interviewer'}</summary>
      <Form method="post" className="stack" key={slot.people.map(({ userId }) => userId).join()}>
        <Hidden intent="assign" interviewId={slot.id} revision={revision} />
        <SelectField
          name="userId"
          label={`Interviewer for ${slot.name}`}
          options={free.map(({ id, name, load, seated }) => ({
            value: String(id),
            label: `${name}, ${load} this week${seated ? ', in this loop' : ''}`,
          }))}
        />
        <Check name="shadow" label="Shadow" note="Sits in and writes a scorecard that is not counted." />
        <div>
          <Submit kind="plain" small busy="Assigning">
            Assign
          </Submit>
        </div>
      </Form>
    </details>
  )
}

type ChangeProps = { slot: SlotView; revision: number; timeZone: string; failed: Props['failed'] }

function ChangeSlot({ slot, revision, timeZone, failed }: ChangeProps) {
  const errors = failed?.fieldErrors ?? {}
  const value = (name: 'startsAt' | 'occurrence' | 'minutes' | 'place', now: string) => failed?.values[name] ?? now
  return (
    <details className="slot__more" open={failed !== null}>
      <summary>Edit time and place</summary>
      <Form method="post" className="stack" noValidate>
        <Hidden intent="change" interviewId={slot.id} revision={revision} />
        <input type="hidden" name="timeZone" value={timeZone} />
        <DateTimeField
          name="startsAt"
          label="Starts"
          zone={slot.zone}
          defaultValue={value('startsAt', slot.local)}
          error={errors.startsAt ?? errors.timeZone}
        />
        {slot.repeated ? (
          <SelectField
            name="occurrence"
            label={`Which ${slot.local.slice(11)}`}
            help="The clocks go back over this time, so it occurs twice that day."
            defaultValue={value('occurrence', slot.repeated.chosen)}
            error={errors.occurrence}
            options={[
              { value: 'first', label: `The first, ${slot.repeated.first}` },
              { value: 'second', label: `The second, ${slot.repeated.second}` },
            ]}
          />
        ) : null}
        <TextField
          name="minutes"
          label="Minutes"
          inputMode="numeric"
          defaultValue={value('minutes', String(slot.minutes))}
          error={errors.minutes}
        />
        <TextField
          name="place"
          label="Place or link"
          optional
          autoComplete="off"
          defaultValue={value('place', slot.place)}
          error={errors.place}
        />
        <div>
          <Submit kind="plain" small busy="Saving">
            Save time and place
          </Submit>
        </div>
      </Form>
    </details>
  )
}
