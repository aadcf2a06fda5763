import type { PageHelp } from './help'

/** Help of the pages on which people sign in and are administered. */
export const accountPages = {
  account: {
    purpose: 'Your name, time zone, password, and where you are signed in.',
    acts: ['Save your details or change your password.', 'End sessions you do not recognise, or sign out everywhere.'],
  },
  'people._index': {
    purpose: 'All users of the organisation, with their roles and failed sign-ins.',
    acts: ['Invite a person: you get a link to send them.', 'Open a person to change roles or create a reset link.'],
  },
  'people_.$userId': {
    purpose: 'One user: roles, invitation or password link, failed sign-ins.',
    acts: [
      'Add or remove roles, for all jobs or for one.',
      'Create a link to choose a new password, or lift delays after failed sign-ins.',
      'Deactivate or reactivate the person. Nothing they wrote is deleted.',
    ],
    notes: ['Administrators and interview leads are so for all jobs: a lead edits the kits of the organisation.'],
    terms: ['blind', 'confidential'],
  },
  audit: {
    purpose: 'Who changed what and when, newest first, and whether the list is intact.',
    acts: ['Read the entries, or export them.', 'Verify the whole chain now; otherwise this happens every night.'],
    notes: ['The hash identifies an entry and everything before it.'],
    terms: ['audit-chain'],
  },
  'exports._index': {
    purpose: 'Download what you may see as tables, or (administrators) the whole organisation as an archive.',
    acts: [
      'Choose a job where you want only one, then download the table as CSV or as a workbook (XLSX).',
      'Open “Columns” to read what each column holds; a workbook has the same list as its second sheet.',
      'Administrators: download the archive, from which another installation can make the organisation again.',
    ],
    notes: [
      'An export shows what your pages show: hidden names stay hidden, and what is withheld from you is left out.',
      'Every download is an entry of the audit log.',
      'In CSV, an apostrophe stands before text that a spreadsheet would take for a formula.',
      'The file of scorecards can be given to the calibrate command as it is.',
    ],
    terms: ['blind', 'recusal', 'audit-chain'],
  },
  'sign-in': {
    purpose: 'Sign in to Assay.',
    acts: [
      'Enter your e-mail address and password.',
      'No account, or forgot your password? Ask your administrator for a link. After several wrong passwords, further attempts have to wait.',
    ],
  },
  'invitation.$token': {
    purpose: 'Join the organisation that invited you.',
    acts: ['Check your name, choose a password of at least 8 characters, and join.'],
  },
  'reset.$token': {
    purpose: 'Choose a new password.',
    acts: ['Enter a password of at least 8 characters. You are then signed out everywhere else.'],
  },
  setup: {
    purpose: 'Create the organisation and its first administrator. This page works once.',
    acts: ['Enter the token that the server printed when it started, then your details.'],
  },
} as const satisfies Record<string, PageHelp>
