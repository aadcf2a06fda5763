import type { Notebook } from '../../notebook'

/** Notes on research. */
export const researchCriteria: Notebook['criteria'] = {
  'domain-depth': {
    opens: [
      'The work was {work}.',
      'I picked {part} and {partb}.',
      'Forty minutes on {work}.',
      'Asked about {part} first, because the summary names it.',
    ],
    levels: {
      1: [
        'Without {part}: “lower, I suppose”. Without {partb}: “{custom}”. No mechanism for either.',
        'Knew where both come from and what they are called. What they do was not said, also after “By doing what?”.',
      ],
      2: [
        '{Part}: {mechanism}. {Partb}: “{custom}.”',
        'One of the two. Without {partb}, {mechanismb}; {part} is there because of the paper before it.',
        'For {part} a real answer, {mechanism}. For {partb} the name of the effect.',
        'Could say what {partb} does ({mechanismb}). About {part} only that it was tuned.',
      ],
      3: [
        'Both. {Part}: {mechanism}. {Partb}: {mechanismb}.',
        '“Take {part} away and you see it at once: {mechanism}.” The same for {partb}: {mechanismb}.',
        'After “By doing what?” the second one came as well: {mechanismb}. The first was clear: {mechanism}.',
        'Mechanisms for {part} ({mechanism}) and {partb} ({mechanismb}); the size stayed open.',
      ],
      4: [
        'Both mechanisms, and asked about other data: {harm}.',
        '{Part}: {mechanism}. {Partb}: {mechanismb}. In again, whatever the data? “{Harm}.”',
      ],
    },
    tails: ['Drew the gradient.', 'Corrected a sentence of the own paper.', 'Did not know one reference and said so.'],
    plus: ['can say how the parts of the method work', 'knows where the own method would do harm'],
    minus: ['explains a part by custom', 'names effects instead of mechanisms'],
  },
  'claims-and-evidence': {
    opens: [
      'Read the claim back to me, in their words.',
      'Began with the table, then the text.',
      'Asked how many runs stand behind one number.',
      'Wrote the claim down in one line.',
    ],
    levels: {
      1: [
        '“{Defence}.” When I asked what else could have made the table: nothing came.',
        'Defended it by its size. To the question what else: “It was accepted.”',
      ],
      2: [
        'Named {rival}, and called it unlikely.',
        'Asked, gave another cause: {rival}. Would print the same sentence.',
        '“It might be {rival}.” And then went on with the same sentence as before.',
        'Knew the other cause ({rival}) and would print the claim as it was.',
      ],
      3: [
        'To {rival}: {control}. Would print that {shorter}.',
        'Cut the claim down, aloud: “{Shorter}.” The other cause had been {rival}.',
        'Asked for the figure that would tell, {control}, and would print that {shorter}.',
        '“Then I may only say that {shorter}.”',
      ],
      4: [
        '{Rival}; shortened to “{shorter}”. And then, when it would be withdrawn: {withdraw}.',
        'To {rival}: {control}, so only that {shorter}. And a line for the whole claim: {withdraw}.',
      ],
    },
    tails: ['Counted the seeds.', 'Asked who had split the data.', 'Was harder on it than I was.'],
    plus: ['cuts a claim to what the table carries', 'looks for what else made the table'],
    minus: ['keeps a claim as it was', 'defends a result by its size'],
  },
  'repeatable-work': {
    opens: [
      'I picked {number}.',
      'An empty machine, and then {number}.',
      'Opened the repository on the screen.',
      'Told it without the laptop at first.',
    ],
    levels: {
      1: [
        '“You clone it and run it.” Which version of the data gave {number} is not written anywhere.',
        'The code is on a branch that has moved since. Of the data: “the usual ones”.',
      ],
      2: [
        '{Record}. For one step there is only memory: {memory}.',
        'Both versions are recorded ({record}). Not recorded: {memory}.',
        'Showed where it says so: {record}. Then hesitated at {memory}.',
        'Got from the empty machine to {number} but for one step, {memory}, which “I know”.',
      ],
      3: [
        'All four steps, with places: {record}, {memory} included.',
        'Opened what I asked for, one after the other: {record}; also {memory}, in a note of its own.',
        '{Record}. Even {memory} is written down.',
        'Nothing was left to memory. The last thing I asked, {memory}, is in a file.',
      ],
      4: [
        'Everything recorded ({record}), and a second run: {rerun}.',
        '“{Rerun}.” The four steps had been shown before that.',
      ],
    },
    tails: ['Laughed about the first version of it.', 'Gave me the command to paste.'],
    plus: ['leaves behind what a stranger needs', 'has had a number repeated by others'],
    minus: ['relies on memory for a step', 'does not know which data gave the number'],
  },
  'negative-results': {
    opens: [
      'The idea was {idea}.',
      'Told of {setback}.',
      'The setback: {setback}.',
      'Needed a second question to come to a failure.',
    ],
    levels: {
      1: [
        'From {setback} straight to the next settings. No look at whether the test could have shown it.',
        'After {setback}: “more data”. The test was never doubted, nor the idea.',
      ],
      2: [
        'They {check}. What became of {idea} was not told.',
        'A check there was: they {check}. The idea is still told in the same words.',
        'After {setback} they {check}. Then the project ended, and with it the story.',
        'Made sure of the test first; they {check}. “So it should work”, all the same.',
      ],
      3: [
        'They {check}, and {belief}.',
        'Said what is no longer believed: {belief}. Before that they {check}.',
        'From {setback} to a smaller sentence: {belief}. In between they {check}.',
        'Could put the old belief beside the new one: {belief}. The test had been checked; they {check}.',
      ],
      4: [
        'The line was there before the run: {line}. They {check}, and {belief}.',
        '“{Line}.” Agreed beforehand. Then {setback}; they {check} and {belief}.',
      ],
    },
    tails: ['Still a little cross about it.', 'The colleague who doubted it is named.'],
    plus: ['checks the test before dropping an idea', 'lets a failure change a belief'],
    minus: ['goes from a failure to the next settings', 'keeps the old sentence after a failure'],
  },
  'paper-to-prototype': {
    opens: [
      '{Work}, on data of their own.',
      'Asked for one method that left its paper: {work}.',
      'Started with the users and came to the method later.',
      'The prototype ran for a quarter of a year.',
    ],
    levels: {
      1: [
        '{Replaced} went, because {forced}. It was measured and handed over; what anybody did with it is not told.',
        'It was shown to forty people. Nobody used it for anything, as far as the account goes.',
      ],
      2: [
        'Replaced {replaced}, since {forced}. And in use: {use}. When to stop was decided afterwards.',
        '{Use}. Before that {replaced} had to go ({forced}).',
        'Knew what people did with it: {use}. No line had been agreed on.',
        'Forced by the data ({forced}), {replaced} was replaced. “Then we watched”: {use}.',
      ],
      3: [
        'The line was agreed on before: {agreed}. What happened: {use}.',
        '{Replaced} went because {forced}; {use}; and the line had been set: {agreed}.',
        '“{Agreed}.” Written down with the people concerned. Then {use}.',
        'Had a figure for going on and one for ending: {agreed}. Seen in use: {use}.',
      ],
      4: [
        '{Agreed}, and {use}. Since then {team} has built on it without them: {taken}.',
        'Line ({agreed}), use ({use}), and a second life: {team} took {taken}.',
      ],
    },
    tails: ['Said which half was luck.', 'Remembered the first complaint.'],
    plus: ['brought a method to people who used it', 'agreed on a line before anybody saw output'],
    minus: ['tells a demonstration for a use', 'decided when to stop after seeing the output'],
  },
}
