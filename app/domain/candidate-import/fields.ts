/** What a column of a file of candidates can hold. */
export const IMPORT_FIELDS = [
  'name',
  'firstName',
  'lastName',
  'email',
  'otherEmails',
  'phone',
  'job',
  'stage',
  'source',
  'notes',
  'tags',
  'ignore',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

export const importFieldLabels: Record<ImportField, string> = {
  name: 'Full name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  otherEmails: 'Other e-mails',
  phone: 'Phone',
  job: 'Job',
  stage: 'Stage',
  source: 'Source',
  notes: 'Notes',
  tags: 'Tags',
  ignore: 'Leave out',
}

/** Fields of which a person has one, so that one column gives it. The others may stand in several columns. */
export const SINGLE_FIELDS = ['name', 'firstName', 'lastName', 'email', 'job', 'stage'] as const satisfies ImportField[]

/** What is wrong with a choice of columns as a whole, and what would be right; null where it can be used. */
export function columnsProblem(columns: readonly ImportField[]): string | null {
  const has = (field: ImportField) => columns.includes(field)
  const twice = SINGLE_FIELDS.find((field) => columns.filter((one) => one === field).length > 1)
  if (twice)
    return `Two columns are chosen as “${importFieldLabels[twice]}”. Choose one of them${
      twice === 'email' ? ', and “Other e-mails” for the other' : ''
    }.`
  if (!has('name') && !has('firstName') && !has('lastName'))
    return 'No column is chosen as the name. Choose “Full name” for one column, or “First name” and “Last name” for two.'
  if (has('name') && (has('firstName') || has('lastName')))
    return 'The name is chosen twice. Choose either “Full name”, or “First name” and “Last name”.'
  if (has('otherEmails') && !has('email'))
    return 'A column is chosen as “Other e-mails”, but none as “E-mail”. Choose the main address first.'
  return null
}
