import { TextField } from '~/components/ui/field'
import type { FieldErrors } from '~/components/ui/form'

type Props = { values: Partial<Record<'name' | 'email' | 'phone', string | null>>; errors: FieldErrors }

/** Who the candidate is: the same three fields for a new one and for a change. */
export function CandidateFieldset({ values, errors }: Props) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        autoComplete="off"
        defaultValue={values.name ?? ''}
        error={errors.name}
        maxLength={120}
      />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        optional
        autoComplete="off"
        help="Each address belongs to one candidate, so that no one is entered twice."
        defaultValue={values.email ?? ''}
        error={errors.email}
      />
      <TextField
        name="phone"
        label="Phone"
        type="tel"
        optional
        autoComplete="off"
        defaultValue={values.phone ?? ''}
        error={errors.phone}
      />
    </>
  )
}
