/** The field of every form of a signed-in person, and the header of JSON: for whose session the page was made. */
export const FORM_ACCOUNT = 'formAccount'
export const FORM_ACCOUNT_HEADER = 'X-Form-Account'

/** How a form names its account: by ids, which say nothing to whoever looks at the page. */
export const accountOf = ({ organisationId, userId }: { organisationId: number; userId: number }): string =>
  `${organisationId}.${userId}`

/** The refusal of a form that another account's session opened, with what the form held. */
export type OtherAccount = { code: 'OTHER_ACCOUNT'; message: string; sent: { label: string; text: string }[] }

export const isOtherAccount = (data: unknown): data is OtherAccount =>
  typeof data === 'object' && data !== null && (data as { code?: unknown }).code === 'OTHER_ACCOUNT'
