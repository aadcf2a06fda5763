import { expect, test } from 'vitest'
import type { ImportField } from './fields'
import { recogniseColumns } from './recognise'

const guesses = (header: string[], rows: string[][] = []) => {
  const { product, columns } = recogniseColumns(
    header,
    rows.map((cells) => ({ cells })),
  )
  return { product, columns: Object.fromEntries(columns.map((column) => [column.header, column.guess])) }
}

/** Headers of each product's documentation (`products.ts` names the pages), and what each column is taken for. */
const EXPORTS: [product: string, columns: Record<string, ImportField>][] = [
  [
    'Greenhouse',
    {
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Company: 'ignore',
      Title: 'ignore',
      Notes: 'notes',
      Email: 'email',
      Phone: 'phone',
      'Social Media': 'ignore',
      Website: 'ignore',
      Address: 'ignore',
      Source: 'source',
      'Who gets credit': 'ignore',
      Job: 'job',
      Milestone: 'stage',
    },
  ],
  [
    'Lever',
    {
      'Full-Name': 'name',
      Email: 'email',
      'Date-Added': 'ignore',
      Stage: 'stage',
      'Archive-Reason': 'ignore',
      'Archive-Date': 'ignore',
      Sources: 'source',
      Origin: 'source',
      Tags: 'tags',
    },
  ],
  [
    'Ashby',
    {
      'Candidate Name': 'name',
      Email: 'email',
      'Alternate Email Addresses': 'otherEmails',
      'Phone Number': 'phone',
      Job: 'job',
      'Current Interview Stage': 'stage',
      Source: 'source',
      'Credited To': 'ignore',
    },
  ],
  [
    'Workable',
    {
      Name: 'name',
      Headline: 'ignore',
      Job: 'job',
      Stage: 'stage',
      Source: 'source',
      Phone: 'phone',
      Email: 'email',
      Tags: 'tags',
      'Cover letter': 'notes',
    },
  ],
  [
    'Teamtailor',
    {
      'First name': 'firstName',
      'Last name': 'lastName',
      Email: 'email',
      Phone: 'phone',
      Pitch: 'notes',
      'Job title': 'job',
      'Job stage': 'stage',
      'Referring site': 'source',
      Tags: 'tags',
    },
  ],
  [
    'BambooHR',
    {
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Email: 'email',
      Phone: 'phone',
      'Job Opening': 'job',
      Status: 'stage',
      'Applied Date': 'ignore',
      'Applicant Source': 'source',
      Rating: 'ignore',
    },
  ],
  [
    'Recruitee',
    {
      Name: 'name',
      Jobs: 'job',
      Emails: 'email',
      Phones: 'phone',
      Tags: 'tags',
      Sources: 'source',
      Links: 'ignore',
      'Social Links': 'ignore',
      'Cover Letter': 'notes',
    },
  ],
  [
    'Zoho Recruit',
    {
      'Candidate Owner': 'ignore',
      Salutation: 'ignore',
      'First Name': 'firstName',
      'Last Name': 'lastName',
      'Candidate Source': 'source',
      Phone: 'phone',
      Mobile: 'phone',
      Email: 'email',
      'Secondary Email': 'otherEmails',
      'Candidate Status': 'stage',
      'Email Opt-out': 'ignore',
    },
  ],
  [
    'LinkedIn Recruiter',
    {
      'First name': 'firstName',
      'Last name': 'lastName',
      Email: 'email',
      'Phone number': 'phone',
      'Job title': 'ignore',
      Company: 'ignore',
      Location: 'ignore',
      'Pipeline stage': 'stage',
      Note: 'notes',
      'Note visibility': 'ignore',
      Tags: 'tags',
    },
  ],
  [
    'OpenCATS',
    {
      lastName: 'lastName',
      firstName: 'firstName',
      phoneHome: 'phone',
      phoneCell: 'phone',
      email1: 'email',
      email2: 'otherEmails',
      keySkills: 'tags',
      source: 'source',
      notes: 'notes',
    },
  ],
]

test.each(EXPORTS)('a file of %s is recognised by its header, with all its columns', (product, columns) => {
  expect(guesses(Object.keys(columns))).toEqual({ product, columns })
})

test('any other file is read by common headers, whatever their case, marks and order', () => {
  expect(guesses(['E-Mail', 'School', 'Full Name', 'telefon', 'Primary E-mail'])).toEqual({
    product: null,
    columns: {
      'E-Mail': 'email',
      School: 'ignore',
      'Full Name': 'name',
      telefon: 'phone',
      'Primary E-mail': 'otherEmails',
    },
  })
})

test('a column that looks like addresses is never dropped in silence', () => {
  const rows = [
    ['Yara', 'yara@example.org', 'yh@example.net'],
    ['Chidi', '', ''],
    ['Maria', 'Maria <maria@example.org>', '-'],
  ]
  expect(guesses(['name', 'Kontakt', 'zweite'], rows).columns).toEqual({
    name: 'name',
    Kontakt: 'email',
    zweite: 'otherEmails',
  })
})

test('a full name beside its two parts is not taken twice', () => {
  expect(guesses(['Name', 'First name', 'Last name']).columns).toEqual({
    Name: 'ignore',
    'First name': 'firstName',
    'Last name': 'lastName',
  })
  expect(guesses(['Name', 'Surname']).columns).toEqual({ Name: 'name', Surname: 'ignore' })
})

const BOTH_ADA = [
  ['Ada Lovelace', 'ada@example.org', 'rec@company.example'],
  ['Bob Bo', 'bob@example.org', 'rec@company.example'],
  ['Cy Ko', 'cy@example.org', ''],
]
test.each([
  'Recruiter',
  'Recruiter Email',
  'recruiterEmail',
  'Referrer Email',
  'Referred by',
  'Owner',
  'Hiring manager',
  'Coordinator',
  'Sourcer e-mail',
  'Agency',
  'Who gets credit',
])('addresses below “%s” are not the candidates’, wherever the column stands', (header) => {
  expect(guesses(['Name', 'Email', header], BOTH_ADA).columns).toEqual({
    Name: 'name',
    Email: 'email',
    [header]: 'ignore',
  })
  const turned = BOTH_ADA.map(([name = '', own = '', other = '']) => [name, other, own])
  const { columns } = recogniseColumns(
    ['Name', header, 'Contact'],
    turned.map((cells) => ({ cells })),
  )
  expect(columns.map(({ guess }) => guess)).toEqual(['name', 'ignore', 'email'])
  expect(columns[1]?.leftOut).toMatch(/somebody other than the candidate/)
})

test('an address on most lines, under different names, is nobody’s own', () => {
  const jobs = 'jobs@agency.example'
  const rows = ['Ada Lovelace', 'Bob Bo', 'Cy Ko'].map((name, at) => ({ cells: [name, jobs, `p${at}@example.org`] }))
  const { columns } = recogniseColumns(['Name', 'Email', 'More'], rows)
  expect(columns.map(({ guess }) => guess)).toEqual(['name', 'ignore', 'email'])
  expect(columns[1]?.leftOut).toMatch(/jobs@agency\.example stands on most lines/)
  const one = ['Ada Lovelace', 'Lovelace, Ada', 'A. Lovelace'].map((name) => ({ cells: [name, jobs, ''] }))
  expect(recogniseColumns(['Name', 'Email', 'More'], one).columns[1]?.guess).toBe('email')
  expect(recogniseColumns(['Name', 'Email', 'More'], rows.slice(0, 2)).columns[1]?.guess).toBe('email')
})
