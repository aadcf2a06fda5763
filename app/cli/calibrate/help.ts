export const HELP = `Fits a file of ratings and says what they mean once severity, halo and missing views are accounted for.

  npm run -s calibrate -- RATINGS.csv [options] > result.json

The file is a table with a header: comma, semicolon or tab, UTF-8. One line is one rating. Columns called score, candidate,
interviewer, criterion, scorecard, period or group are found by themselves. A row with a blank or NA cell is skipped and
counted; a rating that repeats an earlier one counts, with a warning. The result is JSON (assay.calibration/1) on standard
output; everything else goes to standard error.

  candidate,interviewer,criterion,score
  C1,Ada,design,3
  C1,Ada,coding,2

Columns (capitals count; put a name with spaces in quotation marks)
  --score NAME         what was given (needed; default: the column score)
  --candidate NAME     who was rated: gets a score, an interval and a reliability
  --interviewer NAME   who rated: gets a severity (positive = rates lower than others would)
  --criterion NAME     what was rated
  --scorecard NAME     which ratings were given together; default: candidate and interviewer together
  --period NAME        when, for drift
  --group NAME         group of the candidate, for differential functioning

Model
  --formula TEXT       lme4's notation, any columns:
                       "y ~ criterion + (1|candidate) + (1|candidate:interviewer) + (0 + x|g)"
                       Default: criterion fixed; candidate, interviewer, halo, candidate:criterion and
                       interviewer:criterion random, as far as the data tell them apart.
  --family gaussian    or ordinal: levels only as ordered categories, by a cumulative link model (Laplace approximation)
  --link logit         or probit, with --family ordinal or --sensitivity
  --estimator reml     or ml (ordinal: ml)
  --prior none         or hiring: the product's prior, for few ratings; needs --scale
  --scale 1:4          lowest and highest level

Answers
  --weights C1=2,C2=1  criteria in the score and their weights; default: all, equally
  --bar X              gives the probability of a score above X and the value of one more interview
  --costs 1:1          of a wrong yes to a wrong no
  --sensitivity        says (among the warnings) whether an ordinal fit gives another answer at the bar to any candidate
  --rasch              adds a many-facet Rasch analysis
  --effects all        writes terms of more than 100,000 levels too
  --report FILE.html   writes a page to read and print: scores, severities, ruler, residuals, reliability, connectedness
  --csv DIR            writes the tables as CSV
  --out FILE           writes the JSON there instead of standard output

Formulas
  Fixed: 1 or 0 (no intercept), columns, a:b, a*b, factor(x). A column is a factor if it holds text or is the candidate,
  interviewer, criterion or scorecard; other numbers are slopes. The first level is the base.
  Random, at least one: (1|g), (1|a:b), (1|a/b), (0 + x|g). Effects of one term are independent of those of another.
  The left side is the score. Names with spaces stand in \`backticks\`. Functions such as log( ) and correlated slopes
  are not available. Roles add no terms to a formula; they say which terms fill candidates, interviewers and scorecards.

Result
  candidates    score as an average interviewer would give it, sd, 90 % interval, reliability, P(above bar), worth of one more
                interview
  interviewers  severity (positive = lower than others), use of the scale and noise against the others (1 = as they)
  scorecards    z of each interview's halo; beyond 2.5 it is outlying
  linking       groups of interviewers without candidates in common, and how surely each pair can be compared
  drift, differential  with --period and --group: tests per interviewer (from 3 periods and 10 interviews on; from 10
                interviews in each of two groups on), positive = more lenient, q = Benjamini-Hochberg
  reliability   of one interview and of panels of 1 to 6, severities taken out or not
  warnings      what was left out or assumed, and why; what cannot be estimated is null

Ordinal family
  The distinct scores are the levels, 2 to 20 of them. Variances, effects, thresholds and severities are on the latent scale,
  whose noise has variance 3.29 (logit) or 1 (probit); the sd of an effect takes thresholds and fixed effects as known. A
  candidate's score stays on the scale of the file: the mean rating that an interviewer drawn at random would give, averaged
  over criteria. Its interval follows the latent scale, so it keeps within the levels, and --bar is compared with it. The
  value of one more interview, noise, drift and differential functioning are given by the gaussian family only.

Running
  --path auto          or exact, or iterative (for very many ratings)
  --seed 1             of everything random
  --threads N          of the iterative path; default: all cores, at most 8; the answer does not depend on it

Examples
  npm run -s calibrate -- ratings.csv --bar 3 --costs 3:1 --out result.json
  npm run -s calibrate -- penicillin.csv --formula "diameter ~ 1 + (1|plate) + (1|sample)"

Exit code 0: done (see "warnings" in the result). 2: the command line or the file needs mending; the message says where.
`
