import { useEffect, useRef } from 'react'
import { SelectField } from './ui/field'

/** All zones that the server knows; with script, a new form begins with the zone of the device. */
export function TimeZoneField({
  zones,
  value,
  guess,
  error,
}: {
  zones: string[]
  value: string
  guess?: boolean
  error?: string
}) {
  const select = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (guess && select.current && zones.includes(here)) select.current.value = here
  }, [guess, zones])
  return (
    <SelectField
      ref={select}
      name="timeZone"
      label="Time zone"
      defaultValue={value}
      error={error}
      options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
    />
  )
}
