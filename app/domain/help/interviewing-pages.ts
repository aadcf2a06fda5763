import type { PageHelp } from './help'

/** Help of the pages on which interviews are prepared and written up: my interviews, scorecards, kits. */
export const interviewingPages = {
  'interviews._index': {
    purpose: 'Your interviews, the scorecards you have to submit, and what became of earlier candidates.',
    acts: ['Open the guide of an interview.', 'Start, continue, view or amend a scorecard.'],
    notes: ['A scorecard is due one working day after the interview ends.'],
    terms: ['scorecard', 'blind', 'amendment', 'shadow'],
  },
  'interviews.$interviewId': {
    purpose: 'The guide of one interview: what to ask, in which order, and what to rate.',
    acts: [
      'Follow the guide, or print it with a blank scorecard.',
      'Create a page for the candidate with the prompt and its exhibits, and hand over further exhibits when asked.',
      'Open the scorecard; you can take notes in it during the interview.',
      'Read “First time with this guide” before you run this kind of interview for the first time.',
    ],
    terms: ['prompt', 'exhibit', 'anchor', 'red-flag', 'probe'],
  },
  'interviews.$interviewId_.live': {
    purpose: 'Run one interview: what to say now, what is left of the time, and your notes.',
    acts: [
      'Start the clock when the interview begins, pause it, and go on with Next and Back.',
      'Tick follow-ups and facts once they were asked and told.',
      'Write notes with who spoke, and make each evidence of a criterion.',
    ],
    notes: [
      'All of it is part of the draft of your scorecard: saved on this device and on the server, and seen by you alone.',
      'The clock begins when you start it, not at the planned time, and goes on after a reload.',
    ],
    terms: ['probe', 'prompt', 'evidence', 'criterion'],
  },
  'interviews.$interviewId_.scorecard': {
    purpose: 'A blank scorecard to print, for taking notes on paper.',
    acts: ['Print it. Enter it into Assay before you speak with other interviewers.'],
    terms: ['scorecard', 'level', 'evidence'],
  },
  'scorecards.$scorecardId': {
    purpose: 'Write, read or amend one scorecard.',
    acts: [
      'Choose a level for each criterion and give the evidence for it; take notes and turn them into evidence.',
      'Record red flags only after asking the probe.',
      'Give a recommendation and submit. You can amend or withdraw a submitted scorecard; every version is kept.',
    ],
    notes: [
      'What you write is saved on this device and on the server; the line at the top says when.',
      'Level 3 is what is expected at the seniority.',
    ],
    terms: ['level', 'anchor', 'evidence', 'red-flag', 'blind', 'amendment'],
  },
  'kits._index': {
    purpose: 'The interview kits of all roles.',
    acts: [
      'Open a kit to read its criteria, interviews and prompts.',
      'Begin or edit a kit of your organisation, if you are an interview lead or an administrator.',
    ],
    terms: ['kit', 'criterion', 'prompt', 'red-flag'],
  },
  'kits.$role.notes': {
    purpose: 'Notes for whoever edits your organisation’s kits: what to improve in an anchor or a question.',
    acts: [
      'Choose the criterion and write a note; you can delete your own while it is open.',
      'If you edit kits, read all notes and mark them as dealt with. They are also shown where the criterion is edited.',
    ],
    notes: ['Do not name candidates or say how somebody was rated.'],
    terms: ['criterion', 'anchor'],
  },
  'own-kits.new': {
    purpose: 'Begin a kit of your organisation.',
    acts: ['Begin from one of our kits, from a file (a kit’s folder as a zip, or a rubric as a table), or empty.'],
    notes: ['Nothing reaches a job before a second person has reviewed the kit and it is published.'],
    terms: ['kit', 'criterion'],
  },
  'own-kits.$kitId._index': {
    purpose: 'A kit of your organisation: its draft, its parts and its published versions.',
    acts: [
      'Open a draft, edit its parts, undo and redo your own changes.',
      'Take over what is new in our kit, part by part.',
      'Export the kit as a folder of YAML files, discard the draft, or retire the kit.',
    ],
    notes: [
      'Changes are saved as you type. A mistake is shown at its field and stops only the review, never the saving.',
      'Several people can edit one draft. Where two change the same field, both texts are shown and one is chosen.',
      'Without a connection, or when you were signed out, what you typed stays in the window until it can be saved.',
    ],
    terms: ['kit', 'criterion', 'red-flag', 'prompt'],
  },
  'own-kits.$kitId.role': {
    purpose: 'Edit what a kit says of its role: name, lines that it answers, seniorities, need profiles and maturity.',
    acts: [
      'Write what each need profile and each level of maturity means.',
      'Choose the criteria that count more or less at a level of maturity.',
    ],
    figures: ['The table shows the weights of every criterion; they are edited on the page of the criterion.'],
    terms: ['criterion', 'weight'],
  },
  'own-kits.$kitId.criteria.$key': {
    purpose: 'Edit one criterion of a draft: what it means, its weights and its anchors.',
    acts: [
      'Write the anchors once, or for each seniority side by side.',
      'Give the criterion a new id when its meaning changed: its ratings are then no longer compared with earlier ones.',
    ],
    notes: ['Mark the words that tell a level from the next **like this**.'],
    terms: ['criterion', 'anchor', 'level', 'must-have', 'weight'],
  },
  'own-kits.$kitId.red-flags.$key': {
    purpose: 'Edit one red flag of a draft.',
    acts: ['Say what it looks like, what it does not mean, how to probe it, and when it may be recorded.'],
    terms: ['red-flag', 'probe', 'evidence'],
  },
  'own-kits.$kitId.interviews.$key': {
    purpose: 'Edit one interview of a draft: its agenda, questions, gates, and what levels sound like.',
    acts: [
      'Make sections of the agenda longer or shorter, or let them change places; those behind follow.',
      'Write the questions in order with their minutes and follow-ups, and what must be held back until when.',
      'Write the page for candidates and the page for people who run the interview for the first time.',
    ],
    figures: ['The bar shows the sections in proportion; the sentence below it says a gap or too little time.'],
    terms: ['criterion', 'level', 'red-flag', 'prompt'],
  },
  'own-kits.$kitId.prompts._index': {
    purpose: 'The prompts of a draft, in the order in which the kit shows them.',
    acts: ['Add a prompt of a kind that an interview asks for, and move prompts up or down.'],
    terms: ['prompt', 'kit'],
  },
  'own-kits.$kitId.prompts.$key': {
    purpose: 'Edit one prompt of a draft: what the candidate reads, and everything that only the interviewer has.',
    acts: [
      'Write the statement, the given figures, the hidden facts, the stages, and what each level sounds like.',
      'Add a check sheet wherever a level depends on arithmetic: each figure is worked out again as you change it.',
      'Open an exhibit to edit its table and charts.',
      'Duplicate the prompt, or remove it: the page says what else refers to it.',
    ],
    notes: ['The id of a prompt does not change: cases and the record of who saw which prompt name it.'],
    terms: ['prompt', 'criterion', 'level'],
  },
  'own-kits.$kitId.prompts.$key_.$moment.$exhibit': {
    purpose: 'Edit one exhibit of a prompt: its table, what its columns hold, and its charts.',
    acts: [
      'Type cells, paste them from a spreadsheet, or upload a file; you see a file before it replaces the table.',
      'Draw charts of its columns; the preview follows what you type.',
      'Say what it shows and what it does not show, for the interviewer only.',
      'Hand it out with the prompt, or only when it is asked for.',
    ],
    terms: ['prompt'],
  },
  'own-kits.$kitId.prompts.$key_.generator': {
    purpose: 'Edit the generator of a prompt: formulas from which its tables are made.',
    acts: ['Save it to make the tables again. A mistake is told with its line, and changes nothing.'],
    terms: ['prompt'],
  },
  'own-kits.$kitId.cases._index': {
    purpose: 'The calibration cases of a draft, in the order in which the kit shows them.',
    acts: ['Add a case of an interview at a seniority, and move cases up or down.'],
    terms: ['calibration-case', 'kit'],
  },
  'own-kits.$kitId.cases.$key': {
    purpose: 'Edit one calibration case of a draft: its transcript, and the experts’ levels with their reasons.',
    acts: [
      'Write the transcript with speakers and minutes, and read beside it how it is shown.',
      'Give a level for each criterion of the interview’s focus, beside its anchor, and say why.',
    ],
    terms: ['calibration-case', 'criterion', 'anchor', 'level'],
  },
  'own-kits.$kitId.interviews.$key_.preview': {
    purpose: 'An interview of a draft as it will be read: the guide, the scorecard, and the pages beside them.',
    acts: ['Choose as whom and at which seniority you read it, and print it.'],
    notes: ['What a mistake concerns may be missing; each is named above the preview.'],
    terms: ['anchor', 'prompt', 'red-flag'],
  },
  'own-kits.$kitId.prompts.$key_.preview': {
    purpose: 'A prompt of a draft as the candidate and the interviewer will read it.',
    acts: ['Choose as whom you read it, and print it.'],
    notes: ['What a mistake concerns may be missing; each is named above the preview.'],
    terms: ['prompt'],
  },
  'own-kits.$kitId.review': {
    purpose: 'Send a draft to review, review it, and publish it as a version.',
    acts: [
      'Read what changed, word by word, and preview every interview and prompt.',
      'Send the draft to review with a change note; approve it or send it back with a comment; publish it.',
    ],
    notes: ['The reviewer is neither who sent the draft nor who changed it last.'],
    terms: ['kit'],
  },
  'kits.$role._index': {
    purpose: 'One kit: criteria with anchors, red flags, interviews, prompts and cases for practice.',
    acts: [
      'Choose the seniority whose anchors you want to read.',
      'Search the kit, print it, or compare its versions.',
    ],
    figures: ['Weights from 1 to 5 say how much a criterion counts, by need profile.'],
    terms: ['criterion', 'anchor', 'level', 'must-have', 'weight', 'calibration-case'],
  },
  'kits.$role.interviews.$interview': {
    purpose: 'The guide of one kind of interview.',
    acts: [
      'Choose the seniority, read or print the guide, or print a blank scorecard.',
      'Running it for the first time? Open “First time with this guide”.',
      'Open “For the candidate” for a text that you may send beforehand.',
    ],
    terms: ['anchor', 'prompt', 'red-flag', 'probe'],
  },
  'kits.$role.interviews.$interview_.scorecard': {
    purpose: 'A blank scorecard of one kind of interview, to print.',
    acts: ['Print it.'],
    terms: ['scorecard', 'level', 'evidence'],
  },
  'kits.$role.interviews.$interview_.first-time': {
    purpose: 'What to read before you run this kind of interview for the first time; it takes ten minutes.',
    acts: [
      'Read how to prepare, which mistakes to avoid, and a worked example with its levels.',
      'Print it, or go on to the interview guide.',
    ],
    terms: ['anchor', 'level', 'probe'],
  },
  'kits.$role.interviews.$interview_.for-candidate': {
    purpose: 'What a candidate may know before this kind of interview.',
    acts: ['Copy the text into a message to the candidate, or print it.'],
    notes: ['The page that you create for a candidate shows the same text above the prompt.'],
    terms: ['criterion', 'prompt'],
  },
  'kits.$role.prompts.$prompt': {
    purpose: 'One prompt: what the candidate reads, and what good and weak answers sound like.',
    acts: [
      'Read or print it. Parts marked “for the interviewer only” must not be shown to candidates.',
      'If you may: retire the prompt, for example after a leak, or restore it.',
    ],
    notes: ['New interviews are not offered a retired prompt. It stays readable where it was used.'],
    terms: ['prompt', 'exhibit'],
  },
  'kits.$role.prompts._index': {
    purpose: 'How often each prompt of a kit was used and when, and which prompts are retired.',
    acts: [
      'Open a prompt to retire or to restore it.',
      'Set from how many candidates on this page suggests retiring a prompt.',
    ],
    figures: [
      'A candidate counts once for a prompt: from when their page with it was opened or an interview that uses it began.',
    ],
    notes: ['Applications for which you still have a scorecard to submit, or are recused from, are left out.'],
    terms: ['prompt', 'kit'],
  },
  'kits.$role.cases.$case': {
    purpose: 'A written interview to practise rating.',
    acts: ['Choose a level for each criterion, then open the experts’ levels and compare.'],
    terms: ['calibration-case', 'level', 'anchor'],
  },
  'kits.$role.changes': {
    purpose: 'What changed between two versions of a kit.',
    acts: ['Choose two versions and compare them.'],
    terms: ['kit'],
  },
} as const satisfies Record<string, PageHelp>
