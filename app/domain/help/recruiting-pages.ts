import type { PageHelp } from './help'

/** Help of the pages on which hiring is organised: dashboard, jobs, candidates, applications. */
export const recruitingPages = {
  _index: {
    purpose: 'The dashboard shows what needs your attention, by your roles.',
    acts: [
      'Recruiters: follow the link beside each task, and see every open application with its stage.',
      'Interviewers: open the guide of your next interview and submit scorecards that are due.',
      'Committee members: read and vote on the packets that wait for your vote.',
    ],
    terms: ['application', 'loop', 'scorecard', 'packet'],
  },
  'jobs._index': {
    purpose: 'All jobs that you may see, open ones first.',
    acts: ['Open a job to see its applications and settings.', 'Recruiters and administrators: create a job.'],
    figures: ['Bar is the hiring bar, on the scale from 1 to 4.', 'Voters is the number of people on the committee.'],
    terms: ['job', 'bar', 'confidential'],
  },
  'jobs.new': {
    purpose: 'Create a job: role, seniority, hiring bar and committee.',
    acts: [
      'Change the defaults where needed; each has an explanation beside it.',
      'Choose at least one voter, then open the job, or save it as a draft.',
    ],
    figures: [
      'The chart shows how many earlier candidates of this role have a score above the bar, once there are enough.',
    ],
    terms: ['need-profile', 'maturity', 'bar', 'decision-rule', 'quorum', 'confidential'],
  },
  'jobs.$jobId': {
    purpose: 'One job: its applications, settings and criteria.',
    acts: [
      'Open an application, or add candidates while the job is open.',
      'Hiring manager: choose the need profile, which sets the weights.',
      'Recruiters and administrators: edit, open or close the job, or move it to a newer kit version.',
    ],
    terms: ['need-profile', 'weight', 'must-have', 'bar', 'quorum'],
  },
  'jobs.$jobId_.edit': {
    purpose: 'Change the settings of a job.',
    acts: ['Save the changes. They apply from now on, also to current candidates; packets already sent do not change.'],
    terms: ['need-profile', 'maturity', 'bar', 'decision-rule', 'quorum'],
  },
  'jobs.$jobId_.kit': {
    purpose: 'Compare the kit version of the job with the current one before you move the job.',
    acts: ['Read what would change.', 'Move the job. Loops that are already planned keep their version.'],
    terms: ['kit', 'criterion', 'anchor'],
  },
  'candidates._index': {
    purpose: 'All candidates that you may see, newest first.',
    acts: [
      'Search by name, e-mail address or number (capitals and accents do not matter), and filter by job or application.',
      'Add a candidate, import a file, or (administrators) review possible duplicates.',
    ],
    terms: ['application', 'confidential'],
  },
  'candidates.new': {
    purpose: 'Add one candidate.',
    acts: ['Give at least the name.', 'Choose a job to create an application at the same time.'],
    terms: ['application'],
  },
  'candidates.import': {
    purpose: 'Add many candidates from a file: CSV, TSV, Excel or OpenDocument.',
    acts: [
      'Choose a file or paste rows; then check what each column holds, and preview every line.',
      'Go on with a file that you chose earlier: it is kept for a day, and only you see it.',
    ],
    notes: ['Nothing is imported before you confirm the preview.'],
    terms: ['application'],
  },
  'candidates.import_.file.$uploadId': {
    purpose: 'Check what each column of the file holds before its lines are read.',
    acts: [
      'Choose for each column what it is imported as, or leave it out.',
      'Choose what becomes of lines that name a job which is not open here.',
      'Read another sheet of a workbook, or discard the file.',
    ],
    notes: [
      'Several e-mail addresses or telephone numbers in one cell: the first is the candidate’s, the others are kept with their details.',
      'Stages, sources, tags and notes are kept as details on the candidate’s page.',
    ],
    terms: ['application'],
  },
  'candidates.import_.file.$uploadId_.lines': {
    purpose: 'See what the import will do with every line, before anything is written.',
    acts: [
      'Choose for each person who is a candidate already: leave the line out, add it to them, or keep the two apart.',
      'Leave out lines with an error, or correct the file and choose it again.',
      'Import the candidates: all of them appear together when the import is finished.',
    ],
    notes: [
      'Lines of one e-mail address are one person: with different jobs, one candidate with several applications.',
      'Lines whose e-mail address somebody adds before the import is finished are left out too if lines with an error may be left out; otherwise nothing is imported.',
    ],
    terms: ['application'],
  },
  'candidates.import_.$importId': {
    purpose: 'Progress and result of one import.',
    acts: [
      'Wait, or leave the page: the import continues.',
      'Cancel the import while it is in progress.',
      'Undo a finished import as a whole, until somebody has worked on one of its candidates.',
    ],
    notes: ['Candidates are prepared one after the other; they appear all at once at the end.'],
  },
  'candidates.duplicates': {
    purpose: 'Candidates with the same e-mail address, who may be the same person.',
    acts: ['Compare and merge two records.', 'Undo a merge.'],
    terms: ['confidential'],
  },
  'candidates.$candidateId_.merge': {
    purpose: 'Decide whether two records are the same person.',
    acts: ['Compare the two records, choose which one is kept, and merge them. The merge can be undone.'],
  },
  'candidates.$candidateId': {
    purpose: 'One candidate: contact details, imported details and applications.',
    acts: ['Change the contact details.', 'Create an application for a job.'],
    terms: ['application', 'blind'],
  },
  'applications.$applicationId': {
    purpose: 'One candidate for one job: interviews, scorecards, score and committee.',
    acts: [
      'Plan or change the loop, and see which scorecards are missing.',
      'When the scorecards are in, review the packet and send it to the committee.',
      'Close the application, or recuse yourself from it.',
    ],
    figures: [
      'The score is on the scale from 1 to 4, with its 90 % interval.',
      'A hollow dot and a broken line mean few ratings.',
    ],
    terms: ['calibrated-score', 'interval', 'chance-above-bar', 'blind', 'recusal'],
  },
  'applications.$applicationId_.loop': {
    purpose: 'Plan the interviews of one application.',
    acts: [
      'Choose interviews of the kit, assign interviewers, set time and place.',
      'Times are in the time zone of your account, which the form names.',
      'Check that every criterion is covered, must-have criteria by two interviewers.',
    ],
    figures: [
      'Coverage: rows are criteria, columns are interviews; each mark is one interviewer who rates the criterion.',
      'Interviewer workload is the number of interviews this week, Monday to Sunday.',
    ],
    terms: ['loop', 'coverage', 'must-have', 'shadow'],
  },
  'applications_.$applicationId_.packet': {
    purpose: 'Review the packet of an application before it is sent to the committee.',
    acts: [
      'Read it as the committee will.',
      'Freeze and send it. A sent packet never changes; send a new one to correct it.',
    ],
    terms: ['packet', 'calibrated-score', 'interval', 'severity', 'halo', 'shrinkage'],
  },
} as const satisfies Record<string, PageHelp>
