import type { MouseEvent } from 'react'
import { listed } from '~/components/format'
import { Check, Group } from '~/components/ui/choice'

export type Voter = { id: number; name: string; usual: boolean; self: boolean }

type CommitteeProps = {
  people: Voter[]
  stored: readonly string[]
  register: object
  values: readonly string[]
  error?: string
}

/** The usual voters and those already chosen are listed; everyone else is under "Others". */
export function Committee({ people, stored, register, values, error }: CommitteeProps) {
  const isVoter = people.some(({ id, self }) => self && stored.includes(String(id)))
  const inSight = people.filter(({ id, usual }) => usual || values.includes(String(id)))
  const others = people.filter((person) => !inSight.includes(person))
  const box = ({ id, name, self }: Voter) => {
    const chosen = { value: id, label: name, defaultChecked: values.includes(String(id)) }
    // Never registered: it is never ticked, so it is never posted.
    if (self && !isVoter)
      return (
        <Check
          key={id}
          value={id}
          label={name}
          disabled
          note="You cannot name yourself; a colleague has to name you."
        />
      )
    // Read-only rather than disabled: a disabled box is not posted, and the voter would be removed.
    const readOnly = isVoter && !self ? { 'aria-disabled': true, onClick: keepAsItIs } : {}
    return (
      <Check
        key={id}
        {...register}
        name="committee"
        {...chosen}
        {...readOnly}
        aria-invalid={error ? true : undefined}
      />
    )
  }
  return (
    <Group
      legend="Committee"
      error={error}
      help={
        isVoter
          ? 'You are a voter of this job: you can step down, and another person who manages the job changes the other voters.'
          : undefined
      }
    >
      {inSight.map(box)}
      {others.length > 0 ? (
        <details open={inSight.length === 0}>
          <summary>
            Others: {listed(others.slice(0, 3).map(({ name }) => name))}
            {others.length > 3 ? ' …' : ''}
          </summary>
          {others.map(box)}
        </details>
      ) : null}
    </Group>
  )
}

const keepAsItIs = (event: MouseEvent) => event.preventDefault()
