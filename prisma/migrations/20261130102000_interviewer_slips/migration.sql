-- What the interviewer did by mistake at a criterion: shown beside its rating, part of no fit. Ratings written before say nothing of it.
ALTER TABLE "Rating" ADD COLUMN     "askedEarly" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "hintGiven" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "notReached" BOOLEAN NOT NULL DEFAULT false;
