import { foldForSearch } from '~/domain/shared/fold-for-search'
import type { ImportField } from './fields'

/** A product whose files are recognised: headers that together stand in no other file, and what its columns hold. */
export type Product = {
  name: string
  /** All of these stand in the header (normalised as `headerKey` does). */
  marks: readonly (readonly string[])[]
  /** Columns that mean something else here than the common names say. */
  columns: Record<string, ImportField>
}

/** A header without case, spaces and punctuation: "E-Mail Address" and "email_address" are one. */
export const headerKey = (header: string): string =>
  foldForSearch(header).replace(/[\p{M}\p{P}\p{S}\p{Z}\s\p{Default_Ignorable_Code_Point}]/gu, '')

/**
 * Headers as the products' public documentation names them, read in November 2026:
 * - Greenhouse: templates of bulk import, support.greenhouse.io 360053674012 and 203871039.
 * - Lever: template of the import by support and of data migration, help.lever.co 20087329298973 and 20087470372381.
 * - Ashby: fields of reports and of the CSV import, docs.ashbyhq.com (subject and field definitions; bulk import options).
 * - Workable: import from a spreadsheet, help.workable.com 115012497707; fields of a candidate in its API.
 * - Teamtailor: attributes of candidates and job applications in its API, docs.teamtailor.com.
 * - BambooHR: fields of applicants in its applicant tracking system, documentation.bamboohr.com.
 * - Recruitee: CSV importer, support.recruitee.com: the nine headers that are matched by themselves.
 * - Zoho Recruit: standard fields of candidates, help.zoho.com (candidate-standard-fields).
 * - LinkedIn Recruiter: file of candidates, linkedin.com/help/recruiter/answer/a412243.
 * - OpenCATS: column names of its export, lib/Candidates.php and lib/Export.php at 1f882b7.
 * Three of them (Ashby, Teamtailor, BambooHR) document fields rather than the header of a file.
 */
export const PRODUCTS: readonly Product[] = [
  {
    name: 'Greenhouse',
    marks: [['whogetscredit'], ['prospectpool'], ['milestone', 'job', 'firstname']],
    columns: {
      title: 'ignore',
      socialmedia: 'ignore',
      milestone: 'stage',
      prospectstage: 'stage',
      candidatetags: 'tags',
    },
  },
  {
    name: 'Lever',
    marks: [['fullname', 'archivereason'], ['leverpostingurl'], ['fullname', 'origin', 'sources']],
    columns: { postingname: 'job', posting: 'job', sources: 'source', origin: 'source' },
  },
  {
    name: 'Ashby',
    marks: [
      ['currentinterviewstage'],
      ['candidatename', 'interviewstage'],
      ['primaryemailaddress', 'primaryphonenumber'],
    ],
    columns: {
      currentinterviewstage: 'stage',
      interviewstage: 'stage',
      creditedto: 'ignore',
      alternateemails: 'otherEmails',
      alternateemailaddresses: 'otherEmails',
      emailaddresses: 'otherEmails',
      phonenumbers: 'phone',
    },
  },
  {
    name: 'Recruitee',
    marks: [
      ['emails', 'phones', 'sociallinks'],
      ['jobs', 'emails', 'phones'],
    ],
    columns: { jobs: 'job', emails: 'email', phones: 'phone', sources: 'source', coverletter: 'notes' },
  },
  {
    name: 'Zoho Recruit',
    marks: [['candidatestatus', 'candidatesource'], ['candidateid', 'secondaryemail'], ['emailoptout']],
    columns: {
      candidatestatus: 'stage',
      candidatestage: 'stage',
      candidatesource: 'source',
      secondaryemail: 'otherEmails',
      postingtitle: 'job',
      jobopening: 'job',
      currentjobtitle: 'ignore',
      associatedtags: 'tags',
    },
  },
  {
    name: 'LinkedIn Recruiter',
    marks: [
      ['pipelinestage', 'firstname'],
      ['notevisibility'],
      ['firstname', 'lastname', 'connectedon'],
      ['firstname', 'lastname', 'profileurl'],
    ],
    // "Job title" and "Position" say what the person does today, not what they apply for.
    columns: {
      jobtitle: 'ignore',
      position: 'ignore',
      pipelinestage: 'stage',
      note: 'notes',
      notevisibility: 'ignore',
    },
  },
  {
    name: 'OpenCATS',
    marks: [
      ['phonecell', 'phonehome'],
      ['phonecell', 'email1'],
      ['keyskills', 'email1'],
    ],
    columns: {
      email1: 'email',
      email2: 'otherEmails',
      phonecell: 'phone',
      phonehome: 'phone',
      phonework: 'phone',
      keyskills: 'tags',
    },
  },
  {
    name: 'Teamtailor',
    marks: [
      ['firstname', 'lastname', 'jobtitle', 'rejectedat'],
      ['firstname', 'pitch'],
      ['jobstage', 'referringsite'],
    ],
    columns: { jobtitle: 'job', jobstage: 'stage', referringsite: 'source', pitch: 'notes', coverletter: 'notes' },
  },
  {
    name: 'BambooHR',
    marks: [
      ['jobopening', 'applicationstatus'],
      ['jobopening', 'firstname', 'status'],
      ['applicant', 'jobopening'],
    ],
    columns: {
      applicant: 'name',
      jobopening: 'job',
      applicationstatus: 'stage',
      status: 'stage',
      applicantsource: 'source',
    },
  },
  {
    name: 'Workable',
    marks: [
      ['headline', 'stage', 'name'],
      ['firstname', 'headline', 'stage'],
      ['disqualified', 'stage'],
    ],
    columns: { headline: 'ignore', summary: 'notes', coverletter: 'notes', domain: 'ignore', sourced: 'ignore' },
  },
]
